"""Where the built styles, scripts and icons are found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Assets:
    """Addresses of the built files; each holds a hash of its content, so a browser may keep it for ever.

    The editorial pages have a style and a script besides; ``paper_style`` is what PDF files are drawn with.
    """

    style: str
    script: str
    icons: str
    icon: str
    licence: str
    fonts: tuple[str, ...] = ()
    editor_style: str = ""
    editor_script: str = ""
    paper_style: str = ""


def read_assets(folder: Path, prefix: str = "/statisk/") -> Assets:
    """The assets that ``tools/assets.py`` listed in ``folder/manifest.json``, as addresses under ``prefix``.

    Raises FileNotFoundError where ``make setup`` has not built them.
    """
    names = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    fonts = names.pop("fonts")
    single = {key: prefix + name for key, name in names.items()}
    return Assets(**single, fonts=tuple(prefix + name for name in fonts))
