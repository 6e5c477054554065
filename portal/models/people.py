"""People who sign in: their roles in municipalities, their sessions, one-time links, and failed attempts.

No citizen is among them. Of a visitor's address only a hash is kept, with a key that changes every day, and
only while attempts are counted.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base


class Person(Base):
    """Somebody who can sign in.

    ``mail`` is in small letters; ``password`` an argon2id hash, "" before one is set. ``home_id`` is the
    municipality that keeps the account: its administrators make the one-time links. None where nobody has
    managed the person's roles yet.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    mail: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)
    home_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    recorded: Mapped[datetime]

    roles: Mapped[list[RoleRow]] = relationship(back_populates="person", order_by="RoleRow.id")


class RoleRow(Base):
    """A role (``portal.security.roles.Role``) of a person in a municipality; a person can have several."""

    __tablename__ = "role"
    __table_args__ = (UniqueConstraint("person_id", "municipality_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))

    person: Mapped[Person] = relationship(back_populates="roles")


class SignIn(Base):
    """A session. The cookie holds a token, the row only its hash: a copy of the table opens nothing.

    ``seen`` is when it was last used, to a minute; None for one that began before that was noted, which lasts
    as long as its hours. ``browser`` is what the browser calls itself, in a few words of ours.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expires: Mapped[datetime]
    seen: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(40), default="", server_default="")
    recorded: Mapped[datetime]


class OneTimeLink(Base):
    """An address at which a person sets a password, once, before it expires.

    ``municipality_id`` is whose administrator made it; None for whoever runs the portal.
    """

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    recorded: Mapped[datetime]


class FailedSignIn(Base):
    """A failed attempt to sign in; old rows are removed.

    ``key`` is a hash of what is counted: an account, an address, an account from an address, or from a
    browser that is known.
    """

    __tablename__ = "failed_sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    recorded: Mapped[datetime]
