"""From a plan to results: the best pieces looked at closely, one section folded, near places left out,
counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search_index.analysis.lexicon import standard_lexicon
from search_index.analysis.tokens import tokenise
from search_index.ranking.common_ground import BEST, CommonGround, ScoredText
from search_index.ranking.passages import show
from search_index.ranking.plan import Plan
from search_index.ranking.ranking import Scored, highest, score
from search_index.ranking.spots import SpotFinder, WordSpot, coverage, nearness
from search_index.ranking.word_weights import unpack_places
from search_index.store.columns import Pieces
from search_index.store.facts import Facts, Section
from search_index.store.model import BACKGROUND, Hit, Query, Results
from search_index.store.snapshot import Snapshot

CANDIDATES = 60
"""So many of the best pieces are looked at closely; more where a later page is asked for."""
COVERAGE = 0.45
"""How much of a score depends on the share of the question that is answered."""
PREFERRED = 8.0
UNCONFIRMED = 0.9
"""What a score is multiplied with for the municipality preferred, and for a standard not confirmed; a study
is in force neither way."""
MOST_SHARED = 0.2
"""The share of a passage that may stand in a better one too; what overlaps more is left out."""
SAME_STANDARD = 0.96
"""What a score is multiplied with for every hit of the same standard before it, so that others are seen
too."""


class _Candidate(NamedTuple):
    score: float
    piece: int
    section: Section
    facts: Facts
    spots: list[WordSpot]
    words: tuple[str, ...]


def answer(snapshot: Snapshot, plan: Plan, query: Query) -> Results:
    """What ``snapshot`` has for ``plan`` under the filters of ``query``, best first."""
    mask = snapshot.mask(query)
    scored = score(plan, snapshot, mask)
    found = scored.pieces
    if not len(found):
        return Results((), 0)
    finder = SpotFinder(plan)
    candidates = [
        _look_at(piece, value, snapshot, finder, scored.rarity, query)
        for piece, value in _best(scored, found, snapshot, query).items()
    ]
    wanted = query.offset + query.limit
    candidates = _on_common_ground(candidates, finder, snapshot)
    chosen = _choose(candidates, wanted)[query.offset : wanted]
    hits = tuple(_hit(candidate, snapshot, scored) for candidate in chosen)
    total, counts = snapshot.count(found)
    return Results(hits, total, counts)


def _best(scored: Scored, found: Pieces, snapshot: Snapshot, query: Query) -> dict[int, float]:
    """The pieces to look at: the best of all and of the municipality preferred, in their newest version."""
    number = max(CANDIDATES, 3 * (query.offset + query.limit))
    best = highest(scored, found, number)
    if query.prefer_municipality:
        preferred = snapshot.columns["municipality"].where(lambda name: name == query.prefer_municipality)
        best += highest(scored, found[preferred[found]], number)
    newest: dict[int, float] = {}
    for piece in best:
        latest = _latest(piece, scored, snapshot)
        newest[latest] = max(newest.get(latest, 0.0), scored.of(piece))
    return newest


def _latest(piece: int, scored: Scored, snapshot: Snapshot) -> int:
    """The best piece of the newest version of the same section that was found too."""
    versions = snapshot.versions(piece)
    if len(versions) == 1:
        return piece
    number = snapshot.facts[piece].version
    newer = [other for other in versions if snapshot.facts[other].version > number and scored.of(other)]
    return max(newer, key=lambda other: (snapshot.facts[other].version, scored.of(other)), default=piece)


def _look_at(
    piece: int, value: float, snapshot: Snapshot, finder: SpotFinder, rarity: tuple[float, ...], query: Query
) -> _Candidate:
    places = unpack_places(snapshot.places(piece))
    spots = finder.spots(places)
    value += nearness(spots, rarity)
    facts = snapshot.facts[piece]
    above = finder.concepts((*_words(facts.heading), *_words(facts.title)))
    value *= 1 - COVERAGE + COVERAGE * coverage(spots, rarity, above)
    if query.prefer_municipality and facts.municipality == query.prefer_municipality:
        value *= PREFERRED
    if not facts.confirmed and facts.kind != BACKGROUND:
        value *= UNCONFIRMED
    return _Candidate(value, piece, facts.section, facts, spots, places.words)


def _on_common_ground(
    candidates: list[_Candidate], finder: SpotFinder, snapshot: Snapshot
) -> list[_Candidate]:
    best = (ScoredText(candidate.score, candidate.words) for candidate in _choose(candidates, BEST))
    known = finder.known | standard_lexicon().function_words
    ground = CommonGround(best, known, snapshot.frequency, len(snapshot.facts))
    return [one._replace(score=one.score * ground.factor(one.words)) for one in candidates]


@lru_cache(maxsize=4_000)
def _words(heading: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenise(heading))


def _choose(candidates: list[_Candidate], wanted: int) -> list[_Candidate]:
    """The best first, no two overlapping, each later one of a standard a little lower."""
    waiting = sorted(candidates, key=lambda candidate: (-candidate.score, candidate.piece))
    chosen: list[_Candidate] = []
    before: dict[tuple[str, str], int] = {}
    while waiting and len(chosen) < wanted:
        best = _next(waiting, before)
        chosen.append(best)
        waiting = [other for other in waiting if not _overlap(best, other)]
        before[best.section[:2]] = before.get(best.section[:2], 0) + 1
    return chosen


def _next(waiting: list[_Candidate], before: dict[tuple[str, str], int]) -> _Candidate:
    """The best of ``waiting`` (best first) once the standards seen ``before`` count for less."""
    best, highest = waiting[0], 0.0
    for candidate in waiting:
        if candidate.score <= highest:
            break  # lowered or not, no later one is better
        value = candidate.score * SAME_STANDARD ** before.get(candidate.section[:2], 0)
        if value > highest:
            best, highest = candidate, value
    return best


def _overlap(first: _Candidate, second: _Candidate) -> bool:
    """Whether both show the same words of one section; an older version of the section counts as the same."""
    if first.section != second.section:
        return False
    if first.facts.key != second.facts.key:
        return True
    shared = min(first.facts.end, second.facts.end) - max(first.facts.start, second.facts.start)
    shorter = min(first.facts.end - first.facts.start, second.facts.end - second.facts.start)
    return shared > MOST_SHARED * shorter


def _hit(candidate: _Candidate, snapshot: Snapshot, scored: Scored) -> Hit:
    facts = candidate.facts
    shown = show(snapshot.text(candidate.piece), candidate.spots)
    return Hit(
        facts.key,
        facts.municipality,
        facts.standard,
        facts.version,
        facts.kind,
        facts.section_id,
        facts.heading,
        facts.title,
        shown.passage,
        shown.marks,
        candidate.score,
        tuple(_earlier(candidate, snapshot, scored)),
        facts.start,
    )


def _earlier(candidate: _Candidate, snapshot: Snapshot, scored: Scored) -> Iterator[str]:
    """The keys of earlier versions of the section that were found too, newest first."""
    older = {
        (other.version, other.key)
        for piece in snapshot.versions(candidate.piece)
        if (other := snapshot.facts[piece]).version < candidate.facts.version and scored.of(piece)
    }
    return (key for _, key in sorted(older, reverse=True))
