"""The KLE number of every version among what was read out of its text, for those who ask by it."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---", re.DOTALL)
_NUMBER = re.compile(r"""^kle:[ \t]*(["']?)(\d{2}(?:\.\d{2}){0,2})\1[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
"""As a head is written; frozen with this step."""


def upgrade() -> None:
    op.add_column("outline", sa.Column("kle", sa.String(length=8), nullable=False, server_default=""))
    connection = op.get_bind()
    versions = sa.table("version", sa.column("id"), sa.column("content", sa.LargeBinary))
    outlines = sa.table("outline", sa.column("version_id"), sa.column("kle"))
    for number in list(connection.scalars(sa.select(versions.c.id))):
        content = connection.scalar(sa.select(versions.c.content).where(versions.c.id == number))
        if content and (kle := _kle(bytes(content).decode("utf-8", "replace"))):
            connection.execute(sa.update(outlines).where(outlines.c.version_id == number).values(kle=kle))


def _kle(text: str) -> str:
    head = _HEAD.match(text)
    found = _NUMBER.search(head[1]) if head else None
    return found[2] if found else ""
