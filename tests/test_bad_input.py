"""Bad input: a clear Danish message with the place and what to do, exit code 1, and nothing changed."""

import errno
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from nsk_desktop import i18n
from nsk_desktop.errors.store import DiskFull
from nsk_desktop.services import imports
from nsk_desktop.store.engine import open_engine
from nsk_desktop.store.folder import StoreFolder
from nsk_desktop.store.keys import unlock
from tests import make
from tests.command import CHEAP, YEAR, Answer, digest, done, exported, new_store, new_workbook, nsk, opened
from tests.davis import write_davis
from tests.filled import write

ENGLISH = re.compile(r"\b(the|was|cannot|with|this|nothing|file is|not found|no such|error)\b", re.IGNORECASE)
SESSION = ("Nr", "Dato", "Titel")
GOOD = (1, "04.03.2025", "Kvindegruppen")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096)


def refused(*arguments: object, **options: Any) -> str:
    """The Danish refusal of a command. In English every line of it reads otherwise: none is left untranslated."""
    danish = nsk(*arguments, **options).refusal
    i18n.use("en")
    english = nsk(*arguments, **options).refusal
    i18n.use("da")
    assert not ENGLISH.search(danish), danish
    assert not set(danish.splitlines()) & set(english.splitlines()), danish
    return danish


def test_control_english_words_in_a_refusal_are_noticed() -> None:
    i18n.use("en")
    assert ENGLISH.search(nsk("check", "--store", "intet", passphrase=None).refusal)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the Davis record in it."""
    made = new_store(tmp_path / "lager")
    done("import", write_davis(tmp_path / "davis.xlsx"), "--store", made)
    return made


def test_a_missing_passphrase_says_how_to_give_one(store: Path) -> None:
    assert "NSK_PASSPHRASE" in refused("check", "--store", store, passphrase=None)


def test_a_wrong_passphrase_opens_nothing(store: Path) -> None:
    assert "forkert" in refused("check", "--store", store, passphrase="en helt anden sætning")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00nej"])
def test_a_passphrase_file_that_does_not_do(store: Path, tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "sætning.txt"
    if content is not None:
        file.write_bytes(content)
    said = refused("check", "--store", store, "--passphrase-file", file)
    assert "Adgangssætningen" in said


def test_a_weak_passphrase_makes_no_store(tmp_path: Path) -> None:
    assert "mindst 10 tegn" in refused("init", "--store", tmp_path / "ny", passphrase="1234567890")
    assert not (tmp_path / "ny" / "nsk.db").exists()


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    assert "ingen" in refused("check", "--store", tmp_path / "intet")


def test_a_second_store_in_the_same_folder(store: Path) -> None:
    before = digest(store)
    assert str(store) in refused("init", "--store", store)
    assert digest(store) == before


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    assert "ikke en mappe" in refused("init", "--store", tmp_path / "fil")


def test_a_recovery_file_that_exists_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "kode.txt").write_text("en anden kode")
    assert "kode.txt" in refused("init", "--store", tmp_path / "ny", "--recovery-file", tmp_path / "kode.txt")
    assert (tmp_path / "kode.txt").read_text() == "en anden kode"
    assert not (tmp_path / "ny" / "nsk.db").exists(), "a store without a recovery code that anybody has seen"


def test_a_recovery_file_that_cannot_be_written_makes_no_store(tmp_path: Path) -> None:
    refused("init", "--store", tmp_path / "ny", "--recovery-file", tmp_path / "usb" / "kode.txt")
    assert not (tmp_path / "ny" / "nsk.db").exists()


def _damage_keys(store: Path) -> Path:
    file = StoreFolder(store).keys
    file.write_text(file.read_text()[: len(file.read_text()) // 2])
    return file


def _lose_keys(store: Path) -> Path:
    file = StoreFolder(store).keys
    file.unlink()
    return file


def _damage_pages(store: Path) -> Path:
    file = store / "nsk.db"
    content = bytearray(file.read_bytes())
    content[5000:9000] = os.urandom(4000)
    file.write_bytes(content)
    return file


def _cut(store: Path) -> Path:
    file = store / "nsk.db"
    file.write_bytes(file.read_bytes()[:6000])
    return file


def _another_store(store: Path) -> Path:
    other = new_store(store.parent / "fremmed")
    (store / "nsk.db").write_bytes((other / "nsk.db").read_bytes())
    return store / "nsk.db"


def _in_clear(store: Path) -> Path:
    (store / "nsk.db").unlink()
    with sqlite3.connect(store / "nsk.db") as connection:
        connection.execute("CREATE TABLE alle (navn)")
    connection.close()
    return store / "nsk.db"


def _nonsense(store: Path) -> Path:
    (store / "nsk.db").write_bytes(os.urandom(40960))
    return store / "nsk.db"


def _lose_database(store: Path) -> Path:
    (store / "nsk.db").unlink()
    return store / "nsk.db"


SPOILED = [_damage_keys, _lose_keys, _damage_pages, _cut, _another_store, _in_clear, _nonsense, _lose_database]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_spoiled_store_is_named_and_left_as_it_was(store: Path, spoil: Callable[[Path], Path]) -> None:
    for log in store.glob("nsk.db-*"):
        log.unlink()
    file = spoil(store)
    before = file.read_bytes() if file.exists() else None
    assert file.name in refused("reach", *YEAR, "--store", store)
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_newer_database_asks_for_the_newer_program(store: Path) -> None:
    engine = open_engine(store / "nsk.db", unlock(store, make.PASSPHRASE, CHEAP).database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    assert "nyere" in refused("check", "--store", store)


# Rows of a file to read in

BRIDGE = ("Dato", "Fra", "Til")
MONEY = ("Dato", "Tekst", "Beløb")
BAD_ROWS: list[tuple[str, str, dict[str, list[tuple[object, ...]]]]] = [
    ("a bad date", "Møder, række 2, Dato", {"Møder": [SESSION, (1, "32.01.2025", "x")]}),
    ("a month that is none", "Møder, række 2, Dato", {"Møder": [SESSION, (1, "2025-13-01", "x")]}),
    ("an unknown code", "Møder, række 2, Type", {"Møder": [(*SESSION, "Type"), (*GOOD, "fest")]}),
    ("an unknown theme", "Møder, række 2, Tema", {"Møder": [(*SESSION, "Tema"), (*GOOD, "T1;T9")]}),
    ("a bad time", "Møder, række 2, Fra", {"Møder": [(*SESSION, "Fra"), (*GOOD, "kl. mange")]}),
    ("no title", "Møder, række 2, Titel", {"Møder": [SESSION, (1, "04.03.2025", None)]}),
    ("a missing column", "Titel", {"Møder": [("Nr", "Dato"), (1, "04.03.2025")]}),
    ("a negative count", "Optælling, række 2, Antal", {"Optælling": [("Møde", "Antal"), (1, -3)]}),
    ("a count that is none", "Optælling, række 2, Antal", {"Optælling": [("Møde", "Antal"), (1, "mange")]}),
    ("an unknown meeting", "Fremmøde, række 2, Møde", {"Fremmøde": [("Møde", "Deltager"), (7, "Rose")]}),
    ("an unknown status", "Fremmøde, række 2", {"Fremmøde": [("Møde", "Deltager", "Status"), (1, "R", "måske")]}),
    ("a bridge to nobody", "Brobygning, række 2, Til", {"Brobygning": [BRIDGE, ("4.3.2025", "Borgere", "")]}),
    ("an unclear amount", "Økonomi, række 2, Beløb", {"Økonomi": [MONEY, ("4.3.2025", "Kaffe", "1234.5")]}),
    ("half an øre", "Økonomi, række 2, Beløb", {"Økonomi": [MONEY, ("4.3.2025", "Kaffe", 10.005)]}),
]  # fmt: skip


@pytest.mark.parametrize(("place", "rows"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS])
def test_a_bad_row_is_named_with_its_place(
    store: Path, tmp_path: Path, place: str, rows: dict[str, list[tuple[object, ...]]]
) -> None:
    sheets: dict[str, Any] = {"Møder": [SESSION, GOOD], **rows}
    file = write(tmp_path, **sheets)
    before = digest(store)
    said = refused("import", file, "--store", store)
    assert place in said
    assert file.name in said
    assert digest(store) == before


def test_control_the_same_file_with_good_rows_changes_the_store(store: Path, tmp_path: Path) -> None:
    before = digest(store)
    done("import", write(tmp_path, Møder=[SESSION, GOOD]), "--store", store)
    assert digest(store) != before


# Files


def _cut_file(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: len(file.read_bytes()) // 2])


def _random_file(file: Path) -> None:
    file.write_bytes(os.urandom(5000))


def _renamed_xls(file: Path) -> None:
    file.write_bytes(OLE)


def _empty_file(file: Path) -> None:
    file.write_bytes(b"")


def _other_workbook(file: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Indkøb"
    book.save(file)


DAMAGES = [_cut_file, _random_file, _renamed_xls, _empty_file, _other_workbook, Path.unlink]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_a_file_that_is_no_workbook_of_ours(store: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    sheet, evaluation = write_davis(tmp_path / "skema.xlsx"), exported(store, tmp_path / "ud")
    workbook, other = new_workbook(tmp_path / "central.xlsx"), new_workbook(tmp_path / "anden.xlsx")
    for file in (sheet, evaluation, other):
        damage(file)
    before, bytes_before = digest(store), workbook.read_bytes()
    assert "skema.xlsx" in refused("import", sheet, "--store", store)
    assert evaluation.name in refused("merge", workbook, evaluation)
    assert "anden.xlsx" in refused("reach", *YEAR, "--workbook", other)
    assert (digest(store), workbook.read_bytes()) == (before, bytes_before)


def test_one_bad_file_among_good_ones_changes_nothing(store: Path, tmp_path: Path) -> None:
    evaluation, workbook = exported(store, tmp_path / "ud"), new_workbook(tmp_path / "central.xlsx")
    bad = tmp_path / "slidt.xlsx"
    bad.write_bytes(evaluation.read_bytes()[:7000])
    before = workbook.read_bytes()
    assert "slidt.xlsx" in refused("merge", workbook, evaluation, bad)
    assert workbook.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$central.xlsx", ".~lock.central.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_left_alone(store: Path, tmp_path: Path, lock: str) -> None:
    evaluation, workbook = exported(store, tmp_path / "ud"), new_workbook(tmp_path / "central.xlsx")
    (tmp_path / lock).write_text("en kollega")
    before = workbook.read_bytes()
    assert "central.xlsx" in refused("merge", workbook, evaluation)
    assert workbook.read_bytes() == before


def test_a_store_that_is_open_in_another_window(store: Path) -> None:
    with opened(store):
        assert str(store) in refused("check", "--store", store)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("what", ["export", "workbook", "template", "report", "merge"])
def test_what_the_disk_refuses_is_told_and_nothing_half_is_left(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, number: int
) -> None:
    evaluation, central = exported(store, tmp_path / "før"), new_workbook(tmp_path / "central.xlsx")
    target = tmp_path / "ud"
    target.mkdir()
    commands: dict[str, tuple[object, ...]] = {
        "export": ("export", "--store", store, "--to", target),
        "workbook": ("workbook", "new", target / "ny.xlsx"),
        "template": ("template", target / "skema.xlsx"),
        "report": ("report", "activity", *YEAR, "--to", target / "oversigt.pdf", "--store", store),
        "merge": ("merge", central, evaluation),
    }
    before, kept = digest(store), central.read_bytes()
    real_replace, real_open, guarded = (
        os.replace,
        os.open,
        (str(target), str(tmp_path / "central"), str(tmp_path / ".central")),
    )

    def refuse(path: object) -> None:
        if str(path).startswith(guarded):
            raise OSError(number, os.strerror(number), str(path))

    def replace(source: Any, destination: Any, **more: Any) -> None:
        refuse(destination)
        real_replace(source, destination, **more)

    def opened_file(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse(path)
        return real_open(path, flags, *more, **named)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "open", opened_file)
    assert len(refused(*commands[what]).splitlines()) == 1
    monkeypatch.undo()
    assert list(target.iterdir()) == []
    assert central.read_bytes() == kept
    assert sorted(file.name for file in tmp_path.iterdir() if "central" in file.name) == ["central.xlsx"]
    assert digest(store) == before


def test_a_really_full_disk_is_told_by_the_real_command(store: Path, tmp_path: Path) -> None:
    # A process that may write no file beyond so many bytes stands for a disk without room.
    environment = os.environ | {"NSK_PASSPHRASE": make.PASSPHRASE}
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from nsk_desktop.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", limited, "workbook", "new", str(tmp_path / "ny.xlsx")]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    answer = Answer(ran.returncode, ran.stdout, ran.stderr)
    assert "fuld" in answer.refusal
    assert not (tmp_path / "ny.xlsx").exists()


def test_an_import_that_the_database_has_no_room_for_leaves_it_as_it_was(store: Path, tmp_path: Path) -> None:
    rows = [(f"{n}", "04.03.2025", f"Møde nummer {n} " + "lang titel " * 20) for n in range(400)]
    file = write(tmp_path, Møder=[SESSION, *rows])
    before = digest(store)
    with opened(store) as desk:
        plan = imports.plan_import(desk, file)
        with desk.store._transaction() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(DiskFull) as refusal:
            imports.apply_import(desk, plan)
        assert "fuld" in str(refusal.value)
    assert digest(store) == before


# Dates and usage


@pytest.mark.parametrize("day", ["32.13.2025", "i overmorgen måske", "2025-02-30", ""])
def test_a_period_that_is_none(store: Path, day: str) -> None:
    refused("reach", "--from", day, "--to", "31.12.2025", "--store", store)


def test_a_period_that_ends_before_it_begins(store: Path) -> None:
    said = refused("reach", "--from", "31.12.2025", "--to", "01.01.2025", "--store", store)
    assert "31.12.2025" in said


def test_example_data_are_never_put_among_real_ones(store: Path) -> None:
    before = digest(store)
    assert str(store) in refused("demo", "--store", store)
    assert digest(store) == before
