"""A page of one day, made to be read on others: it says its day, and carries what will be true later.

What the portal says of "today" is said of the day. Only words of the portal's own are touched, each where it
stands on the page; an adopted text is copied as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date

from lxml.html import HtmlElement, builder, fragment_fromstring

from portal.danish.dates import format_date
from portal.static_site.standings import NoticeFrom, Standings, said
from portal.views.shared.components import STATUS_WORDS

Where = Callable[[str], str | None]
"""Where an address of the portal leads in the copy, None for nowhere."""
_STATUS = "descendant-or-self::span[starts-with(@class, 'status status-')]"
_TODAY = (
    "//main/p",
    "//main/section/h2",
    "//*[contains(@class, 'alert-heading')]",
    "//li[@class='choice']/p",
    "//p[@class='standing']/span",
    "//li[@class='entry']/p[@class='small']",
    "//figure[@class='timeline']//figcaption",
)
"""The elements in which the portal itself says something of today."""
_ICON = (
    '<svg class="icon-svg alert-icon" focusable="false" aria-hidden="true"><use href="#warning"></use></svg>'
)
_MARK = "//figure[@class='timeline']//*[@class='tick-text'][text()='i dag']"
"""Where the picture of the versions says which day it is."""
_DATED = ("//p[@class='alert-heading']", "//p[@class='upcoming']")
_OTHER_DAY = re.compile(r"(.+) den (\d{1,2}\. \w+ \d{1,4})")
"""The status of another day, which it names last."""
_MIDDLE = 50
_STANDING = re.compile(r"\b(?:gælde\w*|gjaldt|afløst|ophævet|i høring)\b", re.IGNORECASE)
"""Where a standing may be said with these words and without its day."""


def date_page(page: HtmlElement, day: date, standings: Standings) -> None:
    """Let every status, and whatever else is said of today, say the day; each status with those to come."""
    words = format_date(day)
    for status in page.xpath(f"//body/{_STATUS}"):
        _date_status(status, words, standings)
    for element in (found for path in _TODAY for found in page.xpath(path)):
        for part in element.iter():
            part.text = _of_day(part.text, words)
            if part is not element:
                part.tail = _of_day(part.tail, words)
    for element in (found for path in _DATED for found in page.xpath(path)):
        said_there = element.text_content()
        if _STANDING.search(said_there) and words not in said_there:
            element.text = f"Pr. {words}: {element.text or ''}"
    for mark in page.xpath(_MARK):
        _date_mark(mark, day)
    page.set("data-day", day.isoformat())


def add_banner(page: HtmlElement, day: date, about: str, portal: str) -> None:
    """Say at the head of the page that it is a copy, of which day, and where more is said of it.

    ``about`` leads to the page that does, ``portal`` to this page on the portal itself, "" for none.
    """
    words = format_date(day)
    links = [builder.A("Om kopien", href=about)]
    if portal:
        links.append(builder.A("Se siden på portalen, som den er nu", href=portal))
    line = builder.SPAN(
        builder.STRONG("Pr. ", builder.SPAN(words, {"data-today": ""}), "."),
        f" Det her er en kopi. Den bygger på det, portalen vidste den {words}. ",
        builder.CLASS("container"),
    )
    for link in links:
        link.tail = " "
        line.append(link)
    (header,) = page.xpath("//header")
    header.append(builder.P(line, builder.CLASS("as-of")))


def add_notice(page: HtmlElement, notices: tuple[NoticeFrom, ...], where: Where) -> None:
    """Put a box above the text, which the script shows on a day when the text stands otherwise."""
    if not any(notice.words for notice in notices):
        return
    told = [
        {"from": n.day.isoformat(), "words": n.words, "items": n.items, **_newer(n, where)} for n in notices
    ]
    icon = fragment_fromstring(_ICON)
    body = builder.DIV(
        builder.P(builder.CLASS("alert-heading")),
        builder.UL(builder.CLASS("alert-text"), hidden="hidden"),
        builder.P(builder.A(), builder.CLASS("alert-text"), hidden="hidden"),
        builder.CLASS("alert-body"),
    )
    box = builder.DIV(icon, body, builder.CLASS("alert alert-warning"), hidden="hidden")
    box.set("data-notices", _json(told))
    (main,) = page.xpath("//main")
    main.insert(0, box)


def _newer(notice: NoticeFrom, where: Where) -> dict[str, str]:
    href = where(notice.newer.href) if notice.newer else None
    return {"link": notice.newer.text, "href": href} if notice.newer and href else {}


def _date_status(status: HtmlElement, words: str, standings: Standings) -> None:
    about = status.attrib.pop("data-about", "")
    kind = status.get("class", "").rpartition("status-")[2]
    if of_other_day := _OTHER_DAY.fullmatch(status.text_content()):
        status.text = f"Pr. {of_other_day[2]}: {of_other_day[1]}"
    if status.text_content() != STATUS_WORDS.get(kind):
        return
    status.text = f"Pr. {words}: {said(kind)}"
    if found := standings.statuses(about):
        told = [{"from": f.day.isoformat(), "kind": f.kind, "words": f.words} for f in found]
        status.set("data-statuses", _json(_once(told)))
    beside = status.getnext()
    if found and beside is not None and beside.tag == "span" and standings.is_standard(about):
        told = [{"from": day.isoformat(), "words": period} for day, period in standings.periods(about)]
        beside.set("data-periods", _json(_once(told)))


def _date_mark(mark: HtmlElement, day: date) -> None:
    """Write the day beside its line in the picture, on the side where there is room for it."""
    mark.text = f"{day.day}.{day.month}.{day.year}"
    mark.set("text-anchor", "end" if float(mark.get("x", "0").rstrip("%")) > _MIDDLE else "start")


def _once(told: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Without those that say what the one before says."""
    kept: list[dict[str, str]] = []
    for one in told:
        if not kept or {**one, "from": ""} != {**kept[-1], "from": ""}:
            kept.append(one)
    return kept


def _of_day(text: str | None, words: str) -> str | None:
    """What is said of today, said of the day."""
    if text is None:
        return None
    text = text.replace(f"I dag er det {words}.", f"Pr. {words}.")
    text = re.sub(rf"\bi dag, (?={words})", "", text)
    text = re.sub(r"^Kommende: ", f"Kommende pr. {words}: ", text)
    return re.sub(r"\bi dag\b", f"pr. {words}", re.sub(r"\bI dag\b", f"Pr. {words}", text))


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False)
