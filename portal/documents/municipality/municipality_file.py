"""``kommune.yaml``: who owns the standards in a folder, whom to ask, how to apply and how to complain.

What a page or an answer says about the way on comes from here; nothing is made up where a key is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from portal.danish.numbers import format_number
from portal.documents.document import Finding
from portal.documents.municipality.colours import weak_pairs
from portal.documents.problems import Problems
from portal.documents.reading.front_values import FrontValues
from portal.documents.reading.limits import RULE, check_entries
from portal.documents.reading.source_text import read_text
from portal.documents.reading.yaml_nodes import Value, YamlEntry, read_mapping


class OwnerKind(StrEnum):
    """Whether the owner is a municipality or an authority (``art``). Only a municipality has a calculator."""

    MUNICIPALITY = "kommune"
    AUTHORITY = "myndighed"


@dataclass(frozen=True)
class Contact:
    """Whom to ask (``kontakt``). ``hours`` are words; each is "" where not known."""

    name: str = ""
    phone: str = ""
    hours: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class MunicipalityFile:
    """A whole ``kommune.yaml``, typed. Texts are Danish and plain; "" or empty where the file says nothing.

    ``code`` is the kommunekode ("0730"). ``note`` is what every page of this owner says first. ``steps`` is
    how to apply, in order. ``colours`` maps a name of ``COLOURS`` to "#rrggbb". ``embed_hosts`` are the sites
    that may show the embedded calculator, as a frame-ancestors directive writes them. ``hearing_parties`` are
    asked in every hearing. ``stances``: politicians register approval or dissent, and ``names_published``:
    under their names. ``beyond_limits`` is where there is more than a file that is loaded may have.
    """

    name: str
    kind: OwnerKind = OwnerKind.MUNICIPALITY
    code: str = ""
    fictional: bool = False
    note: str = ""
    website: str = ""
    contact: Contact = Contact()
    steps: tuple[str, ...] = ()
    answer_time: str = ""
    complaint: str = ""
    bodies: tuple[str, ...] = ()
    hearing_parties: tuple[str, ...] = ()
    stances: bool = False
    names_published: bool = False
    colours: Mapping[str, str] = field(default_factory=dict)
    accessibility_statement: str = ""
    embed_hosts: tuple[str, ...] = ()
    beyond_limits: tuple[Finding, ...] = ()


LARGEST_MUNICIPALITY = 50_000
"""Bytes of a file."""
KEYS = (
    "navn", "art", "kommunekode", "fiktiv", "bemaerkning", "hjemmeside", "kontakt", "ansoegning", "svarfrist",
    "klage", "organer", "hoeringsparter", "tilkendegivelser", "navne_offentlige", "farver",
    "tilgaengelighedserklaering", "indlejring",
)  # fmt: skip
CONTACT_KEYS = ("navn", "telefon", "tider", "mail", "adresse")
COLOURS = ("primaer", "sekundaer", "baggrund", "tekst")

_CODE = re.compile(r"\d{4}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_WEB_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
_PHONE = re.compile(r"\+?\d(?: ?\d){7,14}")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_HOST = re.compile(r"(?:https?://)?(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?:\d{1,5}|\*))?")


def read_municipality(source: bytes, file: str) -> MunicipalityFile:
    """What the bytes of a ``kommune.yaml`` say; ``file`` is named in findings.

    Raises ``DocumentError`` with every error of the file, each with its line and how to mend it, in Danish.
    """
    problems, limits = Problems(file), Problems(file)
    entries = read_mapping(read_text(source, problems), 1, problems)
    if not entries:
        problems.refuse_errors()  # broken as a whole: that keys are missing would only be noise
    reader = _Reader(entries, problems)
    municipality = reader.read()
    problems.refuse_errors()
    check_entries(entries, limits)
    return replace(municipality, beyond_limits=limits.found)


def refuse_large_municipality(source: bytes, file: str) -> None:
    """Raise ``DocumentError`` for a file of too many bytes to be loaded, before it is read."""
    problems = Problems(file)
    if len(source) > LARGEST_MUNICIPALITY:
        message = (
            f"Filen fylder {format_number(len(source))} bytes. "
            f"Den må højst fylde {format_number(LARGEST_MUNICIPALITY)}."
        )
        problems.error(
            1, RULE, message, "Slet det, der ikke hører til. Lange tekster hører til i standarderne."
        )
    problems.refuse_errors()


class _Reader:
    """Reads one file's entries; what is wrong is added to the problems."""

    def __init__(self, entries: Mapping[str, YamlEntry], problems: Problems):
        self._entries = entries
        self._values = FrontValues(entries, problems)
        self._problems = problems

    def read(self) -> MunicipalityFile:
        self._values.refuse_unknown(KEYS)
        kind = self._values.choice("art", OwnerKind)
        fictional = self._values.boolean("fiktiv")
        if not self._values.has("navn"):
            self._missing("navn", "navn: Eksempel Kommune")
        if not self._values.has("art"):
            self._missing("art", "art: kommune (eller myndighed)")
        if kind is OwnerKind.MUNICIPALITY and not fictional and not self._values.has("kommunekode"):
            self._missing("kommunekode", 'kommunekode: "0730"')
        return MunicipalityFile(
            name=self._values.text("navn"),
            kind=kind or OwnerKind.MUNICIPALITY,
            code=self._code(),
            fictional=fictional,
            note=self._values.text("bemaerkning"),
            website=self._web_address("hjemmeside"),
            contact=self._contact(),
            steps=self._list("ansoegning"),
            answer_time=self._values.text("svarfrist"),
            complaint=self._values.text("klage"),
            bodies=self._list("organer"),
            hearing_parties=self._list("hoeringsparter"),
            stances=bool(self._values.boolean("tilkendegivelser")),
            names_published=bool(self._values.boolean("navne_offentlige")),
            colours=self._colours(),
            accessibility_statement=self._web_address("tilgaengelighedserklaering"),
            embed_hosts=self._hosts(),
        )

    def _missing(self, key: str, example: str) -> None:
        self._problems.error(1, "missing-key", f"{key} mangler.", f"Skriv {example}.")

    def _error(self, value: Value, message: str, remedy: str) -> None:
        self._problems.error(value.line, "value", message, remedy)

    def _list(self, key: str) -> tuple[str, ...]:
        return tuple(re.sub(r"\s+", " ", value.text) for value in self._values.texts(key))

    def _code(self) -> str:
        entry = self._entries.get("kommunekode")
        if entry is None or not self._values.text("kommunekode"):
            return ""
        value = entry.scalar
        if value is None:
            return ""
        if not value.quoted:
            self._error(
                value,
                "kommunekode skal stå i citationstegn, ellers kan nullet forrest gå tabt.",
                f'Skriv kommunekode: "{value.text.zfill(4)}".',
            )
        elif not _CODE.fullmatch(value.text):
            self._error(value, "En kommunekode er fire cifre.", 'Skriv for eksempel kommunekode: "0730".')
        return value.text

    def _web_address(self, key: str) -> str:
        words = self._values.text(key)
        if words and not _WEB_ADDRESS.fullmatch(words):
            line = self._values.line(key)
            remedy = f"Skriv {key}: https:// og resten af adressen."
            self._problems.error(line, "value", f"{key} er ikke en webadresse.", remedy)
        return words

    def _named_values(self, key: str, known: tuple[str, ...]) -> dict[str, Value]:
        """The lines below ``key``; a name that is not known, or stands twice, is an error."""
        self._values.pairs(key)  # tells of a value that is no mapping
        entry = self._entries.get(key)
        found: dict[str, Value] = {}
        for name, value in (entry.pairs or ()) if entry else ():
            if name not in known:
                message = f"Nøglen {name} findes ikke under {key}."
                remedy = f"Ret stavningen, eller slet linjen. Kendte nøgler: {', '.join(known)}."
                self._problems.error(value.line, "unknown-key", message, remedy)
            elif name in found:
                message = f"Nøglen {name} står to gange under {key}."
                self._problems.error(value.line, "yaml", message, "Behold den ene.")
            else:
                found[name] = value
        return found

    def _contact(self) -> Contact:
        found = self._named_values("kontakt", CONTACT_KEYS)
        phone, mail = found.get("telefon"), found.get("mail")
        if phone and phone.text and not _PHONE.fullmatch(phone.text):
            self._error(
                phone, "telefon er ikke et telefonnummer.", 'Skriv for eksempel telefon: "70 00 00 00".'
            )
        if mail and mail.text and not _MAIL.fullmatch(mail.text):
            self._error(mail, "mail er ikke en mailadresse.", "Skriv for eksempel mail: navn@kommune.dk.")
        texts = {name: re.sub(r"\s+", " ", value.text) for name, value in found.items()}
        return Contact(*(texts.get(name, "") for name in CONTACT_KEYS))

    def _colours(self) -> dict[str, str]:
        found = self._named_values("farver", COLOURS)
        for name, value in found.items():
            if not _COLOUR.fullmatch(value.text):
                remedy = f'Skriv for eksempel {name}: "#1a5fb4", i citationstegn.'
                self._error(value, f"{name} er ikke en farve.", remedy)
        colours = {name: value.text.lower() for name, value in found.items() if _COLOUR.fullmatch(value.text)}
        for pair in weak_pairs(colours):
            close = f"{pair.front} og {pair.back} ligner hinanden for meget: {pair.ratio:.1f} til 1"
            needed = f"Vælg farver med en kontrast på mindst {pair.needed:.1f} til 1."
            self._error(
                next(iter(found.values())), close.replace(".", ",") + ".", needed.replace(".", ",", 1)
            )
        return colours

    def _hosts(self) -> tuple[str, ...]:
        hosts = self._values.texts("indlejring")
        for value in hosts:
            if not _HOST.fullmatch(value.text.lower()):
                self._error(
                    value,
                    f"»{value.text}« er ikke et sted, beregneren kan indlejres.",
                    "Skriv værtsnavnet, for eksempel https://www.kommune.dk, uden sti.",
                )
        return tuple(value.text.lower() for value in hosts)
