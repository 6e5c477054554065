"""What is set up in a way that will hurt somebody: the settings and the machine, without the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from portal.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class AdviceWeight(StrEnum):
    """How much it matters. A ``NOTE`` is something that is left out on purpose in many places."""

    FAULT = "fejl"
    WARNING = "advarsel"
    NOTE = "note"


@dataclass(frozen=True)
class Advice:
    """One thing; ``words`` say in Danish what it leads to, ``remedy`` what to do."""

    code: str
    weight: AdviceWeight
    words: str
    remedy: str


def setup_advice(settings: Settings) -> tuple[Advice, ...]:
    """All there is to say of these settings on this machine."""
    return tuple(advice for check in _CHECKS for advice in check(settings))


def _addresses(settings: Settings) -> Iterator[Advice]:
    if not settings.base_url:
        yield Advice(
            "base-url",
            AdviceWeight.WARNING,
            "Adresser, der skal virke altid, får det værtsnavn, hver besøgende bruger.",
            "Sæt PORTAL_BASE_URL til den adresse, borgerne kender.",
        )
    elif not settings.base_url.startswith("https:"):
        yield Advice(
            "https",
            AdviceWeight.WARNING,
            "Det, folk skriver, og deres adgangskoder, sendes, så andre kan læse det.",
            "Sæt en server foran, der taler TLS, og skriv https i PORTAL_BASE_URL.",
        )
    elif settings.proxies == 0 and settings.host in LOOPBACK:
        yield Advice(
            "proxies",
            AdviceWeight.WARNING,
            "Alle besøgende tæller som én, så nogles forkerte adgangskoder kan lukke andre ude.",
            "Sæt PORTAL_PROXIES til antallet af egne servere foran, oftest 1.",
        )


def _contact(settings: Settings) -> Iterator[Advice]:
    if not settings.security_contact:
        yield Advice(
            "security-contact",
            AdviceWeight.NOTE,
            "Den, der finder et hul i sikkerheden, kan ikke se, hvem der skal have det at vide.",
            "Sæt PORTAL_SECURITY_CONTACT, for eksempel mailto:sikkerhed@kommune.dk.",
        )


def _mail(settings: Settings) -> Iterator[Advice]:
    if not settings.smtp_host:
        yield Advice(
            "mail",
            AdviceWeight.WARNING,
            "Ingen får mail om høringer, beslutninger og frister. Det, der venter, bliver gemt.",
            "Sæt PORTAL_SMTP_HOST og PORTAL_SMTP_SENDER.",
        )
    elif settings.smtp_security == "none" and settings.smtp_host not in LOOPBACK:
        yield Advice(
            "mail-security",
            AdviceWeight.WARNING,
            "Mails og adgangskoden til mailserveren sendes, så andre kan læse dem.",
            "Sæt PORTAL_SMTP_SECURITY til starttls eller tls.",
        )


def _built_files(settings: Settings) -> Iterator[Advice]:
    if not settings.static.is_dir():
        yield Advice(
            "static",
            AdviceWeight.FAULT,
            "Sidernes udseende er ikke bygget, og portalen kan ikke begynde.",
            "Kør make setup.",
        )


def _extras(settings: Settings) -> Iterator[Advice]:
    if not (find_spec("weasyprint") and find_spec("pikepdf")):
        yield Advice(
            "pdf", AdviceWeight.NOTE, "Versioner og kvitteringer kan ikke hentes som PDF.", "Installér [pdf]."
        )
    elif find_library("pango-1.0") is None:
        yield Advice(
            "pango",
            AdviceWeight.WARNING,
            "Versioner og kvitteringer kan ikke hentes som PDF: Pango mangler på maskinen.",
            "Installér Pango, på Debian pakkerne libpango-1.0-0 og libpangoft2-1.0-0.",
        )
    if settings.timestamp_url and not find_spec("rfc3161_client"):
        yield Advice(
            "stamp",
            AdviceWeight.WARNING,
            "Der er sat en adresse til tidsstempler, men ingen bliver hentet: pakken mangler.",
            "Installér [stamp].",
        )
    if not find_spec("mcp"):
        yield Advice("mcp", AdviceWeight.NOTE, "Assistenter kan ikke slå op i portalen.", "Installér [mcp].")


_CHECKS: tuple[Callable[[Settings], Iterator[Advice]], ...] = (
    _addresses,
    _contact,
    _mail,
    _built_files,
    _extras,
)
