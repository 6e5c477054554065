"""Characters that mean something else in a symbol font: ≥ is the letter ³ of the font Symbol.

Word writes them as that letter, or in the private characters F000 to F0FF; the font says what they show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mammoth.docx.dingbats import dingbats

UNKNOWN = "(ukendt tegn)"
"""Stands where a character has no meaning without its font."""
SYMBOL_FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
_FONTS = {font.lower(): font for font in SYMBOL_FONTS}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Where the font was lost: what Word's own bullets, arrows and signs of comparison are, each in its font.
_USUAL = {
    **dict.fromkeys((0x2D, 0xA3, 0xA5, 0xAE, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xBC), "Symbol"),
    **dict.fromkeys((0x6C, 0x6E, 0x76, 0xA7, 0xA8, 0xD8, 0xE0, 0xFC), "Wingdings"),
}
# Where the font's own sign stands in few fonts, the one that everybody has.
_PLAIN = {"⬥": "•", "⬧": "•", "⮚": "➢", "➔": "→", "🡪": "→", "⬜": "□"}


@dataclass(frozen=True)
class SymbolsRead:
    """The text in ordinary characters; those that were found out, and how many were not."""

    text: str
    found: tuple[str, ...] = ()
    unknown: int = 0


def symbol_font(family: str) -> str:
    """The symbol font that a list of fonts begins with, "" where it is another."""
    return _FONTS.get(family.split(",")[0].strip(" \"'").lower(), "")


def read_symbols(text: str, font: str = "") -> SymbolsRead:
    """The text as it shows in ``font``, which is "" for any font that is none of symbols."""
    if not font and not _PRIVATE.search(text):
        return SymbolsRead(text)
    read = [_shown(character, font) for character in text]
    found = [new for old, new in zip(text, read, strict=True) if new != old and new != UNKNOWN]
    return SymbolsRead("".join(read), tuple(found), read.count(UNKNOWN))


def _shown(character: str, font: str) -> str:
    code = ord(character)
    private = 0xF000 <= code <= 0xF0FF
    if private:
        code -= 0xF000
    elif not font or code > 0xFF:
        return UNKNOWN if _PRIVATE.match(character) else character
    shown = dingbats.get((font or _USUAL.get(code, ""), code))
    if shown is None:
        return UNKNOWN if private else character
    return _PLAIN.get(chr(shown), chr(shown))
