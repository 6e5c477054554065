"""The comments of a file, each with the words it stands at."""

from __future__ import annotations

from lxml import etree

from portal.danish.characters import as_read
from portal.word.paragraph_reading import Tracked
from portal.word.reviewed import ReviewComment

_MOST_AT = 200
"""Letters of the words that a comment stands at: enough to find the place."""


class Comments:
    """Takes the comments' places down while the text is read. ``section`` is the heading above."""

    def __init__(self, part: etree._Element | None, w: str):
        self._w = w
        self._written = {} if part is None else {e.get(f"{w}id", ""): e for e in part.iter(f"{w}comment")}
        self.section = ""
        self._open: set[str] = set()
        self._at: dict[str, list[str]] = {}
        self._sections: dict[str, str] = {}

    def take(self, tracked: Tracked) -> None:
        """Words, which all open comments stand at, or where one begins or ends."""
        if not tracked.comment:
            for number in self._open:
                self._at[number].append(tracked.text)
            return
        self._at.setdefault(tracked.comment, [])
        self._sections.setdefault(tracked.comment, self.section)
        if tracked.begins:
            self._open.add(tracked.comment)
        elif tracked.ends:
            self._open.discard(tracked.comment)

    def read(self) -> tuple[ReviewComment, ...]:
        """Every comment, in the order of their places; those without a place last."""
        order = [*(number for number in self._at if number in self._written)]
        order += [number for number in self._written if number not in self._at]
        return tuple(self._comment(number) for number in order)

    def _comment(self, number: str) -> ReviewComment:
        written, w = self._written[number], self._w
        paragraphs = [
            as_read("".join(text.text or "" for text in paragraph.iter(f"{w}t")))
            for paragraph in written.iter(f"{w}p")
        ]
        at = " ".join("".join(self._at.get(number, [])).split())
        return ReviewComment(
            written.get(f"{w}author", ""),
            written.get(f"{w}date", "")[:10],
            self._sections.get(number, ""),
            at if len(at) <= _MOST_AT else f"{at[:_MOST_AT].rstrip()} …",
            "\n".join(words for words in paragraphs if words.strip()),
        )
