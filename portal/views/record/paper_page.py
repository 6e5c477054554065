"""A version or a receipt on paper: what their pages say, the day it was said, and the files inside."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.citing.receipt_page import ReceiptPage
from portal.views.deciding.history_page import HistoryPage
from portal.views.published.standard_page import StandardPage


@dataclass(frozen=True)
class PaperHead:
    """What every sheet says of the file, and what the file says of itself.

    ``text`` is "Aflastning, version 3"; ``day`` is "Pr. 22. november 2026", the day the standing is of.
    ``created`` is when the text came to the portal and ``modified`` the day, both as ISO 8601 writes them.
    """

    title: str
    owner: str
    text: str
    day: str
    created: str
    modified: str
    fictional: bool = False


@dataclass(frozen=True)
class InsideFile:
    """A file inside the PDF, by the name it has there."""

    name: str
    description: str
    sha256: str


@dataclass(frozen=True)
class VersionPaper:
    """A version with how it came to be. ``has_levels``: it says in a table how much help is usual."""

    head: PaperHead
    standard: StandardPage
    history: HistoryPage
    files: tuple[InsideFile, ...]
    proof_address: str
    has_levels: bool


@dataclass(frozen=True)
class ReceiptPaper:
    """A receipt, for the case file."""

    head: PaperHead
    receipt: ReceiptPage
    files: tuple[InsideFile, ...]
    proof_address: str
