"""Every setting: its key, type, default and one sentence. An unknown ``portal.*`` key stops start-up.

Each key can also be given by the environment: ``portal.database_url`` as ``PORTAL_DATABASE_URL``.
The environment wins over the ini file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.setting_checks import SettingsError, check_settings, sent_name


@dataclass(frozen=True)
class Setting:
    """One key: ``name`` without the ``portal.`` before it, its default as text, and what it does."""

    name: str
    kind: type
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("data", Path, "var", "The folder under which all state lies: database, index, secret."),
    Setting(
        "database_url",
        str,
        "",
        "The database as an SQLAlchemy address, SQLite or PostgreSQL. Empty: SQLite under portal.data.",
    ),
    Setting(
        "base_url",
        str,
        "",
        "The public address of the portal, used in permalinks; requests for another host get 421. Empty, as "
        "on one's own machine: the address of the request, whatever it is.",
    ),
    Setting(
        "hosts",
        str,
        "",
        "Further host names that are answered where portal.base_url is set, blanks or commas between them; "
        "localhost always is.",
    ),
    Setting("host", str, "127.0.0.1", "The address that `portal serve` listens on."),
    Setting("port", int, "6543", "The port that `portal serve` listens on."),
    Setting("workers", int, "1", "How many processes `portal serve` answers with."),
    Setting(
        "metrics_port",
        int,
        "0",
        "The port on 127.0.0.1 where `portal serve` gives figures to Prometheus. 0: nothing is counted.",
    ),
    Setting("log_format", str, "text", "How the log is written: text for people, json for programmes."),
    Setting(
        "request_id_header",
        str,
        "",
        "The header in which a server of your own in front gives each request its id, such as X-Request-Id; "
        "it must replace what a visitor sends. Empty: the portal makes one.",
    ),
    Setting(
        "body_seconds",
        int,
        "20",
        "How many seconds may pass before what somebody sends has come, or 64 kB more of it; then 408.",
    ),
    Setting(
        "municipality",
        str,
        "",
        "The slug of the one municipality the portal is for; the front page is then its own. Empty: several.",
    ),
    Setting(
        "was_url",
        str,
        "",
        "The address of the official accessibility statement, where the municipality's file names none.",
    ),
    Setting(
        "security_contact",
        str,
        "",
        "Whom to tell of a hole in the security: a mailto: or https: address. Empty: no security.txt.",
    ),
    Setting("session_hours", int, "9", "How many hours somebody stays signed in."),
    Setting(
        "idle_minutes",
        int,
        "60",
        "After how many minutes without a request somebody is signed out; what they then send is kept.",
    ),
    Setting(
        "proxies",
        int,
        "0",
        "How many proxies of your own add to X-Forwarded-For; by it visitors are told from one another where "
        "failed sign-ins and hearing responses are counted. 0: none.",
    ),
    Setting("smtp_host", str, "", "The mail server. Empty: no mail is sent; what waits is kept."),
    Setting("smtp_port", int, "587", "The mail server's port."),
    Setting("smtp_user", str, "", "The name to sign in to the mail server with. Empty: no sign-in."),
    Setting("smtp_password", str, "", "The password that goes with portal.smtp_user."),
    Setting("smtp_security", str, "starttls", "How the connection is kept secret: starttls, tls or none."),
    Setting(
        "smtp_sender", str, "", "The address that mail comes from; needed where portal.smtp_host is set."
    ),
    Setting(
        "timestamp_url",
        str,
        "",
        "The address of an authority that stamps the time (RFC 3161); it gets hashes only. Empty: no stamps.",
    ),
    Setting(
        "timestamp_roots",
        str,
        "",
        "A file with the root certificates (PEM) that the authority's stamps are trusted by.",
    ),
    Setting("import_bytes", int, "20000000", "How many bytes a file may have that drafts are made of."),
    Setting("import_pages", int, "300", "How many pages a PDF may have that drafts are made of."),
    Setting("import_seconds", int, "120", "How many seconds of work the reading of one such file may take."),
    Setting(
        "import_memory",
        int,
        "1000000000",
        "How many bytes of memory the reading of one such file may take; at least 300000000.",
    ),
    Setting("static", Path, "build/static", "The folder with the built styles, scripts and fonts."),
    Setting("templates", Path, "templates", "The folder with the page templates."),
    Setting("compiled", Path, "build/templates", "The folder where compiled templates are kept."),
)


@dataclass(frozen=True)
class Settings:
    """The settings, read. Paths are absolute."""

    data: Path
    database_url: str
    base_url: str
    hosts: str
    host: str
    port: int
    workers: int
    metrics_port: int
    log_format: str
    request_id_header: str
    body_seconds: int
    municipality: str
    was_url: str
    security_contact: str
    session_hours: int
    idle_minutes: int
    proxies: int
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_security: str
    smtp_sender: str
    timestamp_url: str
    timestamp_roots: str
    import_bytes: int
    import_pages: int
    import_seconds: int
    import_memory: int
    static: Path
    templates: Path
    compiled: Path

    def base(self, host_url: str = "") -> str:
        """What whole addresses begin with: the public address, without one ``host_url``; no slash last."""
        return (self.base_url or host_url).rstrip("/")

    @property
    def host_names(self) -> frozenset[str]:
        """The names of hosts that are ours, as a browser sends them; empty without ``base_url``."""
        named = [urlsplit(self.base_url).hostname or "", *self.hosts.replace(",", " ").split()]
        return frozenset(sent_name(name) for name in named if self.base_url)

    @property
    def secret_file(self) -> Path:
        """Where the key lies that hashes are made with; made when first needed."""
        return self.data / "secret"

    @property
    def served_file(self) -> Path:
        """Where `portal serve` writes the address it answers on, for the links that other commands print."""
        return self.data / "address"

    @property
    def serving_file(self) -> Path:
        """What `portal serve` holds a lock on, with its process and address in it."""
        return self.data / "serving"

    @property
    def roots_file(self) -> Path:
        """Where the certificates lie that time stamps are trusted by."""
        return Path(self.timestamp_roots)

    @property
    def index_folder(self) -> Path:
        """Where the search index lies; disposable."""
        return self.data / "index"

    @property
    def asked_file(self) -> Path:
        """Where questions are noted until the worker has counted them."""
        return self.data / "asked.jsonl"


def read_settings(given: Mapping[str, Any], environ: Mapping[str, str] = os.environ) -> Settings:
    """Read ``portal.*`` keys, the environment before them.

    Relative paths in ini and environment are taken from the working folder, except that templates, what is
    compiled of them and static files fall back to the folder of the programme. Raises SettingsError for an
    unknown key or a value of the wrong type.
    """
    known = {setting.name: setting for setting in SETTINGS}
    unknown = [k for k in given if k.startswith("portal.") and k.removeprefix("portal.") not in known]
    if unknown:
        raise SettingsError(f"Ukendt indstilling: {', '.join(sorted(unknown))}. Se portal/settings.py.")
    values: dict[str, Any] = {}
    for name, setting in known.items():
        raw = environ.get(f"PORTAL_{name.upper()}") or str(given.get(f"portal.{name}", setting.default))
        try:
            values[name] = setting.kind(raw)
        except ValueError:
            raise SettingsError(
                f"portal.{name} = {raw!r} kan ikke læses som {setting.kind.__name__}."
            ) from None
    root = Path(__file__).resolve().parent.parent
    values["data"] = values["data"].resolve()
    for name in ("static", "templates", "compiled"):
        values[name] = values[name] if values[name].is_absolute() else root / values[name]
    check_settings(values)
    if not values["database_url"]:
        values["database_url"] = f"sqlite:///{values['data'] / 'portal.sqlite'}"
    return Settings(**values)
