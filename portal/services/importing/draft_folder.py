"""Writing drafts as files where `portal lint` and `portal load` look for them; none is overwritten."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from portal.importers.drafting.imported import ImportedDraft
from portal.services.drafting.drafting import fit_slug


class DraftFolder:
    """The folder of one municipality below ``folder``."""

    def __init__(self, folder: Path, municipality: str):
        self._folder = folder / municipality

    def write(self, draft: ImportedDraft) -> Path:
        """Write a draft as ``<slug>/1.md``; the file's path.

        A slug that is taken gets a number after it, unless the same text stands there. Raises OSError.
        """
        content = draft.text.encode("utf-8", "replace")
        first = fit_slug(draft)
        for number in count(1):
            path = self._folder / (first if number == 1 else f"{first}-{number}") / "1.md"
            if path.parent.exists():
                if path.is_file() and path.read_bytes() == content:
                    break
                continue
            path.parent.mkdir(parents=True)
            with path.open("xb") as file:
                file.write(content)
            break
        return path
