"""What of a file that came back is not read, in sentences with numbers."""

from __future__ import annotations

from lxml import etree

_SAID = {
    (
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "sectPrChange",
        "tcPrChange",
        "trPrChange",
        "numberingChange",
    ): (
        "ændring af udseendet er udeladt. Portalen sætter selv teksten op",
        "ændringer af udseendet er udeladt. Portalen sætter selv teksten op",
    ),
    ("cellIns", "cellDel", "cellMerge"): (
        "ændret kolonne er udeladt. Ret tabellen i portalen",
        "ændrede kolonner er udeladt. Ret tabellen i portalen",
    ),
    ("drawing", "pict", "object"): ("billede er udeladt", "billeder er udeladt"),
    ("footnoteReference", "endnoteReference"): ("fodnote er udeladt", "fodnoter er udeladt"),
}


def left_out_of(document: etree._Element, w: str) -> tuple[str, ...]:
    """A sentence for each kind; ``w`` stands before each name."""
    found = []
    for tags, (one, several) in _SAID.items():
        count = sum(1 for _ in document.iter(*(f"{w}{tag}" for tag in tags)))
        if count:
            found.append(f"{count} {one if count == 1 else several}.")
    return tuple(found)
