"""Forms of a page: those of the calculator become links to the answers that are ready; the others go.

A copy has nobody who could take what is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement, builder

from portal.static_site.answers import DAY, ReadyAnswer


class ReadyLinks:
    """The ready answers by the page whose forms ask for them."""

    def __init__(self, answers: Iterable[ReadyAnswer]):
        self._by_path: dict[str, list[tuple[dict[str, str], ReadyAnswer]]] = {}
        for answer in answers:
            path = urlsplit(answer.address).path
            self._by_path.setdefault(path, []).append((dict(answer.asked), answer))

    def for_form(self, form: HtmlElement, day: str) -> list[ReadyAnswer]:
        """The answers that the form can ask for; ``day`` is the one its page is asked for, "" for today."""
        kept = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
        names = {field.get("name") for field in form.xpath(".//input[not(@type='hidden')] | .//select")}
        kept.update({DAY: day} if day else {})
        wanted = set(kept) | (names - {DAY})
        ready = self._by_path.get(form.get("action", ""), [])
        return [a for asked, a in ready if set(asked) == wanted and kept.items() <= asked.items()]


def replace_forms(page: HtmlElement, address: str, ready: ReadyLinks, index: str) -> None:
    """Take every form away and put links in its place where what it asks is in the copy.

    ``address`` is the page's own, ``index`` that of the list which stands for the search.
    """
    day = dict(parse_qsl(urlsplit(address).query)).get(DAY, "")
    for form in page.xpath("//form"):
        if answers := ready.for_form(form, day):
            _put(form, _links(form, answers))
        elif form.get("role") == "search":
            _put(form, builder.P(builder.A("Find teksten på listen fra A til Å", href=index)))
        elif form.get("method") == "post":
            _drop(next(iter(form.xpath("ancestor::section[1]")), form))
        else:
            _drop(form)


def _links(form: HtmlElement, answers: list[ReadyAnswer]) -> HtmlElement:
    """The form's heading over the links."""
    headings = form.xpath("./h3 | ./p[@class='entry-heading']")
    links = [builder.LI(builder.A(answer.words, href=answer.address)) for answer in answers]
    box = builder.DIV(*headings, builder.UL(*links, builder.CLASS("plain-list")))
    box.set("class", form.get("class", ""))
    return box


def _put(form: HtmlElement, instead: HtmlElement) -> None:
    instead.tail, form.tail = form.tail, None
    form.getparent().replace(form, instead)


def _drop(element: HtmlElement) -> None:
    element.drop_tree()
