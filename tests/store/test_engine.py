"""The engine: real transactions, a reading door that cannot write, and no personal data in exceptions."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, exc, text

from nsk_desktop.errors.store import DiskFull, StoreDamaged, StoreMissing
from nsk_desktop.store import cipher
from nsk_desktop.store import engine as engines

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = engines.open_engine(tmp_path / "nsk.db", KEY, create=True)
    with made.begin() as connection:
        connection.execute(text("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT UNIQUE)"))
        connection.execute(text("CREATE TABLE visit (person INTEGER NOT NULL REFERENCES person)"))
    yield made
    made.dispose()


def names(engine: Engine) -> list[str]:
    with engines.reading(engine).connect() as connection:
        return list(connection.scalars(text("SELECT name FROM person ORDER BY id")))


def add(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES (:name)"), {"name": name})


def test_every_connection_of_the_pool_keeps_the_promises(engine: Engine) -> None:
    with engines.bare(engine) as first, engines.bare(engine) as second:
        assert first is not second
        for connection in (first, second):
            cipher.assert_pragmas(connection)


def test_a_change_is_kept_whole(engine: Engine) -> None:
    add(engine, "Amina")
    assert names(engine) == ["Amina"]


def test_a_failed_change_leaves_nothing_not_even_a_table(engine: Engine) -> None:
    def fail_half_way() -> None:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO person (name) VALUES ('Amina')"))
            connection.execute(text("CREATE TABLE half (x)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert names(engine) == []
    with engines.reading(engine).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")) == 0


def test_a_savepoint_takes_back_its_own_part_only(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES ('Amina')"))
        part = connection.begin_nested()
        connection.execute(text("INSERT INTO person (name) VALUES ('Bilal')"))
        part.rollback()
    assert names(engine) == ["Amina"]


def test_references_hold(engine: Engine) -> None:
    with pytest.raises(exc.IntegrityError), engine.begin() as connection:
        connection.execute(text("INSERT INTO visit VALUES (17)"))


def test_the_reading_door_cannot_write_and_the_next_change_can(engine: Engine) -> None:
    with pytest.raises(exc.OperationalError, match="readonly"), engines.reading(engine).begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES ('Amina')"))
    add(engine, "Bilal")
    assert names(engine) == ["Bilal"]


def test_a_reader_sees_one_moment(engine: Engine) -> None:
    add(engine, "Amina")
    with engines.reading(engine).begin() as connection:
        before = connection.scalar(text("SELECT count(*) FROM person"))
        add(engine, "Bilal")
        assert connection.scalar(text("SELECT count(*) FROM person")) == before == 1
    assert len(names(engine)) == 2


def test_changes_from_many_threads_wait_for_each_other(engine: Engine) -> None:
    def count_up(who: int) -> None:
        for number in range(20):
            with engine.begin() as connection:
                seen = connection.scalar(text("SELECT count(*) FROM person"))
                connection.execute(
                    text("INSERT INTO person VALUES (:id, :name)"), {"id": seen, "name": f"{who}-{number}"}
                )

    threads = [threading.Thread(target=count_up, args=(who,)) for who in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(engine)) == 60


def test_an_exception_carries_no_name_of_a_person(engine: Engine) -> None:
    add(engine, "Hemmelig Person")
    with pytest.raises(exc.IntegrityError) as caught:
        add(engine, "Hemmelig Person")
    assert "Hemmelig" not in str(caught.value)


def test_the_engine_is_tried_when_it_is_made(tmp_path: Path, engine: Engine) -> None:
    add(engine, "Amina")
    with pytest.raises(StoreDamaged):
        engines.open_engine(tmp_path / "nsk.db", bytes(32))
    with pytest.raises(StoreMissing):
        engines.open_engine(tmp_path / "other.db", KEY)


def test_the_door_names_a_full_disk_and_the_next_change_goes_well(engine: Engine) -> None:
    with engines.bare(engine) as connection:
        connection.execute(f"PRAGMA max_page_count = {cipher.one(connection, 'page_count') + 1}")
    with pytest.raises(DiskFull) as caught, engines.known_errors(engine), engine.begin() as changing:
        changing.execute(text("INSERT INTO person (name) VALUES (:name)"), {"name": "x" * 40_000})
    assert caught.value.path == str(engines.path_of(engine))
    with engines.bare(engine) as connection:
        connection.execute("PRAGMA max_page_count = 4294967294")
    add(engine, "Amina")
    assert names(engine) == ["Amina"]


def test_our_own_bug_goes_through_the_door_as_it_is(engine: Engine) -> None:
    with pytest.raises(exc.OperationalError), engines.known_errors(engine), engine.begin() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))


def test_the_checks_pass_on_a_whole_file_and_the_log_can_be_emptied(engine: Engine) -> None:
    add(engine, "Amina")
    assert engines.checkpoint(engine)
    assert engines.path_of(engine).with_name("nsk.db-wal").stat().st_size == 0
    engines.quick_check(engine)
    engines.cipher_integrity_check(engine)


def test_the_checks_fail_on_a_page_that_was_changed_under_them(engine: Engine) -> None:
    for number in range(200):
        add(engine, f"{number} " + "x" * 300)
    engines.checkpoint(engine)
    engine.dispose()
    path = engines.path_of(engine)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        engines.quick_check(engine)
    with pytest.raises(StoreDamaged):
        engines.cipher_integrity_check(engine)


def test_nothing_is_left_beside_a_closed_store(engine: Engine, tmp_path: Path) -> None:
    add(engine, "Amina")
    engine.dispose()
    assert [path.name for path in tmp_path.iterdir()] == ["nsk.db"]
