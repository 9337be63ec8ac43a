"""The central database (PostgreSQL): where it is, whose turn it is to write, and how it is read as one view.

The one door to its driver, which SQLAlchemy loads when an address is first used. What rows mean is not known here:
tables and columns are handed in, and what else stands in the database is the evaluator's own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from nsk_desktop.errors.central_database import DatabaseAddressWrong
from nsk_desktop.store.central_errors import translate
from nsk_desktop.store.central_rows import CentralRows
from nsk_desktop.store.central_schema import CentralTable, check_schema, make_or_check_schema

__all__ = ["CentralDatabase", "CentralRows", "CentralTable"]

DRIVER: Final = "postgresql+psycopg"
_SPELLINGS = {DRIVER, "postgresql", "postgres"}
_LOCK: Final = int.from_bytes(b"nsk-cent")
"""The number that everybody who merges into a database waits for (`pg_advisory_xact_lock`)."""
_TURN, _EDIT = "3600s", "600s"
"""How long is waited for other merges, of which there may be many, and then for a change that somebody has begun."""
_CONNECT_SECONDS = 15
_UNHURRIED = {"statement_timeout": "0", "idle_in_transaction_session_timeout": "0"}


class CentralDatabase:
    """A database at *address*. Nothing is opened before something is asked of it."""

    def __init__(self, address: str) -> None:
        self._url = _url(address)
        self._engine = _engine(self._url)
        self.name = _name(self._url)
        """Where it is, for people: never how one gets in."""

    def knock(self) -> None:
        """Find out whether one gets in at all, before much is done that would be in vain."""
        with self._begun("READ COMMITTED"):
            pass

    @contextmanager
    def turn(self, tables: Sequence[CentralTable], version: int) -> Iterator[CentralRows]:
        """Read and write *tables* alone, all or nothing; made first where there are none.

        Everybody else who merges waits at the door, and whoever edits a row by hand waits at the table. So what was
        read is still so when it is written.
        """
        with self._begun("READ COMMITTED") as connection:
            # Settings of the server, or of the user, must not end a transaction that waits while we compute.
            _set(connection, **_UNHURRIED, lock_timeout=_TURN)
            _wait_for_turn(connection)
            _set(connection, lock_timeout=_EDIT)
            columns = make_or_check_schema(self.name, connection, tables, version)
            _keep_others_out(connection, tables)
            yield CentralRows(self.name, connection, tables, columns)

    @contextmanager
    def view(self, tables: Sequence[CentralTable], version: int) -> Iterator[CentralRows]:
        """Read *tables* as they stand at one moment, while others may write."""
        with self._begun("REPEATABLE READ") as connection:
            connection.execute(text("SET TRANSACTION READ ONLY"))
            columns = check_schema(self.name, connection, tables, version)
            yield CentralRows(self.name, connection, tables, columns)

    @contextmanager
    def _begun(self, isolation: str) -> Iterator[Connection]:
        """One transaction on one connection; every known condition inside becomes the error that names it."""
        is_open = False
        try:
            with self._engine.execution_options(isolation_level=isolation).begin() as connection:
                is_open = True
                yield connection
        except DBAPIError as problem:
            known = translate(problem, self.name, is_open=is_open)
            if known is None:
                raise
            raise known from problem


def _url(address: str) -> URL:
    try:
        url = make_url(address.strip())
    except (ArgumentError, ValueError):
        raise DatabaseAddressWrong from None  # The text of this exception may hold the password.
    if url.drivername not in _SPELLINGS or not url.database:
        raise DatabaseAddressWrong
    return url.set(drivername=DRIVER)


def _name(url: URL) -> str:
    place = url.host or url.query.get("host") or "localhost"
    host = place if isinstance(place, str) else ", ".join(place)
    return f"{url.database} ({host}{f':{url.port}' if url.port else ''})"


def _engine(url: URL) -> Engine:
    options: dict[str, object] = {"application_name": "NSK Desktop", "connect_timeout": _CONNECT_SECONDS}
    options = {name: value for name, value in options.items() if name not in url.query}
    return create_engine(
        url,
        poolclass=NullPool,  # a connection is for one transaction; then it is closed
        hide_parameters=True,  # the text of an exception otherwise carries rows
        connect_args=options | {"client_encoding": "utf8"},
    )


def _set(connection: Connection, **settings: str) -> None:
    """Settings for this transaction alone."""
    for name, value in settings.items():
        connection.execute(text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value})


def _wait_for_turn(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def _keep_others_out(connection: Connection, tables: Sequence[CentralTable]) -> None:
    """Others may read meanwhile. A change that somebody has begun is waited for, and then it is seen."""
    names = ", ".join(table.quoted for table in tables)
    connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
