"""People, roles, sessions; drafts that are written here and decided on."""

import sqlalchemy as sa
from alembic import op

from portal.migrations.append_only import protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _drafts()


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("mail", name=op.f("uq_person_mail")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_role_municipality_id_municipality")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint(
            "person_id", "municipality_id", "role", name=op.f("uq_role_person_id_municipality_id_role")
        ),
    )
    op.create_index(op.f("ix_role_municipality_id"), "role", ["municipality_id"], unique=False)
    for table, more in (("sign_in", ()), ("one_time_link", ("used",))):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("token_hash", sa.String(length=64), nullable=False),
            sa.Column("person_id", sa.Integer(), nullable=False),
            sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
            *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in more),
            sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id_person")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
        )
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"], unique=False)
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    op.create_index(op.f("ix_failed_sign_in_key"), "failed_sign_in", ["key"], unique=False)


def _drafts() -> None:
    # The table has no triggers, so SQLite may rebuild it.
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint("uq_draft_standard_id", type_="unique")
        draft.add_column(
            sa.Column("state", sa.String(length=20), nullable=False, server_default=sa.text("'kladde'"))
        )
        draft.add_column(sa.Column("author_id", sa.Integer(), nullable=True))
        draft.add_column(sa.Column("base_n", sa.Integer(), nullable=True))
        draft.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default=sa.text("1")))
        draft.add_column(sa.Column("updated", sa.DateTime(timezone=True), nullable=True))
        draft.add_column(sa.Column("edited_by_id", sa.Integer(), nullable=True))
        draft.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''")))
        draft.add_column(sa.Column("lint_answers", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
        draft.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default=sa.text("0")))
        draft.add_column(sa.Column("closed", sa.DateTime(timezone=True), nullable=True))
        draft.add_column(sa.Column("adopted_n", sa.Integer(), nullable=True))
        draft.create_foreign_key("fk_draft_author_id_person", "person", ["author_id"], ["id"])
        draft.create_foreign_key("fk_draft_edited_by_id_person", "person", ["edited_by_id"], ["id"])
        draft.create_index(op.f("ix_draft_standard_id"), ["standard_id"], unique=False)
    is_open = sa.text("closed IS NULL")
    op.create_index(
        "uq_draft_open",
        "draft",
        ["standard_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "draft_writer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_writer_draft_id_draft")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_draft_writer_person_id_person")),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name=op.f("pk_draft_writer")),
    )
    op.create_table(
        "draft_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("meeting_day", sa.Date(), nullable=False),
        sa.Column("item", sa.String(length=200), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_decision_draft_id_draft")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_draft_decision_recorded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_decision")),
    )
    op.create_index(op.f("ix_draft_decision_draft_id"), "draft_decision", ["draft_id"], unique=False)
    protect("draft_decision")
