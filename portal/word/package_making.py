"""The Word file around the text: its styles, lists, language and properties; the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from portal.word import names
from portal.word.elements import element, within
from portal.word.names import WordOrigin

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SET_OF_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_INK, _GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x45, 0x45, 0x45)
_SIZES = {"Title": 22, "Heading1": 16, "Heading2": 13, "Heading3": 12, "Heading4": 11, "Heading5": 11}
BULLETS = 1
"""The list of bullets; numbered ones are made as they come."""
_BULLETS_KIND, _NUMBERS_KIND = "1", "2"
STEP = 360
"""How far a level of a list stands in, in twentieths of a point."""


def blank_file(title: str, origin: WordOrigin, head: str) -> DocxDocument:
    """A file without text. ``head`` stands at the top of each page."""
    file = docx.Document()
    for part_of_body in list(file.element.body)[:-1]:
        file.element.body.remove(part_of_body)
    _style(file)
    _number(file)
    _name(file, title, origin)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.header.paragraphs[0].text = head
    _add_custom(file, origin)
    return file


def new_numbers(file: DocxDocument, start: int) -> int:
    """A numbered list that begins at ``start``: what its paragraphs name it by."""
    root = file.part.numbering_part.element
    number = len(root.findall(qn("w:num"))) + 1
    made = within(root, "num", numId=str(number))
    within(made, "abstractNumId", val=_NUMBERS_KIND)
    for level in range(names.DEEPEST):
        override = within(made, "lvlOverride", ilvl=str(level))
        within(override, "startOverride", val=str(start if level == 0 else 1))
    return number


def packed(file: DocxDocument) -> bytes:
    """The file's bytes: the same for the same text, whenever it is written."""
    out, again = io.BytesIO(), io.BytesIO()
    file.save(out)
    with zipfile.ZipFile(out) as made, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as packed_again:
        for part in made.infolist():
            entry = zipfile.ZipInfo(part.filename, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed_again.writestr(entry, made.read(part))
    return again.getvalue()


def _style(file: DocxDocument) -> None:
    language = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), "da-DK")
    for name, size in _SIZES.items():
        style = _by_id(file, name)
        _set_font(style, size)
        style.font.bold, style.font.color.rgb = True, _INK
    _set_font(_by_id(file, names.TEXT), 11)
    caption = _by_id(file, names.CAPTION)
    _set_font(caption, 11)
    caption.font.bold, caption.font.color.rgb = True, _INK
    caption.paragraph_format.keep_with_next = True
    _add_style(file, names.TERM, bold=True).paragraph_format.keep_with_next = True
    _add_style(file, names.EXPLANATION).paragraph_format.left_indent = Cm(0.8)
    note = _add_style(file, names.NOTE)
    note.font.size, note.font.color.rgb = Pt(10), _GREY
    for name in (names.PROFESSIONAL, names.DEPARTURE):
        _frame(_add_style(file, name))
    fold = _add_style(file, names.FOLD, bold=True)
    fold.paragraph_format.keep_with_next = True
    _frame(fold)
    title = _by_id(file, names.TITLE)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _by_id(file: DocxDocument, style_id: str) -> ParagraphStyle:
    found = next(style for style in file.styles if style.style_id == style_id)
    assert isinstance(found, ParagraphStyle)
    return found


def _add_style(file: DocxDocument, name: str, *, bold: bool = False) -> ParagraphStyle:
    style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = file.styles["Normal"]
    style.quick_style, style.font.bold = True, bold or None
    return style


def _set_font(style: ParagraphStyle, size: int) -> None:
    style.font.name, style.font.size = "Calibri", Pt(size)
    fonts = style.element.find(f".//{qn('w:rFonts')}")
    if fonts is not None:
        for theme in [name for name in fonts.attrib if name.endswith("Theme") or name.endswith("cstheme")]:
            del fonts.attrib[theme]


def _frame(style: ParagraphStyle) -> None:
    """A line to the left, as on the page."""
    properties = style.element.get_or_add_pPr()
    border = element("pBdr")
    within(border, "left", val="single", sz="18", space="8", color="747474")
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _number(file: DocxDocument) -> None:
    """Bullets and numbers of our own, in place of those of the template."""
    root = file.part.numbering_part.element
    for old in list(root):
        root.remove(old)
    for kind, form in ((_BULLETS_KIND, "bullet"), (_NUMBERS_KIND, "decimal")):
        made = within(root, "abstractNum", abstractNumId=kind)
        within(made, "multiLevelType", val="hybridMultilevel")
        for level in range(names.DEEPEST):
            one = within(made, "lvl", ilvl=str(level))
            within(one, "start", val="1")
            within(one, "numFmt", val=form)
            within(one, "lvlText", val="•" if form == "bullet" else f"%{level + 1}.")
            within(one, "lvlJc", val="left")
            properties = within(one, "pPr")
            within(properties, "ind", left=str(STEP * (level + 1)), hanging=str(STEP))
    within(within(root, "num", numId=str(BULLETS)), "abstractNumId", val=_BULLETS_KIND)


def _name(file: DocxDocument, title: str, origin: WordOrigin) -> None:
    known = file.core_properties
    known.title, known.author, known.last_modified_by = title[:255], origin.author[:255], origin.author[:255]
    known.language, known.comments, known.keywords, known.revision = "da-DK", "", "", 1
    known.created = known.modified = origin.moment.replace(tzinfo=None)


def _add_custom(file: DocxDocument, origin: WordOrigin) -> None:
    values = {
        names.STANDARD_PROPERTY: origin.standard,
        names.WORDS_PROPERTY: origin.words,
        names.AUTHOR_PROPERTY: origin.author,
        names.MOMENT_PROPERTY: origin.written_moment,
    }
    properties = "".join(
        f'<property fmtid="{_SET_OF_CUSTOM}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{properties}</Properties>'
    )
    etree.fromstring(xml.encode())
    part = Part(
        PackURI("/docProps/custom.xml"),
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        xml.encode(),
        file.part.package,
    )
    file.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
