"""The door to PostgreSQL: addresses, whose turn it is, and every way in which a server can say no."""

import stat
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg
import pytest

from nsk_desktop.errors import NskError
from nsk_desktop.errors.central_database import (
    DatabaseAddressWrong,
    DatabaseAlphabet,
    DatabaseBusy,
    DatabaseConnectionLost,
    DatabaseDuplicateKeys,
    DatabaseForbidden,
    DatabaseForeign,
    DatabaseFull,
    DatabaseLoginRefused,
    DatabaseNewer,
    DatabaseNotThere,
    DatabaseReadOnly,
    DatabaseRowRefused,
    DatabaseTableMissing,
    DatabaseTaken,
    DatabaseUnreachable,
)
from nsk_desktop.store import central
from nsk_desktop.store.central import CentralDatabase
from nsk_desktop.store.central_rows import Record
from nsk_desktop.store.central_schema import CellKind, CentralColumn, CentralTable
from tests.postgres import PASSWORD, Server, wait_for_waiting

TABLES: Final = (
    CentralTable(
        "ting",
        "id",
        (
            CentralColumn("id", CellKind.TEXT, "Nøglen"),
            CentralColumn("navn", CellKind.TEXT, "Navnet"),
            CentralColumn("beløb", CellKind.NUMBER, "Beløbet"),
            CentralColumn("dato", CellKind.DATE, "Dagen"),
        ),
        "Ting",
    ),
    CentralTable("muligt_samme", "id", (CentralColumn("id", CellKind.TEXT, "Nøglen"),), "Par"),
)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://eva:hemmelig@server/nsk",
        "postgresql://eva:hemmelig@server:5433/nsk",
        "postgres://eva@server/nsk?password=hemmelig",
        "postgresql:///nsk?host=/run/postgresql&password=hemmelig",
    ],
)
def test_a_database_is_named_by_its_place_and_never_by_its_password(address: str) -> None:
    found = CentralDatabase(address)
    assert found.name.startswith("nsk (")
    assert "hemmelig" not in found.name
    assert "eva" not in found.name


@pytest.mark.parametrize(
    "address",
    [
        "mysql://eva:hemmelig@server/nsk",
        "sqlite:///hemmelig.db",
        "postgresql+psycopg://eva:hemmelig@server",
        "postgresql+psycopg://eva@server:hemmelig/nsk",
        "postgresql+psycopg://server:femtusinde/hemmelig",
        "https://hemmelig/nsk",
        "://",
        "",
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(address: str) -> None:
    with pytest.raises(DatabaseAddressWrong) as refused:
        CentralDatabase(address)
    assert "hemmelig" not in f"{refused.value} {refused.value.args}"
    assert "hem" not in str(refused.value.__cause__)


def use(address: str, tables: Sequence[CentralTable] = TABLES, version: int = 1, names: Sequence[str] = ()) -> None:
    """Take a turn and add things called *names*."""
    with CentralDatabase(address).turn(tables, version) as rows:
        rows.append("ting", [{"id": name, "navn": name} for name in names])


def refused(address: str, kind: type[NskError], **how: object) -> str:
    """What is said when a turn is refused; never a password, never the words of the server."""
    with pytest.raises(kind) as found:
        use(address, **how)  # type: ignore[arg-type]
    said = str(found.value)
    assert PASSWORD not in said
    assert PASSWORD not in repr(found.value.args)
    assert "ERROR" not in said
    assert "FATAL" not in said
    return said


@pytest.fixture
def database(server: Server) -> str:
    return server.new_database()


@pytest.fixture
def address(server: Server, database: str) -> str:
    return server.address(database)


@pytest.mark.postgres
def test_rows_come_back_as_they_were(address: str) -> None:
    rows: list[Record] = [
        {"id": "b", "navn": "Mødre »=1+1«\nnæste", "beløb": -(10**15), "dato": None},
        {"id": "a", "beløb": 2.5, "navn": None, "dato": None},
        {"id": "å", "beløb": 0.1 + 0.2, "navn": "'; DROP TABLE nsk.ting; --", "dato": None},
    ]
    with CentralDatabase(address).turn(TABLES, 1) as door:
        door.append("ting", rows)
        door.update("ting", {"a": {"navn": "Ny", "beløb": 3}, "b": {"navn": None}})
    with CentralDatabase(address).view(TABLES, 1) as door:
        found = list(door.rows("ting"))
        assert door.counted("ting", "navn") == {"Ny": 1, None: 1, "'; DROP TABLE nsk.ting; --": 1}
        assert {row["id"] for row in door.rows_called("ting", ["å", "b", "findes ikke"])} == {"b", "å"}
        assert [row["id"] for row in door.rows("ting", {"navn": {"Ny", "%"}, "id": {"å"}})] == ["a", "å"]
    assert [row["id"] for row in found] == ["a", "b", "å"]
    assert [(row["navn"], row["beløb"]) for row in found] == [
        ("Ny", 3),
        (None, -(10**15)),
        (rows[2]["navn"], 0.1 + 0.2),
    ]
    assert isinstance(found[0]["beløb"], int)


@pytest.mark.postgres
def test_a_turn_that_fails_leaves_nothing_not_even_a_schema(server: Server, database: str, address: str) -> None:
    def fail() -> None:
        with CentralDatabase(address).turn(TABLES, 1) as rows:
            rows.append("ting", [{"id": "a"}])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert server.sql("SELECT nspname FROM pg_namespace WHERE nspname = 'nsk'", database) == []


@pytest.mark.postgres
def test_a_view_cannot_write(address: str) -> None:
    use(address)
    with pytest.raises(DatabaseReadOnly), CentralDatabase(address).view(TABLES, 1) as rows:
        rows.append("ting", [{"id": "a"}])


@pytest.mark.postgres
def test_columns_of_the_same_kind_will_do(server: Server, database: str, address: str) -> None:
    use(address)
    server.sql(
        "ALTER TABLE nsk.ting ALTER COLUMN navn TYPE varchar(20), ALTER COLUMN beløb TYPE bigint, "
        "ALTER COLUMN dato TYPE timestamp",
        database,
    )
    use(address, names=["a"])
    with pytest.raises(DatabaseRowRefused), CentralDatabase(address).turn(TABLES, 1) as rows:
        rows.append("ting", [{"id": "b", "navn": "for langt til den kolonne"}])


@pytest.mark.postgres
def test_a_view_is_of_one_moment(address: str) -> None:
    use(address, names=["a"])
    with CentralDatabase(address).view(TABLES, 1) as rows:
        use(address, names=["b"])
        assert [row["id"] for row in rows.rows("ting")] == ["a"]


@pytest.mark.postgres
def test_the_table_says_what_its_columns_mean(server: Server, database: str, address: str) -> None:
    use(address)
    said = server.sql(
        "SELECT col_description('nsk.ting'::regclass, 2), obj_description('nsk.ting'::regclass)", database
    )
    assert said == [("Navnet", "Ting")]


@pytest.mark.postgres
def test_where_no_server_answers(server: Server) -> None:
    assert "forbindelse" in refused("postgresql+psycopg://eva@127.0.0.1:1/nsk", DatabaseUnreachable)
    assert "forbindelse" in refused("postgresql+psycopg://eva@/nsk?host=/findes/ikke", DatabaseUnreachable)


@pytest.mark.postgres
def test_a_password_comes_from_the_file_for_passwords(server: Server, database: str, tmp_path: Path) -> None:
    server.sql(f"GRANT CREATE ON DATABASE {database} TO asked")
    asked = server.address(database, "asked")
    wrong = asked.replace("asked@", "asked:forkert@")
    assert "adgangskode" in refused(asked, DatabaseLoginRefused)
    assert "forkert" not in refused(wrong, DatabaseLoginRefused)
    kept = Path.home() / ".pgpass"
    kept.write_text(f"127.0.0.1:*:*:asked:{PASSWORD}\n", encoding="utf-8")
    kept.chmod(stat.S_IRUSR | stat.S_IWUSR)
    use(asked, names=["a"])
    use(asked.replace("asked@", f"asked:{PASSWORD}@"), names=["b"])


@pytest.mark.postgres
def test_users_and_databases_that_are_not_there(server: Server, database: str) -> None:
    assert "createdb" in refused(server.address("findes_ikke"), DatabaseNotThere)
    refused(server.address(database, "findes_ikke"), DatabaseLoginRefused)
    refused(server.address(database, more="?ukendt=1"), DatabaseAddressWrong)


@pytest.mark.postgres
def test_a_user_who_may_not(server: Server, database: str, address: str) -> None:
    stranger = server.address(database, "fremmed")
    assert "skemaet nsk" in refused(stranger, DatabaseForbidden)
    use(address)
    refused(stranger, DatabaseForbidden)
    server.sql("GRANT USAGE ON SCHEMA nsk TO fremmed; GRANT SELECT ON ALL TABLES IN SCHEMA nsk TO fremmed", database)
    refused(stranger, DatabaseForbidden)
    with CentralDatabase(stranger).view(TABLES, 1) as rows:
        assert list(rows.rows("ting")) == []
    server.sql("GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA nsk TO fremmed", database)
    use(stranger, names=["a"])


@pytest.mark.postgres
def test_a_schema_that_the_administrator_made_is_used(server: Server, database: str) -> None:
    server.sql("CREATE SCHEMA nsk AUTHORIZATION fremmed", database)
    use(server.address(database, "fremmed"), names=["a"])


@pytest.mark.postgres
def test_a_server_that_takes_no_changes(server: Server, database: str, address: str) -> None:
    server.sql(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    refused(address, DatabaseReadOnly)


def on_insert(server: Server, database: str, action: str) -> None:
    """Do *action* (PL/pgSQL) whenever a thing is added."""
    server.sql(
        f"""CREATE FUNCTION nsk.noget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN {action} RETURN NEW; END $$;
        CREATE TRIGGER noget BEFORE INSERT ON nsk.ting FOR EACH ROW EXECUTE FUNCTION nsk.noget()""",
        database,
    )


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("RAISE EXCEPTION 'no space left' USING ERRCODE = '53100';", DatabaseFull),
        ("PERFORM pg_terminate_backend(pg_backend_pid());", DatabaseConnectionLost),
        ("PERFORM pg_cancel_backend(pg_backend_pid());", DatabaseBusy),
        ("RAISE EXCEPTION 'nej';", DatabaseRowRefused),
        ("RETURN NULL;", DatabaseRowRefused),
        ("NEW.navn := 1/0;", DatabaseRowRefused),
    ],
)
def test_what_goes_wrong_in_the_middle_leaves_everything_as_it_was(
    server: Server, database: str, address: str, action: str, kind: type[NskError]
) -> None:
    use(address, names=["a"])
    on_insert(server, database, f"IF NEW.id = 'c' THEN {action} END IF;")
    refused(address, kind, names=["b", "c"])
    assert server.sql("SELECT id FROM nsk.ting", database) == [("a",)]
    server.sql("DROP TRIGGER noget ON nsk.ting", database)
    use(address, names=["b", "c"])


@pytest.mark.postgres
def test_a_column_that_must_be_filled(server: Server, database: str, address: str) -> None:
    use(address)
    server.sql("ALTER TABLE nsk.ting ADD COLUMN note text NOT NULL", database)
    assert "nsk.ting" in refused(address, DatabaseRowRefused, names=["a"])


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("UPDATE nsk.om_databasen SET værdi = '2'", DatabaseNewer),
        ("UPDATE nsk.om_databasen SET værdi = 'to'", DatabaseTaken),
        ("DROP TABLE nsk.om_databasen", DatabaseTaken),
        ("DROP TABLE nsk.muligt_samme", DatabaseTableMissing),
        ("ALTER TABLE nsk.ting RENAME TO andet", DatabaseTableMissing),
        ("ALTER TABLE nsk.ting DROP COLUMN beløb", DatabaseTableMissing),
        ("ALTER TABLE nsk.ting ALTER COLUMN navn TYPE jsonb USING to_jsonb(navn)", DatabaseTableMissing),
        ("ALTER TABLE nsk.ting ALTER COLUMN dato TYPE text", DatabaseTableMissing),
    ],
)
def test_a_schema_that_is_not_as_it_was_left(
    server: Server, database: str, address: str, change: str, kind: type[NskError]
) -> None:
    use(address, names=["a"])
    server.sql(change, database)
    refused(address, kind)
    with pytest.raises((kind, DatabaseForeign)), CentralDatabase(address).view(TABLES, 1):
        pass


@pytest.mark.postgres
def test_a_database_without_our_tables_is_not_read(address: str) -> None:
    with pytest.raises(DatabaseForeign), CentralDatabase(address).view(TABLES, 1):
        pass


@pytest.mark.postgres
def test_a_database_that_lacks_letters(server: Server) -> None:
    name = server.new_database("ENCODING 'LATIN1' TEMPLATE template0")
    refused(server.address(name), DatabaseAlphabet)


@pytest.mark.postgres
def test_two_rows_with_one_key(server: Server, database: str, address: str) -> None:
    use(address, names=["a"])
    server.sql("ALTER TABLE nsk.ting DROP CONSTRAINT ting_pkey; INSERT INTO nsk.ting (id) VALUES ('a')", database)
    with pytest.raises(DatabaseDuplicateKeys), CentralDatabase(address).view(TABLES, 1) as rows:
        list(rows.rows("ting"))


@pytest.mark.postgres
def test_a_change_that_nobody_finishes_is_not_waited_for_for_ever(
    server: Server, database: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(address, names=["a"])
    monkeypatch.setattr(central, "_EDIT", "100ms")
    with psycopg.connect(server.place(database)) as forgotten:
        forgotten.execute("UPDATE nsk.ting SET navn = 'glemt'")
        assert "optaget" in refused(address, DatabaseBusy)
        with CentralDatabase(address).view(TABLES, 1) as rows:
            assert [row["navn"] for row in rows.rows("ting")] == ["a"], "reading waits for nobody"
    use(address, names=["b"])


@pytest.mark.postgres
@pytest.mark.parametrize("isolation", ["read committed", "serializable"])
def test_who_waited_sees_what_the_one_before_wrote_however_the_server_is_set(
    server: Server, database: str, address: str, isolation: str
) -> None:
    server.sql(f"ALTER DATABASE {database} SET default_transaction_isolation = '{isolation}'")
    use(address)
    assert seen_by_the_second(server, database, address) == ["a"]


@pytest.mark.postgres
def test_control_who_looked_before_it_waited_would_not_see_it(
    server: Server, database: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(address)
    begun = CentralDatabase._begun
    monkeypatch.setattr(CentralDatabase, "_begun", lambda self, _isolation: begun(self, "REPEATABLE READ"))
    assert seen_by_the_second(server, database, address) == []


def seen_by_the_second(server: Server, database: str, address: str) -> list[object]:
    """What somebody reads whose turn comes after one that adds `a`."""
    seen: list[object] = []

    def second() -> None:
        with CentralDatabase(address).turn(TABLES, 1) as rows:
            seen.extend(row["id"] for row in rows.rows("ting"))

    thread = threading.Thread(target=second)
    with CentralDatabase(address).turn(TABLES, 1) as rows:
        thread.start()
        wait_for_waiting(server, database)
        rows.append("ting", [{"id": "a"}])
    thread.join()
    return seen
