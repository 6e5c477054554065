"""A page of the portal as a file that is opened from a folder: its links, its pictures, its head."""

from __future__ import annotations

from urllib.parse import urldefrag

from lxml.html import HtmlElement, HTMLParser, builder, document_fromstring, fragment_fromstring, tostring

from portal.static_site.site_files import INDEX, SiteFiles

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "font-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""No script and no style but those of the folder. A browser does not count a folder's files as one site."""
_SYMBOL = "ikon-"


def read_page(body: bytes) -> HtmlElement:
    """The page as a tree."""
    return document_fromstring(body, parser=HTMLParser(encoding="utf-8"))


def write_page(page: HtmlElement) -> bytes:
    """The tree as a file."""
    written: bytes = tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written + b"\n"


def links_of(body: bytes, address: str, site: SiteFiles) -> tuple[str, ...]:
    """The addresses of the portal that the page leads to and that belong in the copy, places left out."""
    hrefs = read_page(body).xpath("//a/@href | //link[@rel='stylesheet']/@href")
    found = (site.here(urldefrag(href).url, address) for href in hrefs if not href.startswith("#"))
    return tuple(dict.fromkeys(one for one in found if one and site.is_copied(one)))


def rewrite_links(page: HtmlElement, address: str, site: SiteFiles) -> None:
    """Let every address on the page lead to a file beside it, to the portal, or nowhere.

    ``address`` is the page's own. Of a link that leads nowhere the words stay, unless they only said what the
    copy cannot do. An address that is read as such, the lasting one of a version, leads to the portal where
    that has one.
    """
    for link in page.xpath("//body//a[@href]"):
        _rewrite_link(link, address, site)
    for name, tag in (("href", "link"), ("src", "script"), ("src", "img")):
        for element in page.xpath(f"//{tag}[@{name}]"):
            _rewrite_file(element, name, address, site)


def _rewrite_link(link: HtmlElement, address: str, site: SiteFiles) -> None:
    href = link.get("href")
    if href.startswith("#"):
        return
    here = site.here(href, address)
    if here is None:
        return  # another site, a telephone, a mail
    if site.base and link.text_content() == site.base + here:
        link.set("href", site.base + here)
        return
    if here.partition("?")[0] == INDEX and link.text == "Søg":
        link.text = "Alle tekster"
    target = site.link(here, address)
    if target is not None:
        link.set("href", target)
    elif site.is_copied(here) or not _leads_only(link):
        link.drop_tag()
    else:
        _drop_line(link.getparent())


def _leads_only(link: HtmlElement) -> bool:
    """Whether the line it stands in has nothing to say but where the link would have led."""
    line = link.getparent()
    alone = line.text_content().strip() == link.text_content().strip()
    return line.tag in ("p", "li") and (alone or link.get("class") == "address")


def _drop_line(line: HtmlElement) -> None:
    """Take a line away, and its list where it was the last of it."""
    around = line.getparent()
    line.drop_tree()
    if around.tag == "ul" and len(around) == 0:
        around.drop_tree()


def _rewrite_file(element: HtmlElement, name: str, address: str, site: SiteFiles) -> None:
    """What the page itself fetches lies in the folder; what only says where it comes from is the portal's."""
    if element.get("rel") in ("preload", "alternate"):
        element.drop_tree()  # a font is not fetched ahead from a folder, and a feed of a copy has no news
        return
    here = site.here(element.get(name), address)
    if element.get("rel") == "canonical":
        if site.base and here is not None:
            element.set(name, site.base + here)
        else:
            element.drop_tree()
    elif here is not None:
        target = site.link(here, address)
        if target is None:
            element.drop_tree()
        else:
            element.set(name, target)


def inline_icons(page: HtmlElement, sprite: HtmlElement) -> None:
    """Put the icons that the page uses in it: a browser fetches none from another file of a folder."""
    uses = page.xpath("//use[contains(@href, '#')]")
    names = dict.fromkeys(use.get("href").rpartition("#")[2] for use in uses)
    symbols = [symbol for symbol in sprite.iter("symbol") if symbol.get("id") in names]
    for use in uses:
        use.set("href", f"#{_SYMBOL}{use.get('href').rpartition('#')[2]}")
    if not symbols:
        return
    box = fragment_fromstring('<svg hidden="hidden" width="0" height="0" aria-hidden="true"></svg>')
    for symbol in symbols:
        copied = fragment_fromstring(tostring(symbol, with_tail=False))
        copied.set("id", f"{_SYMBOL}{symbol.get('id')}")
        box.append(copied)
    page.body.insert(0, box)


def finish_head(page: HtmlElement, script: str) -> None:
    """Add the policy and the copy's own script, whose address this is.

    What a page tells machines of today is the portal's to say: a copy could not take it back.
    """
    for data in page.xpath("//script[not(@src)]"):
        data.drop_tree()
    first = page.head.xpath("./meta[@charset]")[0]
    first.addnext(builder.META({"http-equiv": "Content-Security-Policy"}, content=POLICY))
    page.head.append(builder.SCRIPT(defer="defer", src=script))
