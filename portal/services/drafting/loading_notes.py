"""What loading says of the drafts it left as they are, and what to do with each.

``municipality`` is the owner's slug.
"""

from __future__ import annotations

from portal import address_book
from portal.documents.document import Finding, Severity
from portal.services.drafting.standards_folder import StandardFile


def adopted_here(file: StandardFile, municipality: str) -> Finding:
    """The file is a draft whose number was adopted in the portal."""
    where = address_book.standard_source(municipality, file.slug, file.n)
    return _note(
        file,
        "overtaken-draft",
        f"Version {file.n} er vedtaget i portalen. Den har teksten; filen er en kladde fra før.",
        f"Slet filen, eller erstat den med den vedtagne tekst fra {where}.",
    )


def dropped_here(file: StandardFile, municipality: str) -> Finding:
    """The file is a draft that was dropped in the portal."""
    del municipality
    return _note(
        file,
        "overtaken-draft",
        f"Kladden til version {file.n} er henlagt i portalen og bliver ikke indlæst igen.",
        "Slet filen, eller begynd en ny kladde i portalen.",
    )


def worked_with_here(file: StandardFile, municipality: str) -> Finding:
    """The file is a draft, and the standard's draft in the portal is somebody's work."""
    where = address_book.editorial_standard(municipality, file.slug)
    return _note(
        file,
        "edited-draft",
        "Filen er ikke indlæst: nogen har arbejdet med kladden i portalen, og den bliver ikke overskrevet.",
        f"Ret videre på {where}. Skal noget fra filen med, så skriv det ind dér.",
    )


def not_the_last(file: StandardFile, municipality: str) -> Finding:
    """The file is a draft, and the folder has a later file."""
    del municipality
    return _note(
        file,
        "older-draft",
        "Filen er ikke indlæst: den er en kladde, og mappen har en senere fil.",
        "Lad kun mappens sidste fil være en kladde.",
    )


def still_open(file: StandardFile, municipality: str) -> Finding:
    """The file is a version that was loaded while somebody's draft for it was open."""
    where = address_book.editorial_standard(municipality, file.slug)
    return _note(
        file,
        "open-draft",
        f"Version {file.n} er indlæst, og kladden i portalen er stadig åben: nogen har arbejdet med den.",
        f"Se versionen igennem på {where}, før kladden går videre, eller henlæg kladden.",
    )


def _note(file: StandardFile, rule: str, message: str, remedy: str) -> Finding:
    return file.finding(rule, message, remedy, Severity.NOTE)
