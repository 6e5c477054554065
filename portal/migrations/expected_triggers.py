"""The triggers as they must stand in a database that has every step, and as they do stand."""

from __future__ import annotations

from sqlalchemy import Connection, text

from portal.migrations.append_only import APPEND_ONLY, REFUSING, refusals_on_sqlite
from portal.migrations.redacting import (
    MASKABLE,
    VERSION_REFUSING,
    refusing_update,
    update_on_sqlite,
    version_on_sqlite,
)

_TRIGGERS = text(
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled = 'O' FROM pg_trigger t"
    " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
)
_FUNCTIONS = text(
    "SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " WHERE n.nspname = current_schema() AND p.proname LIKE 'refuse\\_%'"
)


def trigger_differences(connection: Connection) -> list[str]:
    """Names of triggers, and of functions they call, that are gone, off, other than they must be, or more."""
    if connection.dialect.name == "sqlite":
        wanted, found = _wanted_on_sqlite(), _found_on_sqlite(connection)
    else:
        wanted, found = _wanted_on_postgresql(), _found_on_postgresql(connection)
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def _wanted_on_sqlite() -> dict[str, str]:
    wanted = {name: said for table in APPEND_ONLY for name, said in refusals_on_sqlite(table).items()}
    wanted["version_no_update"] = version_on_sqlite()
    return wanted | {f"{table}_no_update": update_on_sqlite(table) for table in MASKABLE}


def _found_on_sqlite(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {row.name: row.sql for row in rows}


def _wanted_on_postgresql() -> dict[str, str]:
    narrow = {"version": VERSION_REFUSING} | {table: refusing_update(table) for table in MASKABLE}
    wanted = {"refuse_change": REFUSING}
    for table in APPEND_ONLY:
        events = "DELETE" if table in narrow else "DELETE OR UPDATE"
        wanted |= _trigger(table, "change", events, "ROW", "refuse_change")
        wanted |= _trigger(table, "truncate", "TRUNCATE", "STATEMENT", "refuse_change")
    for table, said in narrow.items():
        wanted |= _trigger(table, "update", "UPDATE", "ROW", f"refuse_{table}_update")
        wanted[f"refuse_{table}_update"] = said
    return wanted


def _trigger(table: str, what: str, events: str, each: str, function: str) -> dict[str, str]:
    name = f"{table}_no_{what}"
    made = f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
    return {name: made}


def _found_on_postgresql(connection: Connection) -> dict[str, str]:
    found = {name: said if on else "off" for name, said, on in connection.execute(_TRIGGERS)}
    return found | {row.proname: row.prosrc for row in connection.execute(_FUNCTIONS)}
