"""Hearings, what politicians see and say, redaction, reminders."""

import sqlalchemy as sa
from alembic import op

from portal.migrations.append_only import protect
from portal.migrations.redacting import allow_redaction

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _hearings()
    _politics()
    _redactions()
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint("key", name=op.f("uq_reminder_key")),
    )


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"))


def _hearings() -> None:
    op.create_table(
        "hearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("invited", sa.JSON(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        _reference("hearing", "draft_id", "draft"),
        _reference("hearing", "opened_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
    )
    op.create_index(op.f("ix_hearing_draft_id"), "hearing", ["draft_id"], unique=False)
    op.create_table(
        "hearing_response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shown_text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("moderated_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        _reference("hearing_response", "hearing_id", "hearing"),
        _reference("hearing_response", "entered_by_id", "person"),
        _reference("hearing_response", "moderated_by_id", "person"),
        _reference("hearing_response", "answered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_response")),
    )
    op.create_index(op.f("ix_hearing_response_hearing_id"), "hearing_response", ["hearing_id"], unique=False)


def _politics() -> None:
    op.create_table(
        "estimate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.String(length=240), nullable=False),
        sa.Column("recipients_low", sa.Integer(), nullable=False),
        sa.Column("recipients_high", sa.Integer(), nullable=False),
        sa.Column("recipients_source", sa.Text(), nullable=False),
        sa.Column("price_low", sa.Integer(), nullable=False),
        sa.Column("price_high", sa.Integer(), nullable=False),
        sa.Column("price_source", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        _reference("estimate", "draft_id", "draft"),
        _reference("estimate", "entered_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimate")),
        sa.UniqueConstraint("draft_id", "row_id", name=op.f("uq_estimate_draft_id_row_id")),
    )
    op.create_index(op.f("ix_estimate_draft_id"), "estimate", ["draft_id"], unique=False)
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        _reference("stance", "draft_id", "draft"),
        _reference("stance", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
        sa.UniqueConstraint(
            "draft_id", "round", "person_id", name=op.f("uq_stance_draft_id_round_person_id")
        ),
    )
    op.create_index(op.f("ix_stance_draft_id"), "stance", ["draft_id"], unique=False)


def _redactions() -> None:
    op.create_table(
        "redaction_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        _reference("redaction_proposal", "standard_id", "standard"),
        _reference("redaction_proposal", "proposed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction_proposal")),
    )
    op.create_index(
        op.f("ix_redaction_proposal_standard_id"), "redaction_proposal", ["standard_id"], unique=False
    )
    op.create_table(
        "redaction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before_sha256", sa.String(length=64), nullable=False),
        sa.Column("after_sha256", sa.String(length=64), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("proposed_by_id <> approved_by_id", name=op.f("ck_redaction_two_people")),
        sa.CheckConstraint("before_sha256 <> after_sha256", name=op.f("ck_redaction_something_masked")),
        _reference("redaction", "version_id", "version"),
        _reference("redaction", "proposed_by_id", "person"),
        _reference("redaction", "approved_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
    )
    op.create_index(op.f("ix_redaction_version_id"), "redaction", ["version_id"], unique=False)
    protect("redaction")
    allow_redaction()
