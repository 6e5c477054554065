"""Which items of two lists are the same, in order, whatever the lists are.

``difflib`` takes time that grows with the square of what differs, and more where much is alike. So what it
does is counted, step by step, over a whole comparison: the same two texts always take the same steps, on any
machine. Where they are used up, the lists are held together by what stands in each of them once, and what
lies between counts as replaced. A change is then told as text gone and text come, and never left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match as LongestMatch
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

Tag = Literal["equal", "replace", "delete", "insert"]
Opcode = tuple[Tag, int, int, int, int]
"""What became of ``old[a:b]``: it is, or is replaced by, ``new[c:d]``; as in ``difflib``."""
Match = tuple[int, int, int]
"""Where equal items begin in the old and in the new list, and how many they are."""

MOST_STEPS = 5_000_000
"""Steps of one comparison: some seconds. Two versions of the longest standards take some hundredths of it."""
_STEPS_OF_A_LOOK = 5
_SHARE = 4
"""One pair of lists may take a fourth of what is left, so that something is left for the others."""
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'][^\W\d_]+)*|[^\s\w]|_")
CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+|(?<!\d)(?:\d{2} ?){3}\d{2}(?!\d)|https?://\S+|www\.\S+"
)


class _UsedUpError(Exception):
    """There are no steps left for the finest way."""


class Work:
    """The steps that are left of one comparison, and what it has found out about its texts."""

    def __init__(self, steps: int = MOST_STEPS):
        self.left = steps
        self._words: dict[str, tuple[tuple[str, ...], Counter[str]]] = {}

    def takes(self, steps: int) -> bool:
        """Whether so many steps are left; they are then used."""
        if steps > self.left:
            return False
        self.left -= steps
        return True

    def words_of(self, text: str) -> tuple[tuple[str, ...], Counter[str]]:
        """The words and signs of ``text`` in lower case, and how often each stands there.

        Web addresses and telephone numbers count as one word each, whatever they are.
        """
        if text not in self._words:
            words = tuple(TOKEN.findall(CONTACT.sub(" _ ", text.lower())))
            self._words[text] = words, Counter(words)
        return self._words[text]


def likeness(old: str, new: str, least: float, work: Work) -> float:
    """How much of two texts' words are the same, up to 1; 0 where it is less than ``least``."""
    (before, counted_before), (after, counted_after) = work.words_of(old), work.words_of(new)
    length = len(before) + len(after)
    if not length:
        return 1.0
    if 2 * min(len(before), len(after)) < least * length:
        return 0.0
    few, many = sorted((counted_before, counted_after), key=len)
    if not work.takes(_STEPS_OF_A_LOOK + len(few)):
        return 1.0 if before == after else 0.0
    if 2 * sum(min(few[word], many[word]) for word in few.keys() & many.keys()) < least * length:
        return 0.0
    return 2 * sum(size for _, _, size in matches(before, after, work)) / length


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable], work: Work) -> list[Opcode]:
    """How ``new`` is made of ``old``: stretches that are equal, replaced, gone or come, in order."""
    found: list[Opcode] = []
    a = c = 0
    for b, d, size in (*matches(old, new, work), (len(old), len(new), 0)):
        if a < b or c < d:
            tag: Tag = "replace" if a < b and c < d else "delete" if a < b else "insert"
            found.append((tag, a, b, c, d))
        if size:
            found.append(("equal", b, b + size, d, d + size))
        a, c = b + size, d + size
    return found


def matches(old: Sequence[Hashable], new: Sequence[Hashable], work: Work) -> list[Match]:
    """The stretches that both lists have, in order."""
    share = Work(work.left // _SHARE)
    try:
        matcher = _CountedMatcher(old, new, share)
        return [(match.a, match.b, match.size) for match in matcher.get_matching_blocks() if match.size]
    except _UsedUpError:
        return list(_joined(_roughly(old, new)))
    finally:
        work.left -= work.left // _SHARE - share.left


class _CountedMatcher(SequenceMatcher[Hashable]):
    """Counts each look at an item that an item could be the same as, before it is taken."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], work: Work):
        if not work.takes(len(old) + len(new)):
            raise _UsedUpError
        super().__init__(None, old, new, autojunk=False)
        self._work = work
        alike = Counter(new)
        self._looks = list(accumulate((1 + alike[item] for item in old), initial=0))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> LongestMatch:
        """As in difflib. Raises ``_UsedUpError``."""
        last = len(self._looks) - 1 if ahi is None else ahi
        if not self._work.takes(self._looks[last] - self._looks[alo]):
            raise _UsedUpError
        return super().find_longest_match(alo, ahi, blo, bhi)


def _roughly(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Match]:
    """What both begin and end with, and between them the longest row of what stands in each once."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    yield 0, 0, first
    yield from _anchors(old, new, first, last)
    yield len(old) - last, len(new) - last, last


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable], first: int, last: int) -> Iterator[Match]:
    """The items that each list has once, as many as come in the same order in both."""
    before, after = (_once(items, first, len(items) - last) for items in (old, new))
    pairs = [(at, after[item]) for item, at in before.items() if item in after]
    ends: list[int] = []
    chain: list[int] = []
    behind: list[int] = []
    for number, (_, at) in enumerate(pairs):
        place = bisect_left(ends, at)
        behind.append(chain[place - 1] if place else -1)
        ends[place : place + 1] = [at]
        chain[place : place + 1] = [number]
    found: list[Match] = []
    number = chain[-1] if chain else -1
    while number >= 0:
        found.append((*pairs[number], 1))
        number = behind[number]
    yield from reversed(found)


def _once(items: Sequence[Hashable], start: int, end: int) -> dict[Hashable, int]:
    """Where what stands there once stands, in order."""
    counted = Counter(items[start:end])
    return {item: at for at, item in enumerate(items[start:end], start) if counted[item] == 1}


def _joined(found: Iterator[Match]) -> Iterator[Match]:
    """Stretches that follow on one another as one."""
    a = b = size = 0
    for start, other, length in found:
        if (start, other) == (a + size, b + size):
            size += length
            continue
        if size:
            yield a, b, size
        a, b, size = start, other, length
    if size:
        yield a, b, size
