"""Which text applied to my decision? Here, and only here, the public meets the second date.

The version is the one that had been published on the day of the decision. What was published later, even with
effect from before, could not be known then; the page says so.
"""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from calculators.reading.levels import LevelTable
from portal import address_book
from portal.danish.dates import format_date
from portal.documents.changes.change_model import Change, Direction
from portal.documents.validity.standing import Standing, Status
from portal.security.permissions import Permission
from portal.services.citing.applicable_text import ApplicableText
from portal.services.errors import BadInput, Parameter, UnknownName
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord
from portal.views.asking.calculator_fields import ROW_WORDS
from portal.views.citing.applicable_text_page import ApplicableTextAnswer, ApplicableTextPage
from portal.views.published.change_lists import differences
from portal.views.published.changes_page import ChangeGroup
from portal.views.shared.components import Field, LevelLine, LevelTableView, NoticeBox, Option, errors_of
from portal.views.shared.dates import HINT, PARAMETER, asked_day
from portal.views.shared.field_names import FIELD_NAMES, wrong_fields
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.views.shared.words import date_words, overline, reason_texts, standing_status

OWNER, STANDARD = FIELD_NAMES[Parameter.MUNICIPALITY], FIELD_NAMES[Parameter.STANDARD]

FORWARD = NoticeBox(
    "info",
    "En ny standard ændrer ikke i sig selv din afgørelse",
    "Kommunen skal først se på jeres egen situation og træffe en ny afgørelse. Den gælder fremad.",
    items=(
        "Højesteret dømte den 23. maj 2013 (sag 313/2012) i en sag om hjemmehjælp til voksne. Kommunen kunne "
        "sætte hjælpen ned efter den periode, den var bevilget for, når den havde lavet en konkret og "
        "individuel vurdering. Dommerne var ikke enige.",
        "Dommen handler ikke om støtte til børn. Den viser, hvorfor hvert års standard skal gemmes.",
    ),
)


@view_config(
    route_name="decided",
    renderer="portal:templates/citing/applicable_text.pt",
    permission=Permission.READ_PUBLISHED,
)
def decided(request: Request) -> ApplicableTextPage:
    """Municipality, then standard and day, then the answer. What was typed is kept."""
    return _Visit(request).page()


class _Visit:
    """One visit, with what was typed and what of it is wrong."""

    def __init__(self, request: Request):
        self.request = request
        self.typed = {name: request.GET.get(name, "").strip()[:200] for name in (OWNER, STANDARD, PARAMETER)}
        self.errors: dict[str, str] = {}
        self.texts = request.services.applicable_texts
        self.owners: tuple[MunicipalityRecord, ...] = self.texts.municipalities()
        self.owner = next((o for o in self.owners if o.slug == self.typed[OWNER]), None)
        self.standards: tuple[StandardRecord, ...] = (
            self.texts.standards(self.owner.slug) if self.owner else ()
        )
        if self.typed[OWNER] and not self.owner:
            self.errors[OWNER] = "Vælg en kommune på listen."

    def page(self) -> ApplicableTextPage:
        """The page."""
        found = self._find()
        fields = self._fields()
        return ApplicableTextPage(
            frame=frame_for(
                self.request,
                municipality=self.owner,
                crumbs=(Link("Min afgørelse", address_book.decided()),),
                canonical=address_book.decided(),
                indexable=not self.request.GET,
            ),
            title="Hvilken standard gjaldt for min afgørelse?",
            action=address_book.decided(),
            fields=fields,
            button="Find teksten" if self.owner else "Gå videre",
            errors=errors_of(*fields),
            answer=self._answer(found) if found else None,
            what_now=what_now(self.owner) if self.owner and found else None,
        )

    def _find(self) -> ApplicableText | None:
        """The text; None while something is missing or wrong."""
        if not self.owner or not (self.typed[STANDARD] or self.typed[PARAMETER]):
            return None
        if self.typed[STANDARD] not in [record.slug for record in self.standards]:
            self.errors[STANDARD] = "Vælg, hvad afgørelsen handler om."
        if not self.typed[PARAMETER]:
            self.errors[PARAMETER] = "Skriv den dag, der står i afgørelsen."
        try:
            day = asked_day(self.request)
            if self.errors:
                return None
            found: ApplicableText = self.texts.find(self.owner.slug, self.typed[STANDARD], day)
            return found
        except BadInput as error:
            self.errors |= wrong_fields(error)
            self.request.response.status_int = 400
        except UnknownName:
            self.errors[STANDARD] = "Vælg, hvad afgørelsen handler om."
        return None

    def _fields(self) -> tuple[Field, ...]:
        owners = [Option(o.slug, o.name, o.slug == self.typed[OWNER]) for o in self.owners]
        owner = Field(
            OWNER,
            "Kommune",
            error=self.errors.get(OWNER, ""),
            kind="select",
            options=(Option("", "Vælg kommune"), *owners),
        )
        if not self.owner:
            return (owner,)
        standards = [Option(s.slug, s.title, s.slug == self.typed[STANDARD]) for s in self.standards]
        return (
            owner,
            Field(
                STANDARD,
                "Hvad handler afgørelsen om?",
                error=self.errors.get(STANDARD, ""),
                kind="select",
                options=(Option("", "Vælg"), *standards),
            ),
            Field(
                PARAMETER,
                "Hvilken dag er afgørelsen fra?",
                value=self.typed[PARAMETER],
                hint=HINT,
                error=self.errors.get(PARAMETER, ""),
                width="15",
            ),
        )

    def _answer(self, found: ApplicableText) -> ApplicableTextAnswer:
        day, version, then = format_date(found.day), found.version, found.then.standing
        status = standing_status(then, self.request.services.today)
        if version is None:
            return ApplicableTextAnswer(
                f"Vi kender ingen tekst, der gjaldt den {day}",
                None,
                status,
                reasons=reason_texts(then.reasons),
                notices=(*_hindsight(found), FORWARD),
            )
        document = self.request.services.reading.document(version)
        path = address_book.standard_version(*found.record.slugs, version.n)
        since, groups, changes = self._since(found)
        return ApplicableTextAnswer(
            heading=_heading(then, day),
            text=Link(f"{overline(version)}: {version.title}, version {version.n}", path),
            status=status,
            facts=(
                ("Vedtaget", date_words(version.adopted)),
                ("Offentliggjort", date_words(version.published)),
                ("Gælder fra", date_words(version.begins)),
            ),
            reasons=reason_texts(then.reasons),
            notices=(*_hindsight(found), FORWARD),
            tables=tuple(_table(table, path) for table in document.tables),
            since=since,
            groups=groups,
            changes=changes,
        )

    def _since(self, found: ApplicableText) -> tuple[str, tuple[ChangeGroup, ...], Link | None]:
        """What has changed from the decision's version to today's: in a sentence, in groups, as a redline."""
        then, now = found.version, found.now.version
        if then is None or now is None:
            return "I dag er der ingen gældende tekst.", (), None
        if then.n == now.n:
            return "Det er også teksten i dag.", (), None
        low, high = sorted((then, now), key=lambda version: version.n)
        slugs = found.record.slugs

        def place(change: Change) -> str:
            n = low.n if change.direction is Direction.REMOVED else high.n
            return address_book.standard_version(*slugs, n, change.anchor or change.section_id)

        reading = self.request.services.reading
        documents = reading.document(low), reading.document(high)
        summary, groups = differences(reading.texts, *documents, place)
        link = Link(
            f"Se ændringerne i teksten fra version {low.n} til {high.n}",
            address_book.standard_changes(*slugs, low.n, high.n),
        )
        shown = tuple(group for group in groups if not group.folded)
        return f"I dag er det version {now.n}. {summary}", shown, link


def _heading(then: Standing, day: str) -> str:
    """As sure as the standing is."""
    if then.status is Status.IN_FORCE:
        return f"Den {day} var det version {then.n}"
    return f"Version {then.n} er den tekst, vi kender for den {day}"


def _table(table: LevelTable, path: str) -> LevelTableView:
    rows = tuple(
        LevelLine(
            level.row_id,
            level.label,
            level.extent.text,
            level.duration,
            level.remark,
            f"{path}#{level.row_id}",
        )
        for level in table.levels
    )
    return LevelTableView(
        table.id, table.benefit, ROW_WORDS[table.criterion].one, rows, table.hours_include, table.conflicts
    )


def _hindsight(found: ApplicableText) -> tuple[NoticeBox, ...]:
    """What was published later with effect for that day."""
    later = found.hindsight
    if later.n is None or later.n == found.then.standing.n or later.status is Status.NONE:
        return ()
    text = (
        f"Version {later.n} blev offentliggjort efter din afgørelse, men gælder også for den dag. "
        "Den kunne man ikke kende, da afgørelsen blev truffet. Spørg kommunen, om den har betydning for jer."
    )
    link = Link(f"Læs version {later.n}", address_book.standard_version(*found.record.slugs, later.n))
    return (NoticeBox("warning", "Senere kom der en tekst, der virker tilbage", text, links=(link,)),)
