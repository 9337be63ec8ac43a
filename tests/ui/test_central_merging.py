"""Merging in the centre's window: what was seen is done, a stop changes nothing, and what is in the way is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import central_accept
from nsk_desktop.services.central_plan import State
from nsk_desktop.ui import messages
from nsk_desktop.ui.central_window import CentralWindow
from tests.exchange.laptops import write_file
from tests.services.central_files import B, actors, typed_over
from tests.ui.at_centre import click, drop, merged_once, names, states
from tests.ui.central_screens import settle


def test_cells_edited_by_hand_are_kept_unless_the_computers_value_is_taken(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    merged_once(qtbot, centre, workbook)
    typed_over(workbook, "x00", {"navn": "Rettet"})
    typed_over(workbook, "x01", {"navn": "Også rettet"})
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", "Klubben 2", version="2-2", number=2)))
    settle(qtbot, centre)
    edits = centre.view.edits
    model = edits.table.model()
    shown = [str(model.index(row, column).data()) for row in range(2) for column in range(6)]
    assert {"Rettet", "Skolen 2", "Også rettet", "Klubben 2", "navn", "vores beholdes"} <= set(shown)
    edits.table.choose(("Aktører", "x01", "navn"))
    click(edits.buttons[0])
    settle(qtbot, centre)
    assert [str(model.index(row, 5).data()) for row in range(2)] == ["vores beholdes", "computerens tages"]
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert names(workbook) == ["Rettet", "Klubben 2"]
    assert "1 håndrettet celle er beholdt" in centre.result.told.text()


def test_all_edited_cells_take_the_computers_value_only_after_a_question(
    qtbot: QtBot, centre: CentralWindow, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged_once(qtbot, centre, workbook)
    typed_over(workbook, "x00", {"navn": "Rettet"})
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", "Klubben", version="2-2", number=2)))
    settle(qtbot, centre)
    for answer, cells in ((False, 0), (True, 1)):
        monkeypatch.setattr(messages, "ask", lambda *_words, answer=answer: answer)
        click(centre.view.edits.buttons[2])
        settle(qtbot, centre)
        assert len(centre.choices.cells) == cells


def test_a_plan_is_made_again_when_the_workbook_or_a_file_changed_since(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    merged_once(qtbot, centre, workbook)
    typed_over(workbook, "x00", {"navn": "Rettet"})
    path = write_file(workbook.parent / "usb", actors("Skolen 2", "Klubben", version="2-2", number=2))
    drop(centre, path)
    settle(qtbot, centre)
    click(centre.view.edits.buttons[0])
    settle(qtbot, centre)
    typed_over(workbook, "x00", {"navn": "Rettet en gang til"})
    before = workbook.read_bytes()
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert workbook.read_bytes() == before
    assert centre.stack.currentWidget() is centre.view
    assert "Central.xlsx: ændret, siden planen" in centre.view.notice.sentence.text()
    assert not centre.choices.cells, "the yes was to a cell with other words"
    write_file(workbook.parent / "usb", actors("Skolen 3", "Klubben", version="3-3", number=2))
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert path.name in centre.view.notice.sentence.text()
    assert workbook.read_bytes() == before
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert names(workbook) == ["Rettet en gang til", "Klubben"]


def test_a_workbook_that_is_open_elsewhere_is_told_and_tried_again(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    merged_once(qtbot, centre, workbook)
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", version="2-2", number=2)))
    settle(qtbot, centre)
    lock = workbook.with_name(f"~${workbook.name}")
    lock.write_bytes(b"")
    before = workbook.read_bytes()
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert "Kode: workbook-open" in centre.view.notice.sentence.text()
    assert workbook.read_bytes() == before
    lock.unlink()
    (again,) = centre.view.notice.buttons
    assert again.text() == "Prøv igen"
    click(again)
    settle(qtbot, centre)
    assert names(workbook) == ["Skolen 2", "Klubben"]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_merge_is_stopped_by_its_button_and_changes_nothing(
    qtbot: QtBot, centre: CentralWindow, workbook: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    merged_once(qtbot, centre, workbook)
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", version="2-2", number=2)))
    settle(qtbot, centre)
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    really = central_accept.accept
    told: list[tuple[int, int]] = []

    def stopped_at(plan: object, now: object, progress: Callable[[int, int], None], receipts: object) -> object:
        def heard(done: int, all: int) -> None:
            told.append((done, all))
            if done >= share * all:
                for task in list(centre.runner._tasks):
                    task.progress.stop()
            progress(done, all)

        return really(plan, now, heard, receipts)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(central_accept, "accept", stopped_at)
        click(centre.view.merge_button)
        settle(qtbot, centre)
    assert told[-1][0] >= share * told[-1][1]
    assert "Stoppet. Intet er ændret." in centre.view.notice.sentence.text()
    assert (workbook.read_bytes(), sorted(workbook.parent.iterdir())) == (before, beside)
    # The control: the same plan, not stopped, does change it.
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert names(workbook) == ["Skolen 2", "Klubben"]


def test_files_that_were_left_out_are_told_and_stay_on_the_list(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    merged_once(qtbot, centre, workbook)
    new = write_file(workbook.parent / "usb", actors("Biblioteket", device=B))
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", version="2-2", number=4)), new)
    settle(qtbot, centre)
    assert "nr. 2-3" in centre.view.missing.sentence.text()
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert "device-unknown" in centre.result.left_out.text()
    click(centre.result.more_button)
    settle(qtbot, centre)
    assert centre.paths == (new,)
    assert states(centre) == [State.ASKS]


def test_receipts_that_cannot_be_written_are_told_and_written_again(
    qtbot: QtBot, centre: CentralWindow, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged_once(qtbot, centre, workbook)
    drop(centre, write_file(workbook.parent / "usb", actors("Skolen 2", version="2-2", number=2)))
    settle(qtbot, centre)

    def full(*_any: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("nsk_desktop.services.central_receipts.write_whole", full)
        click(centre.view.merge_button)
        settle(qtbot, centre)
    assert names(workbook) == ["Skolen 2", "Klubben"]
    assert centre.result.notice.sentence.text().startswith("! Filerne er flettet ind, men:")
    assert not centre.result.receipts_button.isVisible()
    click(centre.result.notice.buttons[0])
    settle(qtbot, centre)
    assert not centre.result.notice.isVisible()
    assert centre.result.receipts_button.isVisible()
