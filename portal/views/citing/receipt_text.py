"""A receipt as plain text, to paste into a case system."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from portal.views.citing.receipt_page import ReceiptPage, TodayAnswer

WIDTH = 78


def receipt_text(page: ReceiptPage) -> str:
    """Everything the page says, lines of at most 78 characters but for addresses."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: ReceiptPage) -> Iterator[str]:
    yield page.title.upper()
    yield page.subtitle
    yield ""
    yield from _wrapped(page.answer.heading)
    for card in page.answer.cards:
        yield from _wrapped(f"{card.level}: {card.words}", "- ")
    if page.answer.refusal:
        yield from _wrapped(f"{page.answer.refusal.heading}. {page.answer.refusal.text}")
        for item in page.answer.refusal.items:
            yield from _wrapped(item, "- ")
    yield page.answer.status.words
    for reason in page.answer.reasons:
        yield from _wrapped(reason, "- ")
    for notice in page.notices:
        yield from _wrapped(f"{notice.heading}. {notice.text}")
        for item in notice.items:
            yield from _wrapped(item, "- ")
    yield ""
    for name, value in page.facts:
        yield f"{name}: {value}"
    yield f"Rækken: {page.row.text}"
    yield f"Kvitteringens adresse: {page.address}"
    yield ""
    for words in page.answer.notices:
        yield from _wrapped(words, "- ")
    yield ""
    yield from _today(page.today)
    yield ""
    yield from _wrapped(f"Spørg: {page.contact}")


def _today(today: TodayAnswer) -> Iterator[str]:
    yield "I DAG"
    yield from _wrapped(today.words)
    for words in today.extents:
        yield from _wrapped(words, "- ")
    if today.status:
        yield today.status.words
    for reason in today.reasons:
        yield from _wrapped(reason, "- ")


def _wrapped(words: str, bullet: str = "") -> list[str]:
    wrapper = TextWrapper(
        WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapper.wrap(words)
