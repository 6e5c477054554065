"""Made-up standards for tests: the least that reads, with what a test is about changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MUNICIPALITY = """\
navn: Prøve Kommune
art: kommune
fiktiv: true
kontakt:
  navn: Familieafdelingen
  telefon: "70 00 00 00"
  tider: Hverdage kl. 10-14
ansoegning:
  - Ring til os.
svarfrist: Vi svarer inden fire uger.
klage: Du kan klage inden fire uger.
"""

TABLE = """\
::: niveauer {id}
ydelse: {benefit}
kriterium: sværhedsgrad
{extra}
| Niveau | Omfang | Varighed | Bemærkning |
|---|---|---|---|
| Lette problemer | {light} | | |
| Moderate problemer | {moderate} | | |
:::
"""


def standard(
    *,
    title: str = "Aflastning",
    front: Mapping[str, str] | None = None,
    table: str = "doegnaflastning",
    benefit: str = "Døgnaflastning",
    light: str = "Op til 36 døgn om året",
    moderate: str = "Op til 60 døgn om året",
    extra: str = "optælling: hoteldøgn",
    body: str = "",
) -> str:
    """The text of a standard that has one level table and the departure text."""
    head = {
        "titel": title,
        "nummer": "2",
        "dokumenttype": "kvalitetsstandard",
        "tilstand": "vedtaget",
        "emner": "[aflastning]",
        "lovgrundlag": '["barnets lov § 90"]',
        "vedtaget": "2024-01-15",
        "organ": "Byrådet",
        "offentliggjort": "2024-01-20",
        "gaelder_fra": "2024-02-01",
        **(front or {}),
    }
    lines = "\n".join(f"{key}: {value}" for key, value in head.items() if value)
    levels = TABLE.format(id=table, benefit=benefit, light=light, moderate=moderate, extra=extra)
    return (
        f"---\n{lines}\n---\n\n## Hvem kan få støtten? {{#maalgruppe}}\n\nBørn med behov for aflastning.\n\n"
        f"## Omfang {{#omfang}}\n\n{levels}\n{body}\n"
        "::: fravigelse\nKommunen ser på jeres situation og kan bevilge mindre eller mere.\n:::\n"
    )


def write(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Write files under ``folder``; a municipality without a kommune.yaml gets ``MUNICIPALITY``."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    for municipality in {name.split("/")[0] for name in texts}:
        about = folder / municipality / "kommune.yaml"
        if not about.exists():
            about.write_text(MUNICIPALITY, encoding="utf-8")
    return folder
