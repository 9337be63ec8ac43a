"""The centre's window: files are dropped, looked at, answered, merged and acknowledged; nothing is written unasked."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.services.central_plan import State
from nsk_desktop.settings import load_settings
from nsk_desktop.ui import messages
from nsk_desktop.ui.central_question import AcceptDialog
from nsk_desktop.ui.central_window import CentralWindow
from tests.exchange.laptops import file_of, key_of, write_file
from tests.services.central_files import B, actors, demo_files
from tests.ui.at_centre import click, drop, in_the_question, merged_once, says_yes, states
from tests.ui.central_screens import accept_all, new_window, settle

Key = Qt.Key


def test_real_files_are_dropped_answered_merged_and_acknowledged(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    files = demo_files(workbook.parent / "usb")
    assert "Vælg den centrale projektmappe" in centre.view.book.path.text()
    assert drop(centre, workbook, on=centre.view.book)
    settle(qtbot, centre)
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    assert drop(centre, files.first, files.other)
    settle(qtbot, centre)
    assert states(centre) == [State.ASKS, State.ASKS]
    assert not centre.view.merge_button.isEnabled()
    for _computer in range(2):
        assert "Kode: device-unknown" in centre.view.files.detail.text()
        in_the_question(says_yes)
        click(centre.view.files.buttons[0])
        settle(qtbot, centre)
    assert states(centre) == [State.READY, State.READY]
    assert "Intet er skrevet endnu" in centre.view.summary.text()
    assert (workbook.read_bytes(), sorted(workbook.parent.iterdir())) == (before, beside)
    click(centre.view.merge_button)
    settle(qtbot, centre)
    assert centre.stack.currentWidget() is centre.result
    assert workbook.read_bytes() != before
    told = centre.result.told.text()
    assert centre.done is not None
    assert centre.done.report.previous is not None
    assert centre.done.report.previous.name in told
    assert centre.done.report.previous.read_bytes() == before
    assert centre.done.words in told
    assert len(list((workbook.parent / "Kvitteringer").glob("kvittering_*.json"))) == 2
    assert len(read_tables(workbook)["nsk_Modtagelser"].rows) == 2


def test_the_six_words_are_shown_and_a_yes_without_the_tick_is_none(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    centre.use_workbook(workbook)
    centre.add([write_file(workbook.parent / "usb", actors("Skolen"))])
    settle(qtbot, centre)
    seen: list[str] = []

    def hurry(dialog: AcceptDialog) -> None:
        seen.append(" ".join(each.text() for each in dialog.findChildren(type(dialog.field.label))))
        QTest.keyClick(dialog, Key.Key_Return)
        seen.append(dialog.field.problem.text())
        QTest.keyClick(dialog, Key.Key_Escape)

    in_the_question(hurry)
    QTest.keyClick(centre.view.files.table, Key.Key_Return)
    settle(qtbot, centre)
    assert centre.plan is not None
    assert centre.plan.lines[0].problem is not None
    assert centre.plan.lines[0].problem.args[2] in seen[0]
    assert "sæt kryds" in seen[1]
    assert states(centre) == [State.ASKS]
    assert not centre.choices.keys


def test_a_changed_key_is_refused_unless_it_is_accepted(qtbot: QtBot, centre: CentralWindow, workbook: Path) -> None:
    centre.use_workbook(workbook)
    centre.add([write_file(workbook.parent / "usb", actors("Skolen"))])
    settle(qtbot, centre)
    accept_all(qtbot, centre)
    centre.merge()
    settle(qtbot, centre)
    stranger = key_of("stranger")
    drop(centre, write_file(workbook.parent / "fremmed", file_of({}, number=2, key=stranger), stranger))
    settle(qtbot, centre)
    assert centre.stack.currentWidget() is centre.view
    model = centre.view.files.table.model()
    assert "afvist" in [str(model.index(0, column).data()).strip("✕ ").split(":")[0] for column in range(3)]
    assert not centre.view.merge_button.isEnabled()
    in_the_question(says_yes)
    click(centre.view.files.buttons[0])
    settle(qtbot, centre)
    assert states(centre) == [State.READY]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("noter.pdf", b"%PDF-1.7", "file-not-workbook"),
        ("ødelagt.xlsx", b"PK\x03\x04torn", "file-damaged"),
        ("gammel.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "file-old-format"),
    ],
)
def test_other_files_are_refused_with_reason_and_code(
    qtbot: QtBot, centre: CentralWindow, workbook: Path, name: str, content: bytes, code: str
) -> None:
    centre.use_workbook(workbook)
    settle(qtbot, centre)
    path = workbook.with_name(name)
    path.write_bytes(content)
    drop(centre, path)
    settle(qtbot, centre)
    assert states(centre) == [State.REFUSED]
    assert f"Kode: {code}" in centre.view.files.detail.text()
    assert not centre.view.merge_button.isEnabled()
    QTest.keyClick(centre.view.files.table, Key.Key_Delete)
    settle(qtbot, centre)
    assert centre.paths == ()
    assert path.read_bytes() == content


def test_an_evaluation_file_on_the_card_of_the_workbook_is_refused_and_the_workbook_stays(
    qtbot: QtBot, centre: CentralWindow, workbook: Path
) -> None:
    centre.use_workbook(workbook)
    settle(qtbot, centre)
    path = write_file(workbook.parent / "usb", actors("Skolen"))
    before = path.read_bytes()
    drop(centre, path, on=centre.view.book)
    settle(qtbot, centre)
    assert centre.workbook == workbook
    assert "Kode: not-central" in centre.view.notice.sentence.text()
    assert path.read_bytes() == before
    drop(centre, workbook)
    settle(qtbot, centre)
    assert "Kode: file-foreign" in centre.view.files.detail.text()


def test_what_is_no_file_is_not_wanted(centre: CentralWindow) -> None:
    data = QMimeData()
    data.setText("Kvindegruppen")
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPointF(20, 20), *held)
    enter.ignore()
    QApplication.sendEvent(centre, enter)
    assert not enter.isAccepted()


def test_a_folder_is_dropped_for_all_that_lies_in_it(qtbot: QtBot, centre: CentralWindow, workbook: Path) -> None:
    for device in ("a" * 32, B):
        write_file(workbook.parent / "usb", actors("Skolen", device=device))
    drop(centre, workbook.parent)
    settle(qtbot, centre)
    assert centre.workbook is None
    assert len(centre.paths) == 2
    assert "Vælg projektmappen først" in centre.view.summary.text()
    drop(centre, workbook)
    settle(qtbot, centre)
    assert centre.workbook == workbook
    assert states(centre) == [State.ASKS, State.ASKS]
    empty = workbook.parent / "tom"
    empty.mkdir()
    drop(centre, empty)
    settle(qtbot, centre)
    assert "Kode: no-files" in centre.view.notice.sentence.text()
    assert len(centre.paths) == 2


def test_the_workbook_the_folder_and_the_key_are_remembered(
    qtbot: QtBot, centre: CentralWindow, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged_once(qtbot, centre, workbook)
    settle(qtbot, centre)
    card = centre.view.receipts
    elsewhere, key = workbook.parent / "andetsteds", workbook.parent / "nøgle.json"
    key.write_text(json.dumps({"kind": "something else"}))
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda sentence, _owner=None: told.append(sentence))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(elsewhere))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(key), ""))
    card.choose_folder()
    card.choose_key()
    assert "kan ikke læses" in told[0]
    assert card.receipts(workbook).key_file is None
    key.unlink()
    card.tick.set_value(True)
    centre.add([write_file(workbook.parent / "usb", actors("Skolen 2", version="2-2", number=2))])
    settle(qtbot, centre)
    centre.merge()
    settle(qtbot, centre)
    assert len(list(elsewhere.glob("kvittering_*.json"))) == 1
    again = new_window()
    assert again.workbook == workbook
    assert again.view.receipts.receipts(workbook).folder == elsewhere
    again.close()
    assert load_settings().settings.central_workbook == str(workbook)


def test_a_new_workbook_is_made_and_never_over_another(
    qtbot: QtBot, centre: CentralWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Ny.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(path.with_suffix("")), ""))
    click(centre.view.book.new_button)
    settle(qtbot, centre)
    assert centre.workbook == path
    before = path.read_bytes()
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda sentence, _owner=None: told.append(sentence))
    click(centre.view.book.new_button)
    settle(qtbot, centre)
    assert "Der findes allerede en fil" in told[0]
    assert path.read_bytes() == before


def test_f1_opens_the_page_about_the_centre(qtbot: QtBot, centre: CentralWindow) -> None:
    QTest.keyClick(centre, Key.Key_F1)
    qtbot.waitUntil(lambda: centre.help.isVisible())
    assert centre.help.page().name == "central"
    centre.help.close()
