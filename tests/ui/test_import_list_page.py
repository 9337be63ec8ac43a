"""Any list is imported in four steps, by keys and by clicks; nothing is written before the last button."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import checking
from nsk_desktop.ui import messages
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.import_list import CHECK, COLUMNS, FILE, RESULT, ImportListPage
from tests.exchange.lists import workbook

Key = Qt.Key
HEADINGS = ("Navn", "Født", "4/3-25", "11/3-25")
GOOD = [("Ida Hansen", 1980, "x", "ja"), ("Amina", None, 1, None), ("Sara", None, None, "✓")]


@pytest.fixture
def page(window: MainWindow) -> ImportListPage:
    window.go("import")
    found = window.findChild(ImportListPage)
    assert isinstance(found, ImportListPage)
    return found


def make_list(folder: Path, *rows: tuple[Any, ...], name: str = "liste.xlsx") -> Path:
    return workbook(folder / name, {"Ark1": ["A1:D1"]}, Ark1=[("Kvindegruppen 2025",), (), HEADINGS, *(rows or GOOD)])


def choose(page: ImportListPage, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    """Press the button of the first step, and answer the dialog with *path*."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given, **_named: (str(path), ""))
    QTest.keyClick(page.file.findChildren(QPushButton)[0], Key.Key_Return)
    qtbot.waitUntil(lambda: page.step() == COLUMNS)


def complete(page: ImportListPage) -> None:
    page.columns.kind.set_value("netværks-/kvindegruppe")
    page.columns.themes.set_value(["T2"])


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_four_steps_by_keys_and_nothing_is_written_before_the_last(
    page: ImportListPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    before = checking.digest(desk.store)
    choose(page, make_list(tmp_path), monkeypatch, qtbot)
    assert [choice.box.currentText() for choice in page.columns.choices] == [
        "navn eller alias",
        "fødselsår",
        "fremmøde den dag",
        "fremmøde den dag",
    ]
    assert focused() is page.columns.choices[0].box
    assert page.columns.activity.value() == "Kvindegruppen"
    complete(page)
    QTest.keyClick(page.onward, Key.Key_Return)
    qtbot.waitUntil(lambda: page.step() == CHECK)
    assert page.check.summary.text() == (
        "Det her ville komme til: 2 møder, 3 nye deltagere, 4 fremmøder. Intet er skrevet endnu."
    )
    assert checking.digest(desk.store) == before
    assert focused() is page.onward
    QTest.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.step() == RESULT)
    assert page.told.text() == "✓ Kommet til: 2 møder, 3 nye deltagere, 4 fremmøder."
    assert [row.completed for row in sessions.list_sessions(desk)] == [True, True]
    desk.undo()
    assert (sessions.list_sessions(desk), people.list_participants(desk)) == ([], [])


def test_the_same_list_again_says_that_nothing_is_new(
    page: ImportListPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for name in ("liste.xlsx", "igen.xlsx"):
        choose(page, make_list(tmp_path, name=name), monkeypatch, qtbot)
        complete(page)
        page.onward.click()
        qtbot.waitUntil(lambda: page.step() == CHECK)
        if name == "liste.xlsx":
            page.onward.click()
            qtbot.waitUntil(lambda: page.step() == RESULT)
            QTest.mouseClick(page.again, Qt.MouseButton.LeftButton)
            assert page.step() == FILE
    assert page.check.summary.text() == "Der er intet nyt i listen."
    assert not page.onward.isEnabled()
    assert {line.state for line in page.check.rows.table.rows.rows()} == {"✓ kendt"}


def test_a_bad_cell_is_shown_with_its_place_and_put_right_in_the_preview(
    page: ImportListPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, make_list(tmp_path, *GOOD, ("Omar", "nitten", "x", None)), monkeypatch, qtbot)
    complete(page)
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == CHECK)
    sentence = page.check.notice.sentence.text()
    assert sentence.startswith("! 1 af 4 rækker kan ikke læses. Række 7, B7: »nitten«")
    assert [each.text() for each in page.check.notice.buttons] == ["Vis rækkerne", "Indlæs de 3", "Annuller"]
    assert focused() is page.check.notice.buttons[0]
    QTest.keyClick(focused(), Key.Key_Space)
    assert [line.state for line in page.check.rows.table.rows.rows()] == ["✕ problem"]
    line = page.check.mend.line
    assert line.accessibleName() == "Skriv i stedet i B7"
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "1919")
    QTest.keyClick(line, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.check.made and not page.check.made.problems))
    assert not page.check.problems.isVisible()
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == RESULT)
    assert len(people.list_participants(desk)) == 4


def test_the_rows_that_can_be_read_are_taken_without_the_others(
    page: ImportListPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    choose(page, make_list(tmp_path, *GOOD, ("Omar", "nitten", "x", None)), monkeypatch, qtbot)
    complete(page)
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == CHECK)
    QTest.mouseClick(page.check.notice.buttons[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.step() == RESULT)
    assert "Række 7 blev ikke indlæst." in page.told.text()
    assert len(people.list_participants(desk)) == 3


def test_somebody_who_looks_alike_is_joined_only_when_a_person_says_so(
    page: ImportListPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    known = people.new_participant(desk, "Ida", surname="Hanson", birth_year=1980)
    choose(page, make_list(tmp_path), monkeypatch, qtbot)
    complete(page)
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == CHECK)
    made = page.check.made
    assert made is not None
    assert [meant.person.name for meant in made.unclear] == ["Ida Hansen"]
    assert page.check.who.box.currentText() == "En ny"
    page.check.who.box.setFocus()
    QTest.keyClick(page.check.who.box, Key.Key_End)
    page.check.who.box.activated.emit(page.check.who.box.currentIndex())
    qtbot.waitUntil(lambda: page.check.made is not made)
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == RESULT)
    assert len(people.list_participants(desk)) == 3
    assert next(row.times for row in people.list_participants(desk) if row.id == known) == 2


def test_what_the_list_does_not_say_is_asked_for_before_the_next_step(
    page: ImportListPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path = workbook(tmp_path / "liste.xlsx", Ark1=[HEADINGS, *GOOD])
    choose(page, path, monkeypatch, qtbot)
    page.onward.click()
    assert page.step() == COLUMNS
    assert page.columns.problem.text() == "✕ Skriv, hvad aktiviteten hedder: det står ikke i listen."
    QTest.keyClicks(page.columns.activity.line, "Cafe")
    page.onward.click()
    qtbot.waitUntil(lambda: page.step() == CHECK)


def test_another_sheet_and_another_row_of_headings_are_guessed_anew(
    page: ImportListPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    rows = [("Dato", "Navn", "Aktivitet"), *((date(2025, 3, day), "Ida", "Café") for day in range(1, 10))]
    path = workbook(tmp_path / "liste.xlsx", Noter=[("Husk nøglen", "og kaffe")], Forår=rows)
    choose(page, path, monkeypatch, qtbot)
    assert page.columns.sheet.box.currentText() == "Forår"
    QTest.keyClick(page.columns.sheet.box, Key.Key_Home)
    page.columns.sheet.box.activated.emit(0)
    assert len(page.columns.choices) == 2
    page.columns.sheet.set_value(1)
    page.columns.sheet.committed.emit()
    assert page.columns.header.value() == 1
    assert page.columns.header.box.currentText() == "1: Dato, Navn, Aktivitet"
    QTest.keyClick(page.columns.header.box, Key.Key_Home)
    page.columns.header.box.activated.emit(0)
    assert page.columns.header.box.currentText() == "ingen"
    assert page.columns.choices[0].value() == "day"


def test_a_file_that_is_no_list_is_told_and_the_first_step_stays(
    page: ImportListPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda sentence, _owner=None: told.append(sentence))
    path = tmp_path / "gammel.xls"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    page.open_file(path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("gammel.xls er i det gamle Excel-format")
    assert page.step() == FILE


def test_a_file_is_dropped_onto_the_page(page: ImportListPage, tmp_path: Path, qtbot: QtBot) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(make_list(tmp_path)))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), copy, held, left, none))
    qtbot.waitUntil(lambda: page.step() == COLUMNS)
    assert page.columns.file.text() == "liste.xlsx"
