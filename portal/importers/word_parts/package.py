"""The parts of a Word file that hold text, looks and numbers, as XML that can be changed and packed again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from portal.importers.counting import UnreadableFile

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
_PROPERTIES, _TAG = re.compile(r"docprops/.*\.xml"), re.compile(r"<[^>]*>")
_CUSTOM_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class WordPackage:
    """A .docx file. Pictures are not kept: they are never read.

    Raises UnreadableFile where a part is in another encoding than Word's, in which its properties would hide
    what must not go along.
    """

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if name.lower().endswith((".xml", ".rels"))]
            self._parts = {name: packed.read(name) for name in names}
        if any(b"\x00" in part for part in self._parts.values()):
            raise UnreadableFile
        document = next(self._targets("", "officeDocument"), "word/document.xml")
        self.document = self._parsed(document)
        self.namespace = etree.QName(self.document).namespace or ""
        self._changed = {document: self.document}
        self.styles, self.numbering = self._related(document, "styles"), self._related(document, "numbering")
        self.comments = self._related(document, "comments")
        self.notes = []
        for kind in ("footnotes", "endnotes"):
            for name in self._names(document, kind):
                self._changed[name] = self._parsed(name)
                self.notes.append(self._changed[name])

    def packed(self) -> io.BytesIO:
        """The file with what was changed in ``document`` and ``notes``."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for name, content in self._parts.items():
                changed = self._changed.get(name)
                packed.writestr(
                    name, content if changed is None else etree.tostring(changed, encoding="UTF-8")
                )
        return out

    def properties(self) -> str:
        """Title, author, subject and whatever else goes along unseen, on lines of their own."""
        found = [part for name, part in self._parts.items() if _PROPERTIES.fullmatch(name.lower())]
        return _TAG.sub("\n", b"\n".join(found).decode("utf-8", "replace"))

    def custom_properties(self) -> dict[str, str]:
        """The properties that a program gave the file, by their names."""
        for name in self._targets("", "custom-properties"):
            if name in self._parts:
                found = self._parsed(name).iter(_CUSTOM_PROPERTY)
                return {one.get("name", ""): "".join(map(str, one.itertext())).strip() for one in found}
        return {}

    def _related(self, document: str, kind: str) -> etree._Element | None:
        return next((self._parsed(name) for name in self._names(document, kind)), None)

    def _names(self, document: str, kind: str) -> list[str]:
        named = [*self._targets(document, kind), posixpath.join(posixpath.dirname(document), f"{kind}.xml")]
        return [name for name in named if name in self._parts][:1]

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        folder, name = posixpath.split(part)
        rels = self._parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relationship in etree.fromstring(rels, _PARSER).iter(_RELATIONSHIP) if rels else ():
            if posixpath.basename(relationship.get("Type", "")) == kind:
                target = relationship.get("Target", "")
                yield posixpath.normpath(posixpath.join(folder, target)).lstrip(posixpath.sep)

    def _parsed(self, name: str) -> etree._Element:
        return etree.fromstring(self._parts[name], _PARSER)
