"""`nsk merge` while it works: how far it is on a terminal, stopped at any moment, and only looking."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from nsk_desktop import cli_answers, cli_central
from nsk_desktop.exchange.headway import Step
from nsk_desktop.services import central
from tests.command import done, new_workbook, nsk
from tests.exchange.laptops import write_file
from tests.postgres import Server, stands
from tests.services.central_files import B, actors

NOW = datetime(2025, 7, 1, 9, 30)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    (tmp_path / "central").mkdir()
    return new_workbook(tmp_path / "central" / "Central [2025].xlsx")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    many = [f"Aktør {number}" for number in range(1_500)]
    return [write_file(tmp_path / "ind", file) for file in (actors(*many), actors("Klubben", device=B))]


def stopping(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Somebody who presses Ctrl+C when told for the *at*-th time how far it is."""
    times = count()

    def telling(_tell: object, _name: str) -> Callable[[Step, int, int], None]:
        def told(_step: Step, _done: int, _total: int) -> None:
            if next(times) == at:
                raise KeyboardInterrupt

        return told

    monkeypatch.setattr(cli_central, "_telling", telling)


def late(is_in: Callable[[], bool]) -> Callable[[object, str], Callable[[Step, int, int], None]]:
    """Somebody who presses Ctrl+C the first time that they are told something when the rows are in."""

    def telling(_tell: object, _name: str) -> Callable[[Step, int, int], None]:
        def told(_step: Step, _done: int, _total: int) -> None:
            if is_in():
                raise KeyboardInterrupt

        return told

    return telling


def test_it_tells_what_it_does_in_order_and_how_much_is_written(workbook: Path, files: list[Path]) -> None:
    said: list[str] = []
    steps = cli_central._telling(said.append, workbook.name)
    central.merge_files(workbook, files, NOW, steps=steps)
    told = list(dict.fromkeys(said))
    assert "læser fil 1 af 2" in told[0]
    assert "læser fil 2 af 2" in told[1]
    assert "sammenligner" in told[2]
    assert "0 % er skrevet" in told[3]
    assert any("100 % er skrevet" in one for one in told)
    assert all(workbook.name in one for one in told)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made in another way there")
def test_only_a_terminal_is_told(workbook: Path, files: list[Path]) -> None:
    command = [
        sys.executable,
        "-c",
        "from nsk_desktop.cli import main; main()",
        "merge",
        str(workbook),
        *map(str, files),
    ]
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "200", "NSK_LANGUAGE": "da"}
    ours, theirs = os.openpty()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=surroundings)
    os.close(theirs)
    shown = b""
    while piece := _piece(ours):
        shown += piece
    out, _none = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    assert f"{workbook.name}".encode() in shown, "square brackets are no markup"
    assert b"1 nye" not in shown
    # The control: what is piped on holds the answer alone.
    quiet = subprocess.run(command, capture_output=True, env=surroundings, timeout=60, check=True)
    assert quiet.stderr == b""
    assert workbook.name.encode() in out
    assert workbook.name.encode() in quiet.stdout


def _piece(terminal: int) -> bytes:
    """What was shown next; nothing when whoever showed it has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_ctrl_c_at_any_moment_before_the_rename_leaves_the_workbook_as_it_was(
    workbook: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    stops = 0
    while True:
        with monkeypatch.context() as patch:
            stopping(patch, stops)
            answer = nsk("merge", workbook, *files)
        if workbook.read_bytes() != before:
            break
        assert (answer.code, answer.out) == (1, "")
        assert "Stoppet. Intet er ændret" in answer.err
        assert sorted(workbook.parent.iterdir()) == beside
        stops += 1
    assert stops > 8


def test_ctrl_c_after_the_rename_says_that_it_is_merged(
    workbook: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workbook.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(cli_central, "_telling", late(lambda: workbook.read_bytes() != before))
        answer = nsk("merge", workbook, *files)
    # It would be wrong to say that nothing was changed.
    assert (answer.code, answer.out) == (1, "")
    assert "[stopped-after-merge]" in answer.err
    assert "ændret" not in answer.err
    again = done("merge", workbook, *files, "--json").json
    assert again["changed"] is False


def test_what_is_stopped_elsewhere_is_told_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stopped(_path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(central, "new_workbook", stopped)
    answer = nsk("workbook", "new", tmp_path / "ny.xlsx")
    assert (answer.code, answer.out) == (1, "")
    assert "Stoppet. Det, der ikke var færdigt" in answer.err


def test_only_looking_says_what_the_merge_says_and_writes_nothing(workbook: Path, files: list[Path]) -> None:
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    looked = done("merge", workbook, *files, "--dry-run", "--json").json
    said = done("merge", workbook, *files, "--dry-run").out
    assert "1499 nye, 0 ændrede, 1 uændrede" in said
    assert "ville blive opdateret. Intet er skrevet" in said
    assert (workbook.read_bytes(), sorted(workbook.parent.iterdir())) == (before, beside)
    merged = done("merge", workbook, *files, "--json").json
    assert looked.pop("dry_run") is True
    assert {**looked, "previous": merged["previous"]} == merged
    assert "uændret: det hele var der" in done("merge", workbook, *files, "--dry-run").out


def test_only_looking_refuses_what_the_merge_refuses(workbook: Path, files: list[Path], tmp_path: Path) -> None:
    files[1].write_bytes(files[1].read_bytes()[:2000])
    assert nsk("merge", workbook, *files, "--dry-run").refusal == nsk("merge", workbook, *files).refusal
    assert nsk("merge", workbook, files[0], "--dry-run", "--receipts", tmp_path / "kvit").code == 2
    assert not (tmp_path / "kvit").exists()


@pytest.mark.postgres
def test_only_looking_at_a_database_makes_nothing_there(server: Server, files: list[Path]) -> None:
    address = server.address(server.new_database())
    looked = done("merge", address, *files, "--dry-run", "--json").json
    assert looked["files"][0]["new"] == 1_499
    assert server.sql("SELECT to_regnamespace('nsk')", address.rpartition("/")[2]) == [(None,)]
    done("merge", address, files[0])
    before = stands(address)
    looked = done("merge", address, *files, "--dry-run", "--json").json
    assert [one["new"] for one in looked["files"]] == [0, 0]
    assert (looked["changed"], stands(address) == before) == (True, True)
    # The control: the merge does change it.
    done("merge", address, *files)
    assert stands(address) != before


@pytest.mark.postgres
def test_ctrl_c_in_a_merge_into_a_database_takes_everything_back(
    server: Server, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.address(server.new_database())
    done("merge", address, files[1])
    before = stands(address)
    stops = 0
    while True:
        with monkeypatch.context() as patch:
            stopping(patch, stops)
            answer = nsk("merge", address, files[0])
        if stands(address) != before:
            break
        assert "Stoppet. Intet er ændret" in answer.err
        stops += 1
    assert stops > 4


@pytest.mark.postgres
def test_ctrl_c_when_the_rows_are_in_a_database_says_so(
    server: Server, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.address(server.new_database())
    done("merge", address, files[1])
    before = stands(address)
    monkeypatch.setattr(cli_central, "_telling", late(lambda: stands(address) != before))
    answer = nsk("merge", address, files[0])
    assert (answer.code, answer.out) == (1, "")
    assert "[stopped-after-merge]" in answer.err


def test_control_working_tells_nobody_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with cli_answers.working("Arbejder [1]") as tell:
        tell("Stadig [/væk]")
    assert capsys.readouterr().err == ""
