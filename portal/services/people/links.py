"""One-time links: an address at which a person sets a password, once. Only a hash of it is kept.

A link that goes by mail is made as the mail is sent: no table, and so no backup, ever holds one that works.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal import address_book
from portal.models import OneTimeLink, Person, RoleRow
from portal.services.people.sessions import token_hash
from portal.settings import Settings

LINK_LASTS = timedelta(days=3)
"""How long one works that somebody else asked for."""
FORGOTTEN_LASTS = timedelta(hours=1)
"""How long one works that the person asked for, and waits for."""
LINK = "{link}"
"""What stands for the link in a mail that waits."""


def make_link_token(
    session: Session, person_id: int, municipality_id: int | None, now: datetime, lasts: timedelta
) -> str:
    """The token of a new link; earlier ones of the person go on working until one is used."""
    token = token_urlsafe(32)
    session.add(
        OneTimeLink(
            token_hash=token_hash(token),
            person_id=person_id,
            expires=now + lasts,
            municipality_id=municipality_id,
            recorded=now,
        )
    )
    return token


def cancel_links(session: Session, person_id: int, municipality_id: int | None = None) -> None:
    """Let no link of the person work any more; of one municipality's where it is given."""
    links = delete(OneTimeLink).where(OneTimeLink.person_id == person_id, OneTimeLink.used.is_(None))
    if municipality_id is not None:
        links = links.where(OneTimeLink.municipality_id == municipality_id)
    session.execute(links)


def may_have_link(session: Session, person_id: int, municipality_id: int | None) -> bool:
    """Whether the person is still there and has a role: in that municipality, or in any."""
    roles = select(RoleRow.id).join(Person, Person.id == RoleRow.person_id)
    roles = roles.where(Person.id == person_id, Person.active.is_(True))
    if municipality_id is not None:
        roles = roles.where(RoleRow.municipality_id == municipality_id)
    return session.scalar(roles.limit(1)) is not None


def link_address(settings: Settings, token: str) -> str:
    """The whole address of a link: at the public address, or where the portal was last served."""
    base = settings.base()
    if not base:
        try:
            base = settings.served_file.read_text(encoding="utf-8").strip()
        except OSError:
            base = f"http://{settings.host}:{settings.port}"
    return base + address_book.sign_in_link(token)
