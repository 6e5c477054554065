"""The database's steps. There is no way down: an adopted text must not be lost by going back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def steps() -> tuple[str, ...]:
    """The revision of every step, first to last."""
    script = ScriptDirectory.from_config(_config())
    return tuple(reversed([revision.revision for revision in script.walk_revisions()]))


def is_up_to_date(engine: Engine) -> bool:
    """Whether the database is at the last step."""
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads() == (steps()[-1],)


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to step ``to``; does nothing where it is there already."""
    with engine.begin() as connection:
        _run(connection, to)


def _run(connection: Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def differences(engine: Engine) -> list[str]:
    """What the models say and the database lacks, or the other way round; empty where they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from portal.models import Base

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]
