"""What a conversion left out or wrote otherwise, told in Danish with counts and places."""

from __future__ import annotations

from collections.abc import Sequence

from portal.importers.conversion import Place, Remark, RemarkKind
from portal.views.shared.components import NoticeBox
from portal.views.shared.page_frame import Link

_MOST_SENTENCES, _MOST_LETTERS = 30, 2_000
_SAID = {
    RemarkKind.STRUCK: ("overstreget sted er udeladt", "overstregede steder er udeladt"),
    RemarkKind.DELETED: ("slettet sted er udeladt", "slettede steder er udeladt"),
    RemarkKind.HIDDEN: ("skjult sted er udeladt", "skjulte steder er udeladt"),
    RemarkKind.PICTURE: ("billede er udeladt", "billeder er udeladt"),
    RemarkKind.COMMENT: ("kommentar er udeladt", "kommentarer er udeladt"),
    RemarkKind.LINK: ("link virker ikke her og står som ord", "links virker ikke her og står som ord"),
    RemarkKind.INSERTED: ("sporet tilføjelse er med i teksten", "sporede tilføjelser er med i teksten"),
    RemarkKind.NOTE: ("note står som tekst lige efter", "noter står som tekst lige efter"),
    RemarkKind.NOTE_MARK: (
        "hævet notetegn er flyttet ned under teksten. Sæt selv noten ind",
        "hævede notetegn er flyttet ned under teksten. Sæt selv noterne ind",
    ),
    RemarkKind.MERGED: (
        "flettet celle: Ordene står i hvert felt, den dækkede",
        "flettede celler: Ordene står i hvert felt, de dækkede",
    ),
    RemarkKind.NESTED: (
        "tabel inde i en anden tabel eller en liste står som ord",
        "tabeller inde i en anden tabel eller en liste står som ord",
    ),
    RemarkKind.LINES: ("felt med flere linjer står på én linje", "felter med flere linjer står på én linje"),
    RemarkKind.NUMBERING: (
        "punkt har et nummer, som portalens lister ikke kan vise. Det står som et ord",
        "punkter har numre, som portalens lister ikke kan vise. De står som ord",
    ),
    RemarkKind.FORMULA: ("formel står som tekst. Læs den efter", "formler står som tekst. Læs dem efter"),
    RemarkKind.SYMBOL: (
        "tegn fra en symbolskrift er skrevet som et almindeligt tegn",
        "tegn fra en symbolskrift er skrevet som almindelige tegn",
    ),
    RemarkKind.UNKNOWN_SIGN: (
        "tegn kender vi ikke. Ret det, hvor der står »(ukendt tegn)«",
        "tegn kender vi ikke. Ret dem, hvor der står »(ukendt tegn)«",
    ),
    RemarkKind.MARKDOWN_SIGN: (
        "linje har tegn, der plejer at styre opsætningen. De vises, som de stod",
        "linjer har tegn, der plejer at styre opsætningen. De vises, som de stod",
    ),
    RemarkKind.MACRO: (
        "program i filen (makro) er ikke kørt. Kun teksten er læst",
        "programmer i filen (makroer) er ikke kørt. Kun teksten er læst",
    ),
}


def told(remarks: Sequence[Remark]) -> tuple[str, ...]:
    """A sentence for each kind: "2 overstregede steder er udeladt: afsnit 3 (»10«), afsnit 5 (»7«)."."""
    return tuple(_sentence(remark) for remark in remarks)


def told_before(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that a form sends back, so that they stand beside the text until it is put in."""
    return tuple(sentence[:_MOST_LETTERS] for sentence in sentences[:_MOST_SENTENCES])


def remarks_notice(sentences: Sequence[str]) -> tuple[NoticeBox, ...]:
    """The box with the sentences, none where nothing was changed."""
    if not sentences:
        return ()
    return (
        NoticeBox(
            "warning",
            "Det er ændret på vejen",
            "Læs det igennem, før du sætter teksten ind. "
            "En overskrift, et punkt og en tabel tæller hver som et afsnit.",
            tuple(sentences),
            (Link("Gå til den rensede tekst", "#renset"),),
        ),
    )


def _sentence(remark: Remark) -> str:
    one, several = _SAID[remark.kind]
    places = [_place(place) for place in remark.places]
    if remark.count > len(places):
        places.append(f"og {remark.count - len(places)} til")
    return f"{remark.count} {one if remark.count == 1 else several}: {', '.join(places)}."


def _place(place: Place) -> str:
    row = f", række {place.row}" if place.row else ""
    return f"afsnit {place.paragraph}{row}{f' (»{place.words}«)' if place.words else ''}"
