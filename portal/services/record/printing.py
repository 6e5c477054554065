"""PDF files: drawn one at a time in a process of its own, within limits, and kept while they are asked for.

Drawing takes a second or two of a processor and well over a hundred megabytes. So that nobody else waits, it
is done outside this process, and the connection to the database goes back before it begins.
"""

from __future__ import annotations

import hashlib
import sys
from base64 import b64decode
from functools import cache
from importlib import metadata
from pathlib import Path

from sqlalchemy.orm import Session

from portal.importers.own_process import BUSY, Converters, ProcessLimits, Refusal
from portal.pdf.order import PdfOrder
from portal.pdf.writing import MISSING, can_write, write_pdf
from portal.services.context import Context, Process
from portal.services.kept import Kept

_LIMITS = ProcessLimits(work=40, clock=50)
_PATIENCE = 5.0
_MOST, _HEAVIEST = 128, 32_000_000
_NOT_HERE = (
    "Portalen kan ikke lave PDF-filer, som den er sat op. Teksten kan du læse på skærmen og skrive ud fra "
    "browseren. Bed dem, der driver portalen, om at læse om PDF i driftsvejledningen."
)
_BUSY = "Der laves andre PDF-filer lige nu. Vent et øjeblik, og prøv igen."
_TOO_MUCH = (
    "Filen nåede ikke at blive færdig. Prøv igen om lidt. Du kan også læse teksten på skærmen og skrive den "
    "ud fra browseren."
)


class NoPdf(Exception):
    """No file can be made. ``message`` says in Danish why and what to do; ``lasting``: waiting is no use."""

    def __init__(self, message: str, *, lasting: bool = False):
        super().__init__(message)
        self.message = message
        self.lasting = lasting


class PdfMaker:
    """Makes PDF files for a whole process, by ``converters``."""

    def __init__(self, converters: Converters):
        self._converters = converters
        self._kept: Kept[bytes] = Kept(_MOST, _HEAVIEST, len)

    def make(self, order: PdfOrder) -> bytes:
        """The file; the same bytes for the same order. Raises NoPdf."""
        return self._kept.get(tag_of(order), lambda: self._drawn(order))

    def _drawn(self, order: PdfOrder) -> bytes:
        try:
            return b64decode(self._converters.run(write_pdf, order.written()))
        except Refusal as error:
            said = str(error)
            if said == MISSING:
                raise NoPdf(_NOT_HERE, lasting=True) from None
            raise NoPdf(_BUSY if said == BUSY else _TOO_MUCH) from None


class Printing:
    """Makes PDF files for a request."""

    def __init__(self, session: Session, maker: PdfMaker):
        self._session = session
        self._maker = maker

    def possible(self) -> bool:
        """Whether packages and libraries are there; asked once a process, which takes a second."""
        return _can_write(tuple(sys.path))

    def make(self, order: PdfOrder) -> bytes:
        """The file. Raises NoPdf. Nothing that was read from the database may be needed any more."""
        self._session.close()
        return self._maker.make(order)


def tag_of(order: PdfOrder) -> str:
    """A name of the file's bytes before they are made: of all they are made of, and with what."""
    made_with = (order.written(), *map(_release, ("weasyprint", "pikepdf")), Path(order.style).name)
    return hashlib.sha256("\0".join(made_with).encode()).hexdigest()


@cache
def _release(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


@cache
def _can_write(search_path: tuple[str, ...]) -> bool:
    """Whether PDF files can be made with the modules of that path; found out in a process of its own."""
    del search_path
    try:
        Converters(_LIMITS).run(can_write, "")
    except Refusal as error:
        return str(error) != MISSING
    return True


def create_pdf_maker(process: Process) -> PdfMaker:
    """The one of a process: one file at a time, and who waits for over five seconds is refused."""
    del process
    return PdfMaker(Converters(_LIMITS, at_once=1, patience=_PATIENCE))


def create_printing(context: Context) -> Printing:
    """Printing for a request."""
    return Printing(context.session, context.process.get(create_pdf_maker))
