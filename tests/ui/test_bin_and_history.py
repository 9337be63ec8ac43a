"""The bin, the drafts and the history of a record, as a coordinator uses them."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, bridges, drafts, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.history_dialog import HistoryDialog
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.bin import BinPage
from nsk_desktop.ui.pages.drafts import DraftsPage
from nsk_desktop.ui.session_form import make_session_form
from tests.ui.conftest import TODAY, show

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


def bin_page(window: MainWindow) -> BinPage:
    window.go("bin")
    page = window.data.shown()
    assert isinstance(page, BinPage)
    return page


def test_delete_moves_the_chosen_record_to_the_bin_and_the_next_one_comes_up(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    for name in ("Amina", "Rose", "Viol"):
        people.new_participant(desk, name)
    window.go("participants")
    table = window.participants.list.table
    table.setFocus()
    table.choose(table.rows.rows()[1].id)
    QTest.keyClick(table, Key.Key_Delete)
    assert [row.name for row in table.rows.rows()] == ["Amina", "Viol"]
    assert table.current().name == "Viol"
    assert window.snackbar.undo.isVisible()
    QTest.mouseClick(window.snackbar.undo, Left)
    assert len(table.rows.rows()) == 3


def test_delete_in_the_search_line_deletes_a_letter_only(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    people.new_participant(desk, "Amina")
    window.go("participants")
    line = window.participants.list.text
    line.setFocus()
    QTest.keyClicks(line, "Am")
    QTest.keyClick(line, Key.Key_Home)
    QTest.keyClick(line, Key.Key_Delete)
    assert line.text() == "m"
    assert len(people.list_participants(desk)) == 1


def test_a_meeting_is_deleted_from_the_list_and_restored_from_the_bin(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    window.go("activities")
    table = window.activities.lists.table
    table.setFocus()
    QTest.keyClick(table, Key.Key_Delete)
    assert sessions.list_sessions(desk) == []
    page = bin_page(window)
    (row,) = page.table.rows.rows()
    texts = [column.text(row) for column in page.table.rows.columns]
    assert texts[:2] == ["Kvindegruppen 11.03.2025", "Møde"]
    assert texts[4] == "AB"
    QTest.mouseClick(page.restore, Left)
    assert [row.id for row in sessions.list_sessions(desk)] == [id]
    assert page.empty.isVisible()


def test_the_bin_is_searched(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for name in ("Mimers Skole", "Beboerhuset"):
        actors.delete_actor(desk, actors.new_actor(desk, name))
    page = bin_page(window)
    QTest.keyClicks(page.text, "mim")
    assert [row.label for row in page.table.rows.rows()] == ["Mimers Skole"]
    QTest.keyClicks(page.text, "xx")
    assert page.none_fit.isVisible()


def test_a_record_shows_its_history_with_the_words_of_its_form(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    id = sessions.new_session(desk, title="Kvindegruppen", day=date(2025, 3, 4), themes=["T2"])
    sessions.save_session(desk, id, type="netværks-/kvindegruppe", themes=["T2", "T1"], day=TODAY)
    session = sessions.open_session(desk, id).session
    form = make_session_form(window.context)
    qtbot.addWidget(form)
    dialog = HistoryDialog(window, window.context, session, form.entries())
    show(qtbot, dialog)
    lines = [[column.text(row) for column in dialog.table.rows.columns][2:] for row in dialog.table.rows.rows()]
    assert ["Dato", "04.03.2025", "11.03.2025"] in lines
    assert ["Titel", "", "Kvindegruppen"] in lines
    kind = form.entry("type").describe("netværks-/kvindegruppe")
    assert ["Type", "", kind] in lines
    assert any(line[0] == "Temaer" and "," in line[2] and "T1" not in line[2] for line in lines)
    assert ["Oprettet", "", ""] in lines
    assert not dialog.restore.isEnabled(), "the newest is how it is"
    without_form = HistoryDialog(window, window.context, session, {})
    show(qtbot, without_form)
    names = {without_form.table.rows.columns[2].text(row) for row in without_form.table.rows.rows()}
    assert {"Titel", "Oprettet", "Temaer"} <= names, "what no form shows has a name too"


def test_an_earlier_version_is_restored_from_the_page_and_undone_by_name(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    id = actors.new_actor(desk, "Mimers Skole")
    actors.save_actor(desk, id, name="Noget andet", notes="x")
    window.go("actors", id)
    page = window.actors.list

    def restore_the_first() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, HistoryDialog)
        dialog.table.choose(dialog.table.rows.rows()[-1].id)
        assert dialog.restore.isEnabled()
        dialog.restore.click()
        assert len(dialog.table.rows.rows()) > 2
        dialog.accept()

    QTimer.singleShot(0, restore_the_first)
    QTest.mouseClick(page.history_button, Left)
    actor = actors.get(desk, id)
    assert actor is not None
    assert (actor.name, actor.notes) == ("Mimers Skole", "")
    assert page.form.entry("name").line.text() == "Mimers Skole"
    assert window.actions_by_name["undo"].text() == "Fortryd: Gendan en tidligere udgave"


@pytest.mark.parametrize("name", ["activities", "actors", "bridges", "participants", "series"])
def test_the_menu_shows_the_history_on_every_page_that_has_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, name: str
) -> None:
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(isinstance(dialog, HistoryDialog))
        if isinstance(dialog, HistoryDialog):
            dialog.accept()

    made: dict[str, Callable[[], str]] = {
        "activities": lambda: sessions.new_session(desk, title="Kvindegruppen", day=TODAY),
        "actors": lambda: actors.new_actor(desk, "Skolen"),
        "bridges": lambda: bridges.new_bridge(desk, day=TODAY),
        "participants": lambda: people.new_participant(desk, "Rose"),
        "series": lambda: series.new_series(desk, title="Kvindegruppen"),
    }
    window.go(name, made[name]())
    QTimer.singleShot(0, look)
    window.actions_by_name["history"].trigger()
    assert seen == [True]


def test_drafts_are_listed_gone_on_with_and_thrown_away_only_when_asked(
    qtbot: QtBot, window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = actors.new_actor(desk, "Skolen")
    window.go("actors", id)
    line = window.actors.list.form.entry("mobilised_on").line
    line.setFocus()
    QTest.keyClicks(line, "31/2")
    window.go("drafts")
    page = window.data.shown()
    assert isinstance(page, DraftsPage)
    (row,) = page.table.rows.rows()
    assert [column.text(row) for column in page.table.rows.columns][:2] == ["en lokal aktør", "31/2"]
    QTest.mouseClick(page.go_on, Left)
    assert window.actors.list.isVisible()
    assert line.text() == "31/2"
    window.go("drafts")
    monkeypatch.setattr("nsk_desktop.ui.messages.ask", lambda *_given: False)
    QTest.mouseClick(page.throw, Left)
    assert len(drafts.list_unfinished(desk)) == 1
    monkeypatch.setattr("nsk_desktop.ui.messages.ask", lambda *_given: True)
    QTest.mouseClick(page.throw, Left)
    assert drafts.list_unfinished(desk) == []
    assert page.empty.isVisible()
