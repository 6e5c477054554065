"""Masking in rows beside the versions, and seals on everything that is public."""

import sqlalchemy as sa
from alembic import op

from portal.clock import SystemClock
from portal.migrations.append_only import protect
from portal.migrations.first_seals import seal_what_there_is
from portal.migrations.redacting import allow_row_redaction

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "row_redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before_sha256", sa.String(length=64), nullable=False),
        sa.Column("after_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("proposed_by_id <> approved_by_id", name=op.f("ck_row_redaction_two_people")),
        sa.CheckConstraint("before_sha256 <> after_sha256", name=op.f("ck_row_redaction_something_masked")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_row_redaction_proposed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["person.id"], name=op.f("fk_row_redaction_approved_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_redaction")),
    )
    op.create_index("ix_row_redaction_row", "row_redaction", ["table_name", "row_id"], unique=False)
    op.add_column("log", sa.Column("content_hash", sa.String(length=64), nullable=True))
    protect("row_redaction")
    allow_row_redaction()
    seal_what_there_is(op.get_bind(), SystemClock().now())
