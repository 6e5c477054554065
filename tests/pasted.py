"""What was pasted, as the portal's own reader shows it; and small Word files made of their XML."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import html as lxml_html

from portal.documents.document import Document
from portal.documents.reading.markdown import read_document

HEAD = "---\ntitel: T\ndokumenttype: baggrund\ntilstand: kladde\n---\n\n"
_MARKUP = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read_pasted(markdown: str) -> Document:
    """The draft that the Markdown stands in; raises where the portal refuses it."""
    return read_document(f"{HEAD}## A\n\n{markdown}".encode(), "x")


def shown_words(markdown: str) -> list[str]:
    """The words on the page that the Markdown makes, in their order."""
    return [word for page in _pages(markdown) for text in page.itertext() for word in text.split()]


def shown_text(markdown: str) -> str:
    """The same words as one line, without blanks, so that it does not matter where a word was emphasised."""
    return "".join("".join("".join(page.itertext()).split()) for page in _pages(markdown))


def shown_rows(markdown: str) -> list[list[str]]:
    """The cells of all tables on the page, row by row."""
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.xpath("./td|./th")]
        for page in _pages(markdown)
        for row in page.iter("tr")
    ]


def shown_items(markdown: str) -> list[str]:
    """The items of all lists with what a browser shows before them: "3. tre", "• fire"."""
    found = []
    for page in _pages(markdown):
        for items in page.iter("ol", "ul"):
            for number, item in enumerate(items.findall("li"), start=int(items.get("start", 1))):
                own = [item.text or "", *(p.text_content() for p in item.findall("p"))]
                mark = f"{number}." if items.tag == "ol" else "•"
                found.append(f"{mark} {' '.join(''.join(own).split())}")
    return found


def word_file(body: str, styles: str = "", numbering: str = "") -> bytes:
    """A .docx file whose body, added styles and numbering are this XML, with ``w:`` for its names."""
    document = WordDocument()
    for old in list(document.element.body)[:-1]:
        document.element.body.remove(old)
    for place, added in _parsed(body):
        document.element.body.insert(place, added)
    for _, added in _parsed(styles):
        document.styles.element.append(added)
    if numbering:
        part = document.part.numbering_part.element
        for old in list(part):
            part.remove(old)
        for _, added in _parsed(numbering):
            part.append(added)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(runs)}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run of words."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _parsed(xml: str) -> Iterator[tuple[int, object]]:
    around = parse_xml(f"<w:around {nsdecls('w', 'm', 'r')} {_MARKUP}>{xml}</w:around>")
    return enumerate(list(around))


def _pages(markdown: str) -> Iterator[lxml_html.HtmlElement]:
    for section in read_pasted(markdown).sections:
        if section.html.strip():
            yield lxml_html.fragment_fromstring(section.html, create_parent="div")
