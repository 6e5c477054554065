"""A municipality's own colours reach its pages, and only those."""

from __future__ import annotations

from webtest import TestApp


def test_a_municipality_with_colours_has_a_theme_of_its_own(app: TestApp) -> None:
    page = app.get("/eksempel")
    href = page.lxml.xpath("//link[@rel='stylesheet']/@href")[1]
    assert href.startswith("/eksempel/farver.css?")
    answer = app.get(href)
    assert answer.content_type == "text/css"
    assert "--theme:#1b5e7d" in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_municipality_without_colours_keeps_the_portals(app: TestApp) -> None:
    assert len(app.get("/randers").lxml.xpath("//link[@rel='stylesheet']")) == 1
    assert app.get("/randers/farver.css").text == ""
    app.get("/nordpolen/farver.css", status=404)
