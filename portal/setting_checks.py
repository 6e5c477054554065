"""What of the settings cannot work, said in Danish before anything starts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LEAST_MEMORY = 300_000_000
"""Bytes; with less the reading of a file cannot even begin."""


_CONTACT = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+)", re.ASCII)


class SettingsError(Exception):
    """A setting is unknown or has a value that cannot be read."""


def check_settings(values: Mapping[str, Any]) -> None:
    """Look at all of them, by their names. Raises SettingsError for the first that cannot work."""
    for check in _CHECKS:
        check(values)


def _check_sessions(values: Mapping[str, Any]) -> None:
    if values["session_hours"] < 1 or values["idle_minutes"] < 5:
        raise SettingsError("portal.session_hours skal være mindst 1 og portal.idle_minutes mindst 5.")


def _check_imports(values: Mapping[str, Any]) -> None:
    if min(values["import_bytes"], values["import_pages"], values["import_seconds"]) < 1:
        raise SettingsError("portal.import_bytes, import_pages og import_seconds skal være mindst 1.")
    if values["import_memory"] < LEAST_MEMORY:
        raise SettingsError(f"portal.import_memory skal være mindst {LEAST_MEMORY}.")


def _check_watching(values: Mapping[str, Any]) -> None:
    if values["log_format"] not in ("text", "json"):
        raise SettingsError("portal.log_format skal være text eller json.")
    if not 0 <= values["metrics_port"] < 65_536 or values["metrics_port"] == values["port"]:
        raise SettingsError("portal.metrics_port skal være 0 eller en anden port end portal.port.")


def _check_mail(values: Mapping[str, Any]) -> None:
    if values["smtp_security"] not in ("starttls", "tls", "none"):
        raise SettingsError("portal.smtp_security skal være starttls, tls eller none.")
    if values["smtp_host"] and "@" not in values["smtp_sender"]:
        raise SettingsError("portal.smtp_sender mangler: skriv den adresse, mails skal komme fra.")


def _check_contact(values: Mapping[str, Any]) -> None:
    contact = values["security_contact"]
    if contact and not _CONTACT.fullmatch(contact):
        raise SettingsError(
            "portal.security_contact skal være en adresse, der begynder med mailto: eller https:."
        )


def _check_stamps(values: Mapping[str, Any]) -> None:
    url, roots = values["timestamp_url"], values["timestamp_roots"]
    if not url:
        return
    try:
        whole = urlsplit(url)
        readable = whole.scheme in ("http", "https") and bool(whole.hostname) and whole.port != 0
    except ValueError:
        readable = False
    if not readable:
        raise SettingsError(f"portal.timestamp_url = {url!r} skal være en hel adresse med http eller https.")
    if not roots or not Path(roots).is_file():
        raise SettingsError(
            "portal.timestamp_roots skal være en fil med de rodcertifikater, tidsstempler kendes ægte på."
        )


def _check_addresses(values: Mapping[str, Any]) -> None:
    base = values["base_url"]
    try:
        whole = urlsplit(base)
        sent = [
            sent_name(name) for name in (whole.hostname or "", *values["hosts"].replace(",", " ").split())
        ]
    except ValueError:
        raise SettingsError("portal.base_url eller portal.hosts er ikke skrevet rigtigt.") from None
    if base and (whole.scheme not in ("http", "https") or not sent[0]):
        raise SettingsError(
            f"portal.base_url = {base!r} skal være hele adressen, for eksempel https://standarder.kommune.dk."
        )


def sent_name(name: str) -> str:
    """A host's name as a browser sends it: small letters, Danish ones as IDNA has them. Raises ValueError."""
    if name.count(":") > 1:  # an IPv6 address
        return f"[{name.strip('[]').lower()}]"
    return name.partition(":")[0].lower().removesuffix(".").encode("idna").decode()


_CHECKS: tuple[Callable[[Mapping[str, Any]], None], ...] = (
    _check_sessions,
    _check_mail,
    _check_stamps,
    _check_addresses,
    _check_imports,
    _check_watching,
    _check_contact,
)
