"""The main window: pages by keys, undo by name, and no name of a person where anybody may read it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nsk_desktop.errors.store import DiskFull
from nsk_desktop.services import people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.settings import load_settings
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.commands import keys_of
from nsk_desktop.ui.keys_dialog import KeysDialog
from nsk_desktop.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, show

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def test_every_page_is_one_key_away(qtbot: QtBot, window: MainWindow) -> None:
    for number, place in enumerate(window.navigation.places[:7], 1):
        QTest.keyClick(window, Key(Key.Key_0 + number), Ctrl)
        assert window.pages.currentWidget() is window.page(place.name)
        assert window.navigation.currentRow() == number - 1
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def test_arrows_in_the_navigation_show_the_next_page(qtbot: QtBot, window: MainWindow) -> None:
    window.navigation.setFocus()
    QTest.keyClick(window.navigation, Key.Key_Down)
    assert window.pages.currentWidget() is window.activities


def test_undo_says_what_it_takes_back_and_does_so(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.context.desk
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    sessions.delete_session(desk, id)
    assert window.actions_by_name["undo"].text() == "Fortryd: Slet mødet Kvindegruppen"
    assert not window.actions_by_name["redo"].isEnabled()
    QTest.keyClick(window, Key.Key_Z, Ctrl)
    assert [row.id for row in sessions.list_sessions(desk)] == [id]
    assert window.snackbar.text.text() == "Fortrudt: Slet mødet Kvindegruppen"
    assert window.actions_by_name["redo"].text() == "Gentag: Slet mødet Kvindegruppen"
    QTest.keyClick(window, Key.Key_Y, Ctrl)
    assert sessions.list_sessions(desk) == []


def test_ten_actions_are_undone_in_order(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.context.desk
    for number in range(10):
        people.new_participant(desk, f"Blomst {number}")
    for left in range(9, -1, -1):
        QTest.keyClick(window, Key.Key_Z, Ctrl)
        assert len(people.list_participants(desk)) == left
    assert not window.actions_by_name["undo"].isEnabled()


def test_a_deleted_meeting_comes_back_with_the_button_of_the_message(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.context.desk
    id = sessions.new_session(desk, title="Kvindegruppen", day=TODAY)
    window.go("activities", id)
    window.activities.session._delete()
    assert window.snackbar.isVisible()
    assert window.activities.currentWidget() is window.activities.lists
    QTest.mouseClick(window.snackbar.undo, Qt.MouseButton.LeftButton)
    assert [row.id for row in sessions.list_sessions(desk)] == [id]


def test_no_window_title_holds_a_name(qtbot: QtBot, window: MainWindow) -> None:
    desk = window.context.desk
    name = "Åse Ødegård"
    id = sessions.new_session(desk, title=f"Samtale med {name}", day=TODAY)
    person = people.new_and_present(desk, id, name)
    titles = []
    for place, record in (("activities", id), ("participants", person), ("start", ""), ("overview", "")):
        window.go(place, record)
        titles.append(window.windowTitle())
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    assert titles == ["Møde 11.03.2025", "Deltagere", "Start", "Overblik"]
    assert not [title for title in titles if "Ødegård" in title or "kontrol" in title]


def test_a_page_that_cannot_make_what_is_wanted_is_shown_under_its_own_title(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_given: object, **_named: object) -> str:
        raise DiskFull("nsk.db")

    monkeypatch.setattr(sessions, "new_session", no_room)
    with pytest.raises(DiskFull):
        window.go("activities", "new")
    assert window.windowTitle() == "Aktiviteter"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.activities.isAncestorOf(focus)


def test_the_shown_meeting_does_hold_the_name_that_the_title_leaves_out(window: MainWindow) -> None:
    id = sessions.new_session(window.context.desk, title="Samtale med Åse", day=TODAY)
    window.go("activities", id)
    assert window.activities.session.title.text() == "Samtale med Åse"


def test_no_key_means_two_things_and_none_is_one_that_types_a_sign(window: MainWindow) -> None:
    keys = [
        sequence.toString(QKeySequence.SequenceFormat.PortableText)
        for action in window.actions_by_name.values()
        for sequence in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))
    assert len(keys) > 20
    for key in keys:
        assert "Ctrl+Alt" not in key, key
        assert key not in ("Ctrl+/", "Ctrl+;"), key
        assert "+" in key or key.startswith("F"), f"{key} alone would fire while somebody types"


def test_the_list_of_keys_is_made_from_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    dialog = KeysDialog(keys_of(window), window)
    show(qtbot, dialog)
    listed = {row[0]: row[1] for row in dialog.table.rows.rows()}
    assert listed["Nyt møde"] == "Ctrl+N"
    assert "Alt+S" in listed.values()


def test_ctrl_s_says_when_everything_was_saved(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_S, Ctrl)
    assert window.saved.text().startswith("Gemt kl. ")


def test_text_grows_by_key_and_the_choice_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    before = window.font().pointSizeF()
    QTest.keyClick(window, Key.Key_Plus, Ctrl)
    assert load_settings().settings.text_size == 125
    assert window.font().pointSizeF() > before
    QTest.keyClick(window, Key.Key_0, Ctrl)
    assert load_settings().settings.text_size == 100


def test_practice_data_carry_a_stripe_and_real_data_do_not(
    desk: Desk, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    real = MainWindow(desk, runner)
    desk.practice = True
    practice = MainWindow(desk, runner)
    for each in (real, practice):
        show(qtbot, each)
    assert real.stripe.isHidden()
    assert practice.stripe.isVisible()
    assert practice.stripe.text() == "ØVELSE – sendes aldrig"


def test_every_label_is_plain_text(qtbot: QtBot, window: MainWindow) -> None:
    series.new_series(window.context.desk, title="<b>Fed</b>")
    for place in window.navigation.places:
        window.go(place.name)
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    rich = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]
    assert rich == []


def test_no_stray_window_is_opened_by_a_page(qtbot: QtBot, window: MainWindow) -> None:
    for place in window.navigation.places:
        window.go(place.name)
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        assert shown == [window], place.name


def test_the_window_fits_the_smallest_screen(window: MainWindow) -> None:
    assert (window.minimumWidth(), window.minimumHeight()) == (1024, 640)
    window.resize(1024, 640)
    assert (window.width(), window.height()) == (1024, 640)


def test_size_and_place_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    window.close()
    assert load_settings().settings.window


@pytest.mark.parametrize(("keys", "page"), [("Ctrl+N", "activities"), ("Ctrl+Shift+B", "actors")])
def test_new_things_have_keys_of_their_own(qtbot: QtBot, window: MainWindow, keys: str, page: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))
    assert window.pages.currentWidget() is window.page(page)
    assert window.actions_by_name["undo"].isEnabled()
