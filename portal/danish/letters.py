"""Danish letters: folding æ, ø and å for addresses and keys, and sorting as a Danish index does."""

from __future__ import annotations

import re
import unicodedata

_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_IS_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ORDER = "0123456789abcdefghijklmnopqrstuvwxyzæøå"


def fold(text: str) -> str:
    """``text`` with æ→ae, ø→oe, å→aa; other accents are dropped, case is kept."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLD)
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """A lower-case ASCII address part, words joined by hyphens: "Svær (§ 52)" → "svaer-52"."""
    if _IS_SLUG.fullmatch(text):
        return text
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")


def sort_key(text: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts names as Danish does: æ, ø, å last, aa as å, case ignored."""
    lowered = unicodedata.normalize("NFC", text).lower().replace("aa", "å")
    return tuple(_ORDER.find(c) for c in lowered), text
