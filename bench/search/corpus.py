"""The prepared background documents as passages, read as the portal reads them."""

from __future__ import annotations

from pathlib import Path

from portal.danish.law_references import reference_path
from portal.documents.reading.markdown import read_document
from search_index.store.model import Passage


def read_passages(folder: Path) -> list[Passage]:
    """One passage for every section of every document below ``folder`` (``<owner>/<slug>/<n>.md``)."""
    return [passage for path in sorted(folder.glob("*/*/*.md")) for passage in _of_file(path)]


def _of_file(path: Path) -> list[Passage]:
    owner, slug, version = path.parts[-3], path.parts[-2], int(path.stem)
    document = read_document(path.read_bytes(), str(path))
    return [
        Passage(
            key=f"{owner}/{slug}/v{version}#{section.id}",
            municipality=owner,
            standard=slug,
            version=version,
            kind=str(document.front.kind),
            section_id=section.id,
            heading=section.heading,
            title=document.front.title,
            text=section.text,
            law=tuple(reference_path(reference) for reference in section.law),
            confirmed=True,
        )
        for section in document.sections
    ]
