"""A municipality's theme as a stylesheet of its own: the content security policy refuses inline styles."""

from __future__ import annotations

from collections.abc import Mapping

from portal.documents.colours import completed, readable_on

PROPERTIES = {"primaer": "--theme", "sekundaer": "--theme-deep", "baggrund": "--surface", "tekst": "--text"}
"""Which custom property of ``portal/assets/tokens.css`` each colour of ``kommune.yaml`` sets."""


def theme_style(colours: Mapping[str, str]) -> str:
    """The stylesheet for these colours, "" for none. The dark scheme stays the portal's own."""
    if not colours:
        return ""
    whole = completed(colours)
    values = {PROPERTIES[name]: colour for name, colour in whole.items()}
    values["--on-theme"] = readable_on(whole["primaer"])
    declarations = ";".join(f"{name}:{value}" for name, value in sorted(values.items()))
    return f"@media not (prefers-color-scheme:dark){{:root{{{declarations}}}}}"
