"""A file from others is read in a process of its own: its values come back, and whatever it does there stays there."""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.travelling import FileForeign, FileNotWorkbook, FileTooBig
from nsk_desktop.exchange import apart
from nsk_desktop.exchange.headway import Headway

SHEET = "Om filen"
VALUES = ["tekst æ \U0001f600", 1.0, 2.5, True, date(2025, 3, 4), datetime(2025, 3, 4, 18, 30), time(18, 30), ""]
NEVER = "from nsk_desktop.exchange import preflight; preflight.check_workbook = lambda *_, **__: {work}; "


@pytest.fixture(autouse=True)
def another_process() -> Iterator[None]:
    """No process of one test is asked by another."""
    apart._reader.cache_clear()
    yield
    apart._reader(os.getpid()).end()
    apart._reader.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = xlsxwriter.Workbook(tmp_path / "fil.xlsx", {"default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(SHEET)
    for column, value in enumerate(VALUES):
        style = book.add_format({"num_format": "yyyy-mm-dd"}) if type(value) is date else None
        style = book.add_format({"num_format": "hh:mm"}) if isinstance(value, time) else style
        sheet.write(0, column, value, style)
    book.add_worksheet("Andet").write(0, 0, "mere")
    book.close()
    return tmp_path / "fil.xlsx"


def spoil(monkeypatch: pytest.MonkeyPatch, first: str) -> None:
    """Let the process do something *first*, before it answers."""
    head, mark, tail = apart._START.partition("from nsk_desktop.exchange.apart_process")
    monkeypatch.setattr(apart, "_START", f"{head}{first}{mark}{tail}")


def test_every_kind_of_value_comes_back_as_it_was_read(file: Path) -> None:
    pages = apart.pages_of(file, None, SHEET)
    assert list(pages) == [SHEET, "Andet"]
    (row,) = pages[SHEET]
    assert row == VALUES[:-1]
    assert [type(value) for value in row] == [str, float, float, bool, date, datetime, time]
    assert list(apart.pages_of(file, {SHEET}, SHEET)) == [SHEET]


def test_what_is_refused_there_is_refused_here(file: Path, tmp_path: Path) -> None:
    (tmp_path / "tekst.xlsx").write_text("ikke en projektmappe")
    with pytest.raises(FileNotWorkbook, match=r"tekst\.xlsx"):
        apart.pages_of(tmp_path / "tekst.xlsx", None, SHEET)
    with pytest.raises(FileForeign, match=r"fil\.xlsx"):
        apart.pages_of(file, None, "Et andet ark")
    with pytest.raises(FileMissing, match=r"ingen\.xlsx"):
        apart.pages_of(tmp_path / "ingen.xlsx", None, SHEET)
    assert apart.pages_of(file, None, SHEET), "one process answers all of them"


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(1)", "os.write(1, b'x' * 99)"])
def test_a_file_at_which_the_process_ends_is_refused_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch, file: Path, end: str
) -> None:
    with monkeypatch.context() as spoilt:
        spoil(spoilt, f"import os; {NEVER.format(work=end)}")
        with pytest.raises(FileTooBig, match=r"fil\.xlsx.*Intet er ændret"):
            apart.pages_of(file, None, SHEET)
    assert apart.pages_of(file, None, SHEET)[SHEET] == [VALUES[:-1]]


def test_a_process_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    spoil(monkeypatch, f"import time; {NEVER.format(work='time.sleep(600)')}")
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(FileTooBig):
        apart.pages_of(file, None, SHEET)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set by the kernel")
@pytest.mark.parametrize(
    ("limit", "work"), [("CPU_SECONDS = 0", "[0 for _ in iter(int, 1)]"), ("MEGABYTES = 300", "bytearray(400 << 20)")]
)
def test_more_time_or_memory_than_it_may_take_ends_it(
    monkeypatch: pytest.MonkeyPatch, file: Path, limit: str, work: str
) -> None:
    spoil(monkeypatch, f"from nsk_desktop.exchange import apart; apart.{limit}; {NEVER.format(work=work)}")
    with pytest.raises(FileTooBig):
        apart.pages_of(file, None, SHEET)


def test_control_the_same_limits_let_an_honest_file_through(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    spoil(monkeypatch, "from nsk_desktop.exchange import apart; apart.MEGABYTES = 300; apart.CPU_SECONDS = 0; ")
    assert apart.pages_of(file, None, SHEET)[SHEET] == [VALUES[:-1]]


def test_a_process_that_had_waited_long_enough_is_replaced(
    monkeypatch: pytest.MonkeyPatch, file: Path, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    once = f"import os, pathlib; m = pathlib.Path({str(mark)!r}); m.exists() or (m.touch(), os._exit(0)); "
    spoil(monkeypatch, once)
    assert apart.pages_of(file, None, SHEET)[SHEET] == [VALUES[:-1]]
    assert mark.exists()


def test_a_process_that_ended_while_nobody_asked_leaves_no_pipe_open(file: Path) -> None:
    apart.pages_of(file, None, SHEET)
    idle = apart._reader(os.getpid())._process
    assert idle is not None
    idle.kill()
    idle.wait()
    assert apart.pages_of(file, None, SHEET)[SHEET] == [VALUES[:-1]]
    assert idle.stdin is not None
    assert idle.stdin.closed


def test_reading_is_stopped_in_the_midst_of_a_file_and_the_next_one_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    spoil(monkeypatch, NEVER.format(work="__import__('time').sleep(60)"))
    with pytest.raises(Cancelled):
        apart.pages_of(file, None, SHEET, Headway(stop))
    assert apart._reader(os.getpid())._process is None, "nothing goes on reading it"
    monkeypatch.undo()
    assert apart.pages_of(file, None, SHEET)[SHEET] == [VALUES[:-1]]
