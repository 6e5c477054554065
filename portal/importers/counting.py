"""What somebody brings is counted before it is read: a small file can unfold to what takes minutes to read.

Counting stops at the first limit that is passed, so a refusal takes milliseconds however much there is. The
limits are some ten times what the longest standards have.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from portal.importers.markdown_writing import TooMuch

LARGEST_FILE = 10_000_000
"""Bytes of a Word file."""
MOST_HTML = 10_000_000
"""Letters of pasted HTML; most of what a browser hands over is looks."""
MOST_IN_HTML: Mapping[str, int] = {"<": 60_000, "&": 60_000, "=": 200_000}
"""Tags, entities and attributes, each by its sign; a sign in the text counts too."""
MOST_PARTS = 2_000
MOST_UNPACKED = 100_000_000
MOST_XML = 30_000_000
MOST_RATIO, UNPACKED_WITHOUT_RATIO = 200, 1_000_000
"""How many times its size a part may unfold to, from so many bytes on; what Word writes does some twenty."""
MOST_TAGS, MOST_ATTRIBUTES, MOST_DEEP = 200_000, 300_000, 100
MOST_PARAGRAPHS, MOST_RUNS = 5_000, 20_000
"""A paragraph stands in every cell of a table too; a run is a stretch of one look."""
MOST_PIECES = 200_000
"""Stretches of text; every entity and every line makes one more."""
MOST_ENTITIES, MOST_LETTERS = 50_000, 5_000_000
_AT_A_TIME = 65_536
_TAG = re.compile(r"<(/?)([a-z]+)")
_EMPTY = ("br", "hr", "img", "input")
"""Tags that enclose nothing, and are never closed."""


class UnreadableFile(ValueError):
    """The file is not read; the message is Danish. Without another it is no file of Word's, or damaged."""

    def __init__(self, message: str = "Filen kan ikke læses. Gem den som .docx i Word, og prøv igen."):
        super().__init__(message)


def refuse_large_html(source: str) -> None:
    """Raise ``TooMuch`` for HTML with more letters, tags, attributes or entities than are read."""
    if len(source) > MOST_HTML or any(source.count(sign) > most for sign, most in MOST_IN_HTML.items()):
        raise TooMuch


def refuse_deep_html(source: str) -> None:
    """Raise ``TooMuch`` for HTML in which every tag is closed, and that is deeper than is read to its end."""
    deep = 0
    for tag in _TAG.finditer(source):
        deep += 0 if tag[2] in _EMPTY else -1 if tag[1] else 1
        if deep > MOST_DEEP:
            raise TooMuch


def refuse_large_word(content: bytes) -> None:
    """Raise ``TooMuch`` for a .docx that holds more than is read, ``UnreadableFile`` for what is none.

    The whole package is counted, whatever its parts are called: which of them are the text, only its own
    relations say. A file of too many bytes is not opened; it is an ``UnreadableFile`` too.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFile("Filen er for stor. Den må højst fylde 10 MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_large_package(packed.infolist())
            counted = _Counted()
            for part in packed.infolist():
                _count_part(packed, part, counted)
    except (TooMuch, UnreadableFile):
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        ValueError,
        OSError,
        EOFError,
        RuntimeError,
        LookupError,
    ) as error:
        raise UnreadableFile from error


def _refuse_large_package(parts: list[zipfile.ZipInfo]) -> None:
    """By the sizes that it gives; no more of a part is unpacked than it says."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TooMuch
    texts = [part for part in parts if _is_named_xml(part)]
    if sum(part.file_size for part in texts) > MOST_XML:
        raise TooMuch
    for part in texts:
        if part.file_size > max(UNPACKED_WITHOUT_RATIO, MOST_RATIO * part.compress_size):
            raise TooMuch


def _is_named_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _count_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, counted: _Counted) -> None:
    """Count one part; one of another name that is no XML, such as a picture, is left at its first bytes."""
    parser = counted.parser()
    with packed.open(part) as opened:
        while chunk := opened.read(_AT_A_TIME):
            try:
                counted.take(chunk, parser)
            except expat.ExpatError:
                if _is_named_xml(part):
                    raise
                return


class _Counted:
    """The tags, attributes, entities and letters of all parts so far. Raises ``TooMuch`` past a limit."""

    def __init__(self) -> None:
        self._paragraphs = self._runs = 0
        self._tags = self._attributes = self._entities = self._pieces = self._letters = self._deep = 0

    def parser(self) -> expat.XMLParserType:
        """A parser for one more part."""
        self._deep = 0
        parser = expat.ParserCreate()
        parser.ordered_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def take(self, chunk: bytes, parser: expat.XMLParserType) -> None:
        """Count a stretch of bytes."""
        self._entities += chunk.count(b"&")
        if self._entities > MOST_ENTITIES:
            raise TooMuch
        parser.Parse(chunk, False)

    def _start(self, name: str, attributes: list[str]) -> None:
        own_name = name.rpartition(":")[2]
        self._paragraphs += own_name == "p"
        self._runs += own_name == "r"
        self._tags += 1
        self._attributes += len(attributes) // 2
        self._deep += 1
        if self._tags > MOST_TAGS or self._attributes > MOST_ATTRIBUTES or self._deep > MOST_DEEP:
            raise TooMuch
        if self._paragraphs > MOST_PARAGRAPHS or self._runs > MOST_RUNS:
            raise TooMuch

    def _end(self, _name: str) -> None:
        self._deep -= 1

    def _text(self, words: str) -> None:
        self._pieces += 1
        self._letters += len(words)
        if self._pieces > MOST_PIECES or self._letters > MOST_LETTERS:
            raise TooMuch

    def _doctype(self, *_: object) -> None:
        """Word writes none, and an entity of one's own can stand for any amount of others."""
        raise UnreadableFile
