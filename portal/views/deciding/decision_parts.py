"""The parts of the decision page: the chain of bodies, the estimate, warnings that stand, stances, forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from pyramid.request import Request

from calculators.answering.consequences import total
from portal.danish.dates import format_date
from portal.danish.numbers import format_rounded
from portal.documents.document import Severity
from portal.documents.states import Outcome
from portal.security.permissions import Permission
from portal.services.deciding.politics import Estimate, LevelChange
from portal.services.drafting.drafts import DraftDecisionRecord, DraftRecord
from portal.services.errors import BadInput, Parameter
from portal.views.deciding.decision_page import AnsweredWarning, BodyStep, EstimateView, StanceView
from portal.views.shared.components import Field, Option
from portal.views.shared.editorial_frames import may
from portal.views.shared.field_names import field_of, wrong_fields
from portal.views.shared.page_frame import Link

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.RECOMMENDED: "Anbefaler",
    Outcome.ADOPTED: "Vedtager",
    Outcome.REJECTED: "Afviser",
    Outcome.POSTPONED: "Udsætter",
}


def chain_of(draft: DraftRecord) -> tuple[BodyStep, ...]:
    """Every body of the municipality in its order, each with its last resolution on the text as it stands."""
    steps = []
    for body in draft.municipality.about.bodies:
        made = [decision for decision in draft.decisions if decision.body == body]
        if not made:
            steps.append(BodyStep(body, "Har ikke behandlet teksten"))
        else:
            steps.append(_step(made[-1]))
    return tuple(steps)


def passed_over_field(request: Request, draft: DraftRecord, error: BadInput | None) -> Field | None:
    """Where to write why; None where no body was passed over."""
    if not draft.passed_over:
        return None
    wrong = error.message if error and error.parameter is Parameter.REASON else ""
    return Field(
        "begrundelse",
        "Hvorfor ikke?",
        request.POST.get("begrundelse", ""),
        "Begrundelsen bliver vist for alle, hvor de kan se, hvordan versionen blev til.",
        wrong,
        id="hvorfor-ikke",
    )


def _step(made: DraftDecisionRecord) -> BodyStep:
    words = OUTCOME_WORDS[made.outcome]
    if not made.present:
        words = f"{words}, men teksten er ændret siden. Den skal behandles igen"
    facts = [("Møde", format_date(made.meeting_day)), ("Punkt", made.item)]
    if made.begins:
        facts.append(("Skal gælde fra", format_date(made.begins)))
    if made.remark:
        facts.append(("Bemærkning", made.remark))
    return BodyStep(
        made.body, words, tuple(facts), Link("Læs referatet", made.minutes) if made.minutes else None
    )


def answered_warnings(request: Request, draft: DraftRecord) -> tuple[AnsweredWarning, ...]:
    """The warnings that lint would give without the reasons, each with its reason."""
    bare = request.services.checking.check(replace(draft, lint_answers={}))
    return tuple(
        AnsweredWarning(finding.message, draft.lint_answers[finding.rule])
        for finding in bare.findings
        if finding.severity is Severity.WARNING and finding.rule in draft.lint_answers
    )


def estimate_views(
    request: Request, draft: DraftRecord, changes: tuple[LevelChange, ...], error: BadInput | None
) -> tuple[tuple[EstimateView, ...], str]:
    """One for each changed level that has numbers or can be given them; and the sum in words."""
    entered = {one.change.row_id: one for one in request.services.politics.estimates(draft, changes)}
    enters = may(request, Permission.ESTIMATE, draft.subject)
    views = tuple(
        _estimate_view(request, change, entered.get(change.row_id), error, enters=enters)
        for change in changes
        if enters or change.row_id in entered
    )
    return views, _total_words(total([one.consequence for one in entered.values()]))


def _total_words(sums: tuple[Fraction, Fraction] | None) -> str:
    return f"I alt {format_rounded(sums[0])} til {format_rounded(sums[1])} kr. om året." if sums else ""


def _estimate_view(
    request: Request, change: LevelChange, found: Estimate | None, error: BadInput | None, *, enters: bool
) -> EstimateView:
    fields = _estimate_fields(request, change.row_id, found, error) if enters else ()
    if found is None:
        return EstimateView(change.words, "Ikke skønnet", (), fields, change.row_id)
    hidden = found.consequence.low is None
    sources = (
        f"Modtagere: {found.recipients_source}" if not hidden else "",
        f"Pris: {found.price_source}",
    )
    return EstimateView(
        change.words, found.consequence.words, tuple(filter(None, sources)), fields, change.row_id
    )


def _estimate_fields(
    request: Request, row_id: str, found: Estimate | None, error: BadInput | None
) -> tuple[Field, ...]:
    typed = request.POST if request.POST.get("niveau") == row_id else {}
    basis = found.basis if found else None
    values = {
        "modtagere_fra": str(basis.recipients[0]) if basis else "",
        "modtagere_til": str(basis.recipients[1]) if basis else "",
        "modtagere_kilde": found.recipients_source if found else "",
        "pris_fra": str(basis.price[0]) if basis else "",
        "pris_til": str(basis.price[1]) if basis else "",
        "pris_kilde": found.price_source if found else "",
    }
    labels = {
        "modtagere_fra": "Modtagere, mindst",
        "modtagere_til": "Modtagere, højst",
        "modtagere_kilde": "Hvor kommer antallet fra?",
        "pris_fra": "Kroner for én enhed, mindst",
        "pris_til": "Kroner for én enhed, højst",
        "pris_kilde": "Hvor kommer prisen fra?",
    }
    return tuple(
        Field(
            name,
            label,
            typed.get(name, values[name]),
            error=error.message if error and typed and name == field_of(error) else "",
            width="" if name.endswith("kilde") else "11",
            inputmode="" if name.endswith("kilde") else "numeric",
            id=f"{name}-{row_id}",
        )
        for name, label in labels.items()
    )


def stance_views(request: Request, draft: DraftRecord) -> tuple[StanceView, ...]:
    """What the politicians said in this round."""
    return tuple(
        StanceView(one.name, one.stance.value.capitalize(), one.remark)
        for one in request.services.politics.stances(draft)
    )


def record_fields(
    request: Request, draft: DraftRecord, error: BadInput | None
) -> tuple[tuple[Field, ...], Field]:
    """The form in which a secretary writes down what a body resolved."""
    typed = request.POST if request.matched_route.name == "editorial.decision.record" else {}
    wrong = wrong_fields(error)

    def text(name: str, label: str, hint: str = "", width: str = "") -> Field:
        return Field(name, label, typed.get(name, ""), hint, wrong.get(name, ""), width=width)

    dealt = {decision.body for decision in draft.decisions if decision.present}
    all_bodies = draft.municipality.about.bodies
    next_body = next((body for body in all_bodies if body not in dealt), "")
    bodies = tuple(Option(body, body, body == typed.get("organ", next_body)) for body in all_bodies)
    outcomes = tuple(
        Option(outcome.value, words, outcome.value == typed.get("udfald"))
        for outcome, words in OUTCOME_WORDS.items()
    )
    fields = (
        Field("organ", "Organ", error=wrong.get("organ", ""), kind="select", options=bodies),
        Field("udfald", "Udfald", error=wrong.get("udfald", ""), kind="select", options=outcomes),
        text("moededato", "Mødets dato", "Skriv for eksempel 1. maj 2027.", "20"),
        text("punkt", "Sag og punkt", "Skriv for eksempel 2027/01234, punkt 7."),
        text("referat", "Adressen på referatet (valgfri)"),
        text("gaelder_fra", "Skal gælde fra", "Skal udfyldes, når det sidste organ vedtager.", "20"),
    )
    remark = Field("bemaerkning", "Bemærkning (valgfri)", typed.get("bemaerkning", ""))
    return fields, remark
