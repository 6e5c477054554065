"""The Danish words of range expressions: limits, units and periods. Data only; ``grammar`` uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from calculators.reading.extents import Period, Unit


class Limit(Enum):
    """Which side of a number belongs. EXACT is said ("præcis 2"); a bare number has no limit of its own."""

    EXACT = "="
    UP_TO = "≤"
    UNDER = "<"
    AT_LEAST = "≥"
    OVER = ">"


@dataclass(frozen=True)
class UnitMeasure:
    """What a unit word counts: "kvarter" is 15 minutes, "hoteldøgn" is nights with that counting method."""

    unit: Unit
    factor: Fraction = Fraction(1)
    counting: str = ""


def _table(**rows: str) -> dict[str, str]:
    return {phrase.strip(): name for name, phrases in rows.items() for phrase in phrases.split("|")}


LIMITS: Mapping[str, Limit] = {
    phrase: Limit[name]
    for phrase, name in _table(
        UP_TO="op til|op til og med|indtil|højst|højest|maks|max|maksimalt|maksimum|til og med"
        "|ikke mere end|ikke flere end|ikke over",
        UNDER="under|mindre end|færre end",
        AT_LEAST="mindst|minimum|min|minimalt|fra|fra og med|ikke under|ikke mindre end|ikke færre end",
        EXACT="præcis|netop|nøjagtig|nøjagtigt",
        OVER="over|mere end|flere end|ud over|udover",
    ).items()
}
LIMIT_SIGNS: Mapping[str, Limit] = {"≤": Limit.UP_TO, "<": Limit.UNDER, "≥": Limit.AT_LEAST, ">": Limit.OVER}

LIMITS_AFTER: Mapping[str, Limit] = {
    f"{joint} {word}": limit
    for joint in ("eller", "og")
    for limit, words in (
        (Limit.AT_LEAST, ("mere", "flere", "derover", "opefter", "opad")),
        (Limit.UP_TO, ("mindre", "færre", "derunder", "nedefter")),
    )
    for word in words
}
"""Limits that stand after the number: "5 timer eller mere om ugen"."""

APPROXIMATELY: Mapping[str, bool] = dict.fromkeys(
    ("ca", "cirka", "circa", "omkring", "omtrent", "omkr"), True
)

UNITS: Mapping[str, UnitMeasure] = {
    phrase: UnitMeasure(Unit[name])
    for phrase, name in _table(
        HOURS="time|timer|timers|t|tim",
        NIGHTS="døgn|døgns",
        DAYS="dag|dage|dages",
        TIMES="gang|gange",
        VISITS="besøg",
        MINUTES="minut|minutter|minutters|min",
        WEEKENDS="weekend|weekender",
        WEEKS="uge|uger|ugers",
        MONTHS="måned|måneder|måneders|mdr|md|mdl",
        YEARS="år|års",
    ).items()
} | {
    "kvarter": UnitMeasure(Unit.MINUTES, Fraction(15)),
    "kvarters": UnitMeasure(Unit.MINUTES, Fraction(15)),
    "hoteldøgn": UnitMeasure(Unit.NIGHTS, counting="hoteldøgn"),
    "kalenderdøgn": UnitMeasure(Unit.NIGHTS, counting="kalenderdøgn"),
}

DURATIONS = frozenset({Unit.WEEKS, Unit.MONTHS, Unit.YEARS})
"""Units that say how long and so need no period; a number of any other unit without a period is an error."""

ADVERBS: Mapping[str, Period] = {
    stem + ending: period
    for stem, period in (
        ("daglig", Period.DAY),
        ("ugentlig", Period.WEEK),
        ("månedlig", Period.MONTH),
        ("halvårlig", Period.HALF_YEAR),
        ("årlig", Period.YEAR),
    )
    for ending in ("", "t", "e")
} | {"kvartalsvis": Period.QUARTER, "kvartalsvist": Period.QUARTER, "kvartalsvise": Period.QUARTER}

PERIOD_NAMES: Mapping[str, Period] = {
    phrase: Period[name]
    for phrase, name in _table(
        DAY="dag|dage|døgn",
        WEEK="uge|uger",
        MONTH="måned|måneder|mdr|md|mdl",
        QUARTER="kvartal|kvartaler",
        HALF_YEAR="halvår|halve år",
        YEAR="år",
        WEEKEND="weekend|weekender",
        SUMMER_HOLIDAY="sommerferie|sommerferier",
        VISIT="besøg",
        TIME="gang|gange",
        COURSE="forløb",
    ).items()
}
"""After "pr.", "/" and "hver"."""

DEFINITE_PERIODS: Mapping[str, Period] = {
    phrase: Period[name]
    for phrase, name in _table(
        DAY="om dagen|i døgnet|om døgnet",
        WEEK="om ugen|i ugen",
        MONTH="om måneden|i måneden|om mdr|om md",
        QUARTER="i kvartalet|om kvartalet",
        HALF_YEAR="i halvåret|om halvåret|hvert halve år",
        YEAR="om året|i året",
        WEEKEND="i weekenden|om weekenden|i weekender|i weekenderne",
        SUMMER_HOLIDAY="i sommerferien|i hver sommerferie|om sommerferien",
        VISIT="ved hvert besøg|for hvert besøg",
        TIME="ad gangen|hver gang|for hver gang",
        COURSE="i forløbet|i hele forløbet|i løbet af forløbet|for hele forløbet|over hele forløbet",
    ).items()
}

PERIOD_PHRASES: Mapping[Period, str] = {
    Period.DAY: "om dagen",
    Period.WEEK: "om ugen",
    Period.FORTNIGHT: "hver 14. dag",
    Period.MONTH: "om måneden",
    Period.QUARTER: "pr. kvartal",
    Period.HALF_YEAR: "pr. halvår",
    Period.YEAR: "om året",
    Period.WEEKEND: "pr. weekend",
    Period.SUMMER_HOLIDAY: "i sommerferien",
    Period.VISIT: "pr. besøg",
    Period.TIME: "pr. gang",
    Period.COURSE: "pr. forløb",
    Period.NONE: "",
}
"""How a period is written in the normal form."""

SINGULAR: Mapping[Unit, str] = {
    Unit.HOURS: "time",
    Unit.DAYS: "dag",
    Unit.TIMES: "gang",
    Unit.MINUTES: "minut",
    Unit.WEEKENDS: "weekend",
    Unit.WEEKS: "uge",
    Unit.MONTHS: "måned",
}

LEADS: Mapping[str, str] = {
    phrase: phrase
    for phrase in (
        "som udgangspunkt",
        "som hovedregel",
        "i særlige tilfælde",
        "i særlige situationer",
        "i enkelte tilfælde",
        "i få tilfælde",
        "i gennemsnit",
        "gennemsnitlig",
        "gennemsnitligt",
        "vejledende",
        "normalt",
        "typisk",
        "sædvanligvis",
        "oftest",
        "fast",
        "efter konkret vurdering",
        "efter individuel vurdering",
    )
}
"""Words before an amount that decide how firm it is; kept as notes, in the text's own words."""

AVERAGES = frozenset({"i gennemsnit", "gennemsnitlig", "gennemsnitligt"})
"""Leads that make the amount approximate: an average covers no single amount."""

NOTE_STARTS: Mapping[str, bool] = dict.fromkeys(
    (
        *(
            "efter",
            "når",
            "hvis",
            "ved",
            "i",
            "med",
            "sjældnere",
            "af",
            "fordelt",
            "som",
            "afhængig",
            "afhængigt",
        ),
        *("inkl", "inklusive", "ekskl", "eksklusive", "for", "til", "dog", "heraf", "herunder", "samlet"),
        *("under", "såfremt", "uden", "hvor", "og"),
    ),
    True,
)
"""Words that may begin a note straight after the period, without a comma."""

CHANGES_UNIT: Mapping[str, bool] = dict.fromkeys(
    ("pr", "per", "hver", "hvert", "for hver", "for hvert", "til hver", "til hvert", "eller", "gange"), True
)
"""Words that would change what the amount means ("pr. barn", "eller …"); no note begins with one."""

NO_NUMBER = ("vurder", "behov", "ingen", "individuel", "konkret", "aftale", "ikke fastsat", "uden ", "ramme")
"""Stems by which a text without a number is known to say so on purpose."""

NOT_EXTENT_STARTS: Mapping[str, bool] = dict.fromkeys(
    ("fx", "eks", "f eks", "eksempelvis", "for eksempel"), True
)
