"""From what the portal answered to a page of the copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from portal.danish.dates import format_date
from portal.static_site.answers import DAY, ReadyAnswer
from portal.static_site.dating import add_banner, add_notice, date_page
from portal.static_site.forms import ReadyLinks, replace_forms
from portal.static_site.rewriting import finish_head, inline_icons, read_page, rewrite_links, write_page
from portal.static_site.site_files import ABOUT, INDEX, SiteFiles
from portal.static_site.standings import NoticeFrom, Standings
from portal.static_site.visiting import Visitor
from portal.views.shared.page_frame import Link


class PageMaker:
    """Makes the pages of a copy. ``script`` is the address of the copy's own script."""

    def __init__(
        self,
        visitor: Visitor,
        site: SiteFiles,
        day: date,
        standings: Standings,
        answers: tuple[ReadyAnswer, ...],
        script: str,
    ):
        self._visitor = visitor
        self._site = site
        self._day = day
        self._standings = standings
        self._ready = ReadyLinks(answers)
        self._script = script
        self._sprite = visitor.icons()

    def make(self, address: str, body: bytes) -> bytes:
        """The page at the address as a file."""
        page = read_page(body)
        where = partial(self._site.link, seen_from=address)
        replace_forms(page, address, self._ready, INDEX)
        add_notice(page, self._notices(address, page), where)
        date_page(page, self._day, self._standings)
        rewrite_links(page, address, self._site)
        own = address not in (INDEX, ABOUT)
        portal = self._site.base + address if self._site.base and own else ""
        add_banner(page, self._day, where(ABOUT) or "", portal)
        inline_icons(page, self._sprite)
        finish_head(page, where(self._script) or "")
        return write_page(page)

    def _notices(self, address: str, page: HtmlElement) -> tuple[NoticeFrom, ...]:
        """What will be said above the text; that of an answer leads to the answer of the later day."""
        asked = parse_qsl(urlsplit(address).query)
        about = address
        if asked:
            found = page.xpath("//section[@class='answer']//span/@data-about")
            about = found[0] if found else ""
        if not self._standings.is_known(about):
            return ()
        notices = self._standings.notices(about)
        return tuple(self._with_answers(notices, address)) if asked else notices

    def _with_answers(self, notices: tuple[NoticeFrom, ...], address: str) -> Iterator[NoticeFrom]:
        version, later = None, ""
        for notice in notices:
            if notice.newer != version:
                dated = f"{address}&{urlencode({DAY: notice.day.isoformat()})}"
                version, later = notice.newer, dated if self._site.file(dated) else ""
            if later:
                words = f"Se svaret for {format_date(notice.day)}"
                yield replace(notice, newer=Link(words, later))
            else:
                yield notice
