"""The head of a draft: title, kind, law and days, as far as the text says them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from portal.danish.characters import odd_character
from portal.danish.law_acts import act_names
from portal.danish.law_references import LawReference, find_references, format_reference, read_reference
from portal.documents.document import DocumentKind
from portal.documents.reading.limits import LONGEST_TITLE
from portal.importers.drafting.blocks import (
    Block,
    FrameBlock,
    HeadingBlock,
    ItemBlock,
    ParagraphBlock,
    StandardText,
)
from portal.importers.drafting.dates import adopted_day, begins_day

_MOST_LAW = 12
_LAW_SECTION = re.compile(r"lovgrundlag|lov-og|retsgrundlag|lovgivning|hjemmel")
_LAW_LINE = re.compile(r"(?:LOV|Lov|Lovgrundlag|LOVGRUNDLAG):\s")
_KINDS = (
    (re.compile(r"kvalitetsstandar[dt]", re.IGNORECASE), DocumentKind.QUALITY_STANDARD),
    (re.compile(r"serviceniveau", re.IGNORECASE), DocumentKind.SERVICE_LEVEL),
    (re.compile(r"retningslinje", re.IGNORECASE), DocumentKind.GUIDELINE),
)


def head_of(standard: StandardText, kind: DocumentKind) -> str:
    """The lines of the head, with the fences."""
    title = safe_title(standard.title)
    lines = [f"titel: {quoted(title)}", f"dokumenttype: {kind}", "tilstand: kladde"]
    law = law_of(standard) if kind is not DocumentKind.BACKGROUND else ()
    if law:
        lines.append("lovgrundlag: [" + ", ".join(quoted(words) for words in law) + "]")
    words = "\n".join([*standard.days, *(_words(block) for block in standard.blocks)])
    if kind is not DocumentKind.BACKGROUND:
        if adopted := adopted_day(words):
            lines.append(f"vedtaget: {adopted.isoformat()}")
        begins = begins_day(words)
        lines.append(f"gaelder_fra: {begins.isoformat() if begins else 'ukendt'}")
    return "\n".join(["---", *lines, "---"])


def safe_title(title: str) -> str:
    """A title that a head can hold."""
    words = " ".join(title.split()).strip(" .:")[: LONGEST_TITLE - 10]
    return words if words and not odd_character(words) else "Uden titel"


def quoted(words: str) -> str:
    """Words as YAML reads them as they are."""
    return json.dumps(words, ensure_ascii=False)


def kind_of(standard: StandardText, whole: Sequence[Block]) -> DocumentKind:
    """What the text calls itself in its title, else most often in the whole file; a quality standard where
    neither says anything."""
    for pattern, kind in _KINDS:
        if pattern.search(standard.title):
            return kind
    text = "\n".join(_words(block) for block in whole)
    often = [(len(pattern.findall(text)), kind) for pattern, kind in _KINDS[:2]]
    return max(often, key=lambda pair: pair[0])[1] if any(number for number, _ in often) else _KINDS[0][1]


def law_of(standard: StandardText) -> tuple[str, ...]:
    """The provisions that the text rests on: those of its title, else those it names under its law."""
    words = [*standard.law, *_law_words(standard.blocks)]
    act = _only_act(" ".join([standard.title, *words]))
    for texts in ([standard.title], words):
        found = [_written(reference) for text in texts for reference in _references(text, act)]
        if any(found):
            return tuple(dict.fromkeys(filter(None, found)))[:_MOST_LAW]
    return ()


def _only_act(words: str) -> str:
    """The one act that the words name, for provisions that name none; "" for none or several."""
    acts = {found.reference.act for found in find_references(words)} - {""} or {
        name.slug for name in act_names(words)
    }
    return acts.pop() if len(acts) == 1 else ""


def _references(words: str, act: str) -> list[LawReference]:
    return [found.reference for found in find_references(words, act)]


def _written(reference: LawReference) -> str:
    words = format_reference(reference)
    try:
        read = read_reference(words)
    except ValueError:
        return ""
    return words if read.act else ""


def _law_words(blocks: Sequence[Block]) -> list[str]:
    """The words that name the law: lines "Lov: …", and the section of the law without the law's own words."""
    found: list[str] = []
    within = ""
    for block in blocks:
        if isinstance(block, HeadingBlock):
            within = block.words if _LAW_SECTION.match(block.key) else ""
        elif isinstance(block, FrameBlock):
            found += [f"{within}: {block.title}"] if within else []
        elif isinstance(block, (ParagraphBlock, ItemBlock)) and (within or _LAW_LINE.match(block.words)):
            found.append(block.words)
    return found


def _words(block: Block) -> str:
    return block.words if isinstance(block, (HeadingBlock, ParagraphBlock, ItemBlock)) else ""
