"""Sessions that end when they are not used, and the municipality that keeps an account."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sign_in", sa.Column("seen", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "sign_in", sa.Column("browser", sa.String(length=40), nullable=False, server_default=sa.text("''"))
    )
    _refer_to_municipality("person", "home_id")
    _refer_to_municipality("one_time_link", "municipality_id")


def _refer_to_municipality(table: str, column: str) -> None:
    """In words of SQL that both databases know: Alembic adds no reference to a table of SQLite."""
    name = f"fk_{table}_{column}_municipality"
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES municipality (id)"
    )
