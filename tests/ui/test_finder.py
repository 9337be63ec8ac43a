"""Ctrl+K from anywhere: type, Enter, and what was meant is open. Esc, and everything is as it was."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nsk_desktop.services import actors, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.settings import load_settings
from nsk_desktop.ui import finder as module
from nsk_desktop.ui.found_line import DETAIL, HEADING
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.theme import apply_theme
from tests.ui.conftest import TODAY

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def field(desk: Desk) -> dict[str, str]:
    """One of each, made before the window is."""
    person = people.new_participant(desk, "Åse", surname="Ødegård", age_band="30-59")
    meeting = sessions.new_session(desk, title="Mødregruppen", day=date(2025, 3, 4), place="Beboerhuset")
    actor = actors.new_actor(desk, name="Ødegårdens Skole")
    return {
        "participants": person,
        "activities": meeting,
        "actors": actor,
        "contacts": actors.new_contact(desk, actor, "Mie Friis"),
        "series": series.new_series(desk, title="Strikkeklub"),
    }


def ask(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Ctrl+K and type, as anybody would."""
    QTest.keyClick(QApplication.focusWidget() or window, Key.Key_K, Ctrl)
    assert window.finder.line.hasFocus()
    qtbot.waitUntil(lambda: window.context.finder.ready)
    QTest.keyClicks(window.finder.line, text)
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def lines(window: MainWindow) -> list[str]:
    """What the list shows; headings with a colon."""
    found = window.finder.list
    shown = [found.item(row) for row in range(found.count())] if found.isVisible() else []
    return [f"{item.text()}:" if item.data(HEADING) else f"{item.text()} {item.data(DETAIL)}".strip() for item in shown]


def test_people_and_actors_are_found_with_what_tells_them_apart(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    ask(qtbot, window, "odeg")
    assert lines(window) == [
        *("Deltagere:", "Åse Ødegård 30-59"),
        *("Lokale aktører:", "Ødegårdens Skole"),
        *("Kontaktpersoner:", "Mie Friis Ødegårdens Skole"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "page"),
    [
        ("odegard", "participants", "participants"),
        ("moedre", "activities", "activities"),
        ("4/3", "activities", "activities"),
        ("odegaardens", "actors", "actors"),
        ("friis mie", "contacts", "actors"),
        ("strik", "series", "activities"),
    ],
)
def test_enter_opens_what_was_found(
    qtbot: QtBot, field: dict[str, str], window: MainWindow, text: str, place: str, page: str
) -> None:
    ask(qtbot, window, text)
    QTest.keyClick(window.finder.line, Key.Key_Return)
    assert window.pages.currentWidget() is window.page(page)
    assert window._shown_stop().record == field[place]
    assert (window.finder.line.text(), lines(window)) == ("", [])
    assert not window.finder.line.hasFocus()


def test_arrows_go_past_the_headings_and_round(qtbot: QtBot, field: dict[str, str], window: MainWindow) -> None:
    ask(qtbot, window, "odeg")
    line, found = window.finder.line, window.finder.list
    rows = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        rows.append(found.currentRow())
        QTest.keyClick(line, key)
    assert rows == [1, 3, 5, 1, 5]
    assert found.currentRow() == 3
    QTest.keyClick(line, Key.Key_Return)
    assert window.pages.currentWidget() is window.actors


def test_a_click_opens_too(qtbot: QtBot, field: dict[str, str], window: MainWindow) -> None:
    ask(qtbot, window, "odeg")
    found = window.finder.list
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=found.visualItemRect(found.item(3)).center())
    assert window.pages.currentWidget() is window.actors


def test_escape_puts_everything_back(qtbot: QtBot, field: dict[str, str], window: MainWindow) -> None:
    window.go("participants")
    window.participants.search()
    before = QApplication.focusWidget()
    ask(qtbot, window, "odeg")
    QTest.keyClick(window.finder.line, Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert lines(window) == []
    assert window.pages.currentWidget() is window.participants


def test_a_command_is_found_by_its_words_shows_its_key_and_is_done(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    ask(qtbot, window, "ny aktor")
    assert "Ny aktør Ctrl+Skift+A" in lines(window)
    QTest.keyClick(window.finder.line, Key.Key_Return)
    assert len(actors.list_actors(window.context.desk)) == 2


def test_what_cannot_be_done_is_not_offered(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "gentag")
    assert not [line for line in lines(window) if line.startswith("Gentag")]


def test_pages_tabs_and_help_are_found(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "papirk")
    assert "Papirkurv Data ind og ud" in lines(window)
    window.finder.close()
    ask(qtbot, window, "overb")
    assert "Overblik Ctrl+5" in lines(window)
    asked: list[str] = []
    window.context.bus.help_wanted.disconnect()
    window.context.bus.help_wanted.connect(asked.append)
    window.finder.line.setText("senest aabnet")
    assert lines(window)[-2:] == ["Hjælp:", "Start Senest åbnet"]
    QTest.keyClick(window.finder.line, Key.Key_Return)
    assert asked == ["start"]


def test_what_was_opened_last_stands_there_before_anything_is_typed(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    for place in ("participants", "activities", "actors"):
        window.go(place, field[place])
    window.go("start")
    ask(qtbot, window, "")
    assert [line.split(" ")[0] for line in lines(window)] == ["Senest", "Ødegårdens", "Mødregruppen", "Åse"]


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _widget, sentence: said.append(sentence))
    ask(qtbot, window, "xyzzyq")
    assert lines(window) == ["Intet fundet.:"]
    assert said[-1] == "Intet fundet."


def test_a_screen_reader_hears_how_many_and_the_one_that_is_chosen(
    qtbot: QtBot, field: dict[str, str], window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(module, "announce", lambda _widget, sentence: said.append(sentence))
    ask(qtbot, window, "odeg")
    QTest.keyClick(window.finder.line, Key.Key_Down)
    assert said[-2:] == ["3 fundet. Åse Ødegård, 30-59", "Ødegårdens Skole"]
    assert window.finder.line.accessibleName() == "Søg overalt"
    assert window.finder.list.accessibleName()


def test_before_everything_is_read_it_says_that_it_is_searching(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    window.finder._timer.stop()
    window.context.finder.ready = False
    window.finder._reading = True
    window.finder.line.setFocus()
    QTest.keyClicks(window.finder.line, "odegard")
    assert lines(window) == ["Søger …:"]
    window.finder._reading = False
    window.context.finder.outdated = True
    window.finder._read()
    qtbot.waitUntil(lambda: "Åse Ødegård 30-59" in lines(window))


def test_what_is_saved_while_the_window_is_open_is_found(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "x")
    window.finder.close()
    people.new_participant(window.context.desk, "Solsikke")
    ask(qtbot, window, "solsik")
    assert "Solsikke" in lines(window)[1]


def test_nothing_of_a_search_is_in_a_title_in_the_settings_or_in_the_store(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    before = window.context.desk.store.extent()
    ask(qtbot, window, "odegard")
    title = window.windowTitle()
    QTest.keyClick(window.finder.line, Key.Key_Return)
    assert "degård" not in title + window.windowTitle()
    assert "odegard" not in repr(load_settings())
    assert window.context.desk.store.extent() == before


def test_the_bar_fits_a_small_window_at_double_size(qtbot: QtBot, field: dict[str, str], window: MainWindow) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "dark", 200)
    window.resize(1024, 640)
    ask(qtbot, window, "m")
    bar, found = window.toolbar, window.finder.list
    for button in (bar.new, bar.undo):
        assert button.height() >= button.sizeHint().height() >= 24
        assert button.width() >= button.sizeHint().width()
    assert window.rect().contains(found.geometry())
    assert window.finder.line.width() >= 400
    assert window.size().toTuple() == (1024, 640)


def test_the_button_undoes_what_its_tip_says(qtbot: QtBot, field: dict[str, str], window: MainWindow) -> None:
    assert window.toolbar.undo.toolTip() == "Fortryd: Nyt forløb Strikkeklub (Ctrl+Z)"
    before = len(series.list_series(window.context.desk))
    QTest.mouseClick(window.toolbar.undo, Qt.MouseButton.LeftButton)
    assert len(series.list_series(window.context.desk)) == before - 1


def test_the_button_for_something_new_opens_the_menu_by_key(
    qtbot: QtBot, field: dict[str, str], window: MainWindow
) -> None:
    window.toolbar.new.setFocus()
    QTest.keyClick(window.toolbar.new, Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()][:2] == ["Nyt møde", "Nyt forløb"]
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Return):
        QTest.keyClick(menu, key)
    assert len(actors.list_actors(window.context.desk)) == 2


def test_today_is_the_windows_own(qtbot: QtBot, window: MainWindow) -> None:
    sessions.new_session(window.context.desk, title="Åben café", day=TODAY)
    ask(qtbot, window, "i dag")
    assert "Åben café tir 11.03.2025" in lines(window)
