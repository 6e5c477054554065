"""What is looked for on every page, in every way it is shown; each function gives lines for a failure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Page

from screen.axe import violations

LOOKS: tuple[tuple[int, Literal["light", "dark"], Literal["none", "active"]], ...] = tuple(
    (width, scheme, forced)  # type: ignore[misc]
    for width in (1280, 360)
    for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active"))
)
"""Widths, colour schemes and forced colours."""

WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""

# A field of dkfds draws its focus on the label beside it. What is covered is not seen: of the points of an
# element at least one must be its own (WCAG 2.4.11).
UNSEEN_FOCUS = """() => {
  const outlined = (element, part) => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const drawn = (element) => [element, ...(element.labels ?? [])].some(
    (each) => [null, "::before", "::after"].some((part) => outlined(each, part)));
  const points = (box) => [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map(
    (y) => [box.left + box.width * x, box.top + box.height * y]));
  const uncovered = (element) => [element, ...(element.labels ?? [])].some((each) =>
    [...each.getClientRects()].some((box) => points(box).some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (each.contains(top) || top.contains(each));
    })));
  const faults = [];
  const stops = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  for (const element of document.querySelectorAll(stops)) {
    if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const said = element.outerHTML.slice(0, 120);
    if (!drawn(element)) faults.push(`focus cannot be seen: ${said}`);
    if (!uncovered(element)) faults.push(`focus is covered: ${said}`);
  }
  return faults;
}"""

SHOWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

MOVING = """() => [...document.querySelectorAll("*")].filter((element) =>
  [null, "::before", "::after"].some((part) => {
    const style = getComputedStyle(element, part);
    return style.animationName !== "none" || style.scrollBehavior === "smooth"
      || style.transitionDuration.split(", ").some((time) => time !== "0s");
  })).map((element) => `moves: ${element.outerHTML.slice(0, 100)}`)"""


def each_look(page: Page) -> Iterator[str]:
    """Show the page in each look; gives the look's name while it is shown."""
    for width, scheme, forced in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        yield f"{width} {scheme}{' forced colours' if forced == 'active' else ''}"


def faults(page: Page) -> list[str]:
    """What is wrong in any look: what axe finds, what is wider than the screen, what focus does not show."""
    page.evaluate(SHOWN)  # nobody presses a key before the page is there, and its own focus is set then
    page.keyboard.press("Tab")
    found = []
    for look in each_look(page):
        found += [f"{look}: wider than the screen: {element}" for element in page.evaluate(WIDER)]
        found += [f"{look}: {fault}" for fault in violations(page)]
        found += [f"{look}: {fault}" for fault in page.evaluate(UNSEEN_FOCUS)]
    return found
