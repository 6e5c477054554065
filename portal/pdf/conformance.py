"""What is added to the PDF that WeasyPrint draws: attached files, the mark of PDF/UA, and running heads that
a screen reader passes over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Operator
from pikepdf.models.metadata import encode_pdf_date

from portal.pdf.order import PdfOrder

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
_UA = """\
<x xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</x>"""
"""PDF/A allows a property that it does not know itself only where the file describes it."""


def completed(drawn: bytes, order: PdfOrder) -> bytes:
    """The whole file; the same bytes for the same drawing and order."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _pass_over_running_heads(pdf)
        _attach(pdf, order)
        _mark_as_accessible(pdf)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, compress_streams=True)
        return made.getvalue()


def _mark_as_accessible(pdf: pikepdf.Pdf) -> None:
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes())
    rdf = packet.find(_RDF)
    assert rdf is not None
    rdf.extend(list(etree.fromstring(_UA.encode())))
    # The packet's own marks stand around the element, and say where it begins in any file.
    whole = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n%b\n<?xpacket end="w"?>'
    pdf.Root.Metadata = pdf.make_stream(
        whole % etree.tostring(packet, encoding="utf-8"), Type=Name.Metadata, Subtype=Name.XML
    )


def _attach(pdf: pikepdf.Pdf, order: PdfOrder) -> None:
    day = encode_pdf_date(datetime.fromisoformat(order.dated))
    for file in order.files:
        pdf.attachments[file.name] = pikepdf.AttachedFileSpec(
            pdf,
            file.content,
            filename=file.name,
            mime_type=file.media_type,
            description=file.description,
            relationship=Name("/" + file.relationship.value),
            creation_date=day,
            mod_date=day,
        )
    pdf.Root.AF = Array([pdf.attachments[file.name].obj for file in order.files])


def _pass_over_running_heads(pdf: pikepdf.Pdf) -> None:
    """Mark what is drawn in the margins as no part of the text: WeasyPrint leaves it outside the tree."""
    root = pdf.Root.StructTreeRoot
    in_tree = {element.objgen for element in _elements(root.K)}
    numbers = root.ParentTree.Nums
    for page in pdf.pages:
        if "/StructParents" not in page.obj:
            continue
        marks = _after(numbers, int(page.obj.StructParents))
        outside = {mark for mark, owner in enumerate(marks) if owner.objgen not in in_tree}
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_passed_over(page, outside))))
        for mark in outside:
            marks[mark] = None


def _elements(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid.get("/K", Array()))


def _after(numbers: Any, key: int) -> Any:
    place = next(place for place in range(0, len(numbers), 2) if int(numbers[place]) == key)
    return numbers[place + 1]


def _passed_over(page: pikepdf.Page, marks: set[int]) -> Iterator[Any]:
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        if instruction.operator == Operator("BDC") and int(operands[1].get("/MCID", -1)) in marks:
            yield [Name.Artifact, Dictionary(Type=Name.Pagination)], Operator("BDC")
        else:
            yield instruction
