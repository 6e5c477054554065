"""Reading a folder of standards from disk: every file parsed, every error of every file kept.

Nothing here knows the database; what the files say on their own is decided here, what they say against the
versions already stored is decided in ``loading``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal.documents.document import Document, DocumentError, Finding, Severity
from portal.documents.lint.upkeep_rules import PERSONAL_DATA
from portal.documents.municipality.municipality_file import (
    MunicipalityFile,
    read_municipality,
    refuse_large_municipality,
)
from portal.documents.personal_data import REMEDY, holds_cpr
from portal.documents.reading.markdown import read_document

RESERVED_SLUGS = frozenset(
    {"beregner", "brugere", "ny-standard", "versioner", "aendringer", "ordbog", "feed", "vejviser", "indlaes"}
)
"""Second path segments that are pages of ours; ``v`` + digits is reserved too."""


@dataclass(frozen=True)
class StandardFile:
    """One ``<slug>/<n>.md``. ``document`` is None where it could not be read."""

    path: str
    slug: str
    n: int
    content: bytes
    document: Document | None

    @property
    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hexadecimal: the version's hash."""
        return hashlib.sha256(self.content).hexdigest()

    def finding(self, rule: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
        """What is wrong with the file as a whole; an error unless said otherwise."""
        return Finding(self.path, 1, rule, severity, message, remedy)


@dataclass
class MunicipalityFolder:
    """One ``<kommune>/``. ``municipality`` is None where kommune.yaml is missing or cannot be read."""

    slug: str
    source: bytes = b""
    municipality: MunicipalityFile | None = None
    files: list[StandardFile] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)


def read_folder(folder: Path) -> Iterator[MunicipalityFolder]:
    """Every municipality under ``folder``, one at a time, in the order of their names."""
    for child in sorted(folder.iterdir()):
        if child.is_dir() and not child.name.startswith("."):
            yield _read_municipality_folder(child, folder)


def count_files(folder: Path) -> int:
    """How many standard files ``read_folder`` will see; for a progress bar."""
    return sum(1 for _ in folder.glob("*/*/*.md"))


def _read_municipality_folder(folder: Path, root: Path) -> MunicipalityFolder:
    read = MunicipalityFolder(folder.name)
    about = folder / "kommune.yaml"
    name = str(about.relative_to(root))
    if about.exists():
        read.source = about.read_bytes()
        if holds_cpr(read.source.decode("utf-8", "replace")):
            message = "Filen har noget, der ligner et CPR-nummer."
            read.errors.append(_finding(name, PERSONAL_DATA, message, REMEDY))
        try:
            refuse_large_municipality(read.source, name)
            read.municipality = read_municipality(read.source, name)
            read.errors += read.municipality.beyond_limits
        except DocumentError as error:
            read.errors += error.findings
    else:
        read.errors.append(
            _finding(
                name, "missing-municipality", "Filen mangler.", "Skriv en kommune.yaml med navn og kontakt."
            )
        )
    for standard in sorted(path for path in folder.iterdir() if path.is_dir()):
        _read_standard_folder(standard, root, read)
    read.errors += _same_table_ids(read.files)
    return read


def _read_standard_folder(folder: Path, root: Path, read: MunicipalityFolder) -> None:
    _check_slug(folder, root, read)
    for place, (n, path) in enumerate(_numbered_files(folder, root, read), start=1):
        file = _read_file(n, path, root, read)
        if n != place:
            read.errors.append(
                file.finding(
                    "version-gap",
                    f"Der mangler en version før {n}: filerne skal hedde 1, 2, 3 … uden huller.",
                    f"Giv filen navnet {place}.md, eller læg den manglende version i mappen.",
                )
            )


def _check_slug(folder: Path, root: Path, read: MunicipalityFolder) -> None:
    """The folder's name is a part of an address: none of ours, and nobody's CPR number."""
    name = str(folder.relative_to(root))
    if folder.name in RESERVED_SLUGS or (folder.name[:1] == "v" and folder.name[1:].isdigit()):
        read.errors.append(
            _finding(
                name,
                "reserved-slug",
                f"»{folder.name}« er en af portalens egne adresser.",
                "Vælg et andet navn.",
            )
        )
    if holds_cpr(folder.name):
        read.errors.append(_finding(name, PERSONAL_DATA, "Mappens navn er en del af en adresse.", REMEDY))


def _numbered_files(folder: Path, root: Path, read: MunicipalityFolder) -> list[tuple[int, Path]]:
    """The folder's files by version number; one whose name is no such number is an error."""
    numbered = []
    for path in folder.glob("*.md"):
        if _is_version_number(path.stem):
            numbered.append((int(path.stem), path))
        else:
            read.errors.append(
                _finding(
                    str(path.relative_to(root)),
                    "file-name",
                    "Filens navn er ikke et versionsnummer.",
                    "Kald filen 1.md, 2.md, 3.md og så videre.",
                )
            )
    return sorted(numbered)


def _is_version_number(stem: str) -> bool:
    return stem.isascii() and stem.isdigit() and stem == str(int(stem)) and stem != "0"


def _read_file(n: int, path: Path, root: Path, read: MunicipalityFolder) -> StandardFile:
    content, name = path.read_bytes(), str(path.relative_to(root))
    document = None
    try:
        document = read_document(content, name)
    except DocumentError as error:
        read.errors += error.findings
    file = StandardFile(name, path.parent.name, n, content, document)
    read.files.append(file)
    return file


def _same_table_ids(files: list[StandardFile]) -> list[Finding]:
    """A table id names one standard's table within a municipality, so that an address can name it."""
    owners: dict[str, set[str]] = {}
    for file in files:
        for table in file.document.tables if file.document else ():
            owners.setdefault(table.id, set()).add(file.slug)
    shared = Counter({id_: len(slugs) for id_, slugs in owners.items() if len(slugs) > 1})
    return [
        file.finding(
            "table-id",
            f"Tabellen »{table.id}« findes også i en anden af kommunens standarder.",
            "Giv den ene af dem et andet id efter ::: niveauer.",
        )
        for file in files
        for table in (file.document.tables if file.document else ())
        if table.id in shared
    ]


def _finding(file: str, rule: str, message: str, remedy: str) -> Finding:
    return Finding(file, 1, rule, Severity.ERROR, message, remedy)
