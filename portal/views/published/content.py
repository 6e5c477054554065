"""Plain pages of text."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.published.describing import PORTAL_NAME
from portal.views.shared.content_page import ContentPage, StatementEntry, StatementsPage
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link

ACCESSIBILITY = f"""
<h2>Det har vi gjort</h2>
<ul>
<li>Siden virker uden JavaScript, med tastatur alene og på en lille skærm.</li>
<li>Vi tester hver slags side med værktøjet axe i en rigtig browser.</li>
<li>Det gør vi på bred og smal skærm, i lyse, mørke og tvungne farver.</li>
<li>Vi tester, at man kan se, hvor man er, når man bruger tastaturet.</li>
<li>Vi tester siderne i 320 punkters bredde. Det svarer til 400 % zoom.</li>
<li>Vi læser igennem, hvad en skærmlæser får at vide på de vigtigste sider.</li>
<li>Vi ser siderne igennem på bred og smal skærm og på papir.</li>
</ul>
<h2>Det mangler vi</h2>
<ul>
<li>Vi har ikke testet med mennesker, der bruger skærmlæser til daglig.</li>
<li>Kommunernes egne tekster kan være svære at læse. Dem må vi ikke ændre.</li>
</ul>
<h2>De officielle erklæringer</h2>
<p><a href="{address_book.was()}">Se kommunernes erklæringer om tilgængelighed</a>.</p>
<h2>Fandt du en fejl?</h2>
<p>Skriv til din kommune. Fortæl, hvilken side det er, og hvad du ikke kunne.</p>
"""


@view_config(
    route_name="accessibility",
    renderer="portal:templates/published/content.pt",
    permission=Permission.READ_PUBLISHED,
)
def accessibility(request: Request) -> ContentPage:
    """What was done and tested for accessibility, and what was not."""
    return ContentPage(
        frame=frame_for(
            request,
            crumbs=(Link("Tilgængelighed", address_book.accessibility()),),
            canonical=address_book.accessibility(),
        ),
        title="Tilgængelighed",
        lead="Alle skal kunne bruge siden. Her står, hvad vi har testet, og hvad vi ikke har.",
        html=ACCESSIBILITY,
    )


@view_config(
    route_name="was",
    renderer="portal:templates/published/was.pt",
    permission=Permission.READ_PUBLISHED,
)
def statements(request: Request) -> StatementsPage:
    """Where the official accessibility statements are; says so plainly where none is set."""
    settings = request.registry.portal.settings
    municipalities = request.services.reading.municipalities()
    if settings.municipality:
        municipalities = tuple(m for m in municipalities if m.slug == settings.municipality)
    entries = [_entry(PORTAL_NAME, settings.was_url)]
    entries += [_entry(m.name, m.about.accessibility_statement) for m in municipalities if m.is_municipality]
    title = "Erklæringer om tilgængelighed"
    return StatementsPage(
        frame=frame_for(request, crumbs=(Link(title, address_book.was()),), canonical=address_book.was()),
        title=title,
        lead="En offentlig hjemmeside skal have en erklæring om, hvor godt alle kan bruge den. "
        "Den officielle erklæring ligger i statens værktøj WAS.",
        entries=tuple(entries),
        tested=Link("Læs, hvad vi selv har testet, og hvad vi mangler", address_book.accessibility()),
    )


def _entry(whose: str, address: str) -> StatementEntry:
    link = Link(f"Læs erklæringen for {whose}", address) if address else None
    return StatementEntry(whose, link)
