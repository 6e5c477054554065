"""Bold and italics. Their marks are set last, and only where they are read as marks and not shown."""

from __future__ import annotations

import re
import unicodedata

BOLD, ITALIC = ("\x01", "\x02"), ("\x03", "\x04")
"""What opens and closes, until the words around are known."""
_MARKS = {"\x01": "**", "\x03": "*"}
_JOINED = re.compile("\x02\x01|\x04\x03|\x01\x02|\x03\x04")
_ANY = re.compile("[\x01-\x04]")
_PAIR = re.compile("([\x01\x03])([ ]*)([^\x01-\x04\n]*?)([ ]*)[\x02\x04]")
_OPENS = {"\x01": "\x02", "\x03": "\x04"}


def without_emphasis(words: str) -> str:
    """The words without what opens and closes."""
    return _ANY.sub("", words)


def with_emphasis(words: str) -> str:
    """The words with the marks of Markdown."""
    joined, number = words, 1
    while number:
        joined, number = _JOINED.subn("", joined)
    return without_emphasis(_PAIR.sub(_marked, _outermost(joined)))


def _outermost(words: str) -> str:
    """Emphasis in emphasis goes; the outer one stands."""
    kept, depth = [], 0
    for character in words:
        if character in _OPENS:
            depth += 1
            kept.append(character if depth == 1 else "")
        elif character in _OPENS.values():
            kept.append(character if depth == 1 else "")
            depth -= 1
        else:
            kept.append(character)
    return "".join(kept)


def _marked(pair: re.Match[str]) -> str:
    before, after = pair.string[: pair.start()][-1:], pair.string[pair.end() :][:1]
    mark, inner = _MARKS[pair[1]], pair[3]
    opens = pair[2] or _may_touch(before) or (inner and not _is_sign(inner[0]))
    closes = pair[4] or _may_touch(after) or (inner and not _is_sign(inner[-1]))
    if not inner or not opens or not closes or _ANY.match(before) or _ANY.match(after):
        return f"{pair[2]}{inner}{pair[4]}"
    return f"{pair[2]}{mark}{inner}{mark}{pair[4]}"


def _may_touch(neighbour: str) -> bool:
    """Whether a sign may stand between the mark and this character, as CommonMark wants it."""
    return not neighbour or neighbour.isspace() or unicodedata.category(neighbour).startswith("P")


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
