"""Plain pages of text."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal.security.permissions import Permission
from portal.views.frames import frame_for
from portal.views.pages.content import ContentPage
from portal.views.pages.frame import Link

ACCESSIBILITY = """
<h2>Det har vi gjort</h2>
<ul>
<li>Siden virker uden JavaScript, med tastatur alene og på en lille skærm.</li>
<li>Vi tester hver slags side med værktøjet axe i en rigtig browser.</li>
<li>Vi ser siderne igennem på bred og smal skærm og på papir.</li>
</ul>
<h2>Det mangler vi</h2>
<ul>
<li>Vi har ikke testet med mennesker, der bruger skærmlæser til daglig.</li>
<li>Kommunernes egne tekster kan være svære at læse. Dem må vi ikke ændre.</li>
</ul>
<h2>Fandt du en fejl?</h2>
<p>Skriv til din kommune. Fortæl, hvilken side det er, og hvad du ikke kunne.</p>
"""


@view_config(
    route_name="accessibility",
    renderer="portal:templates/content/content.pt",
    permission=Permission.READ_PUBLISHED,
)
def accessibility(request: Request) -> ContentPage:
    """What was done and tested for accessibility, and what was not."""
    return ContentPage(
        frame=frame_for(
            request, crumbs=(Link("Tilgængelighed", "/tilgaengelighed"),), canonical="/tilgaengelighed"
        ),
        title="Tilgængelighed",
        lead="Alle skal kunne bruge siden. Her står, hvad vi har testet, og hvad vi ikke har.",
        html=ACCESSIBILITY,
    )
