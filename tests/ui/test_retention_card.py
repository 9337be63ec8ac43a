"""Who came again to a series: chosen, walked through, opened, seen as a table, saved under a good name."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QToolTip
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.codes import Presence
from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.services import people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.retention_card import RetentionCard
from nsk_desktop.ui.plot_card import in_file_name
from nsk_desktop.ui.plot_view import PlotView
from tests.ui.test_figure_pages import meeting, settled

Key = Qt.Key
MARKUP = "<b>Far</b> / søn: møder?"


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, window: MainWindow) -> RetentionCard:
    """Two series; to the larger, three came first, and one of them again with somebody new."""
    group = series.new_series(desk, title=MARKUP)
    first = meeting(desk, "Første", date(2025, 3, 4), "T2", came=3)
    second = meeting(desk, "Anden", date(2025, 3, 11), "T2", came=1, without=4)
    again = next(row.id for row in people.list_participants(desk, "Første 0"))
    sessions.set_presence(desk, second, again, Presence.PRESENT)
    small = series.new_series(desk, title="Lille")
    for number, (one, of) in enumerate(((first, group), (second, group))):
        sessions.save_session(desk, one, series_id=of)
        other = meeting(desk, f"Lille {number}", date(2025, 4, 1 + number), "T1", came=1)
        sessions.save_session(desk, other, series_id=small)
    window.go("overview")
    settled(qtbot, window)
    return window.overview.curves


def test_the_series_that_most_came_to_is_shown_and_another_can_be_chosen(card: RetentionCard) -> None:
    assert card.isVisible()
    assert card.heading.text() == f"Hvem kom igen: {MARKUP}"
    assert card.view.plot is not None
    assert [bar.value for bar in card.view.plot.bars] == ["3", "1"]
    card.series.set_value(list(card.curves)[1])
    card.series.committed.emit()
    assert [bar.value for bar in card.view.plot.bars] == ["1", "0"]


def test_what_was_chosen_stays_when_the_figures_are_counted_again(
    qtbot: QtBot, card: RetentionCard, window: MainWindow
) -> None:
    card.series.set_value(list(card.curves)[1])
    card.series.committed.emit()
    window.overview.refresh()
    settled(qtbot, window)
    assert card.heading.text() == "Hvem kom igen: Lille"
    window.overview.period.choose("2024H1")
    settled(qtbot, window)
    assert not card.isVisible()


def test_each_column_is_told_with_its_numbers_and_opens_its_meeting(
    qtbot: QtBot, card: RetentionCard, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            spoken.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    card.view.setFocus()
    QTest.keyClick(card.view, Key.Key_End)
    assert "2: 1, Dato: 11.03.2025, Fra det første møde: 1, Procent af dem: 33, Andre registrerede: 1" in spoken[-1]
    assert "Uden navn: 4" in spoken[-1]
    QTest.keyClick(card.view, Key.Key_Return)
    settled(qtbot, window)
    assert window.activities.session.isVisible()
    assert "Anden" in window.activities.session.title.text()


def test_the_mouse_is_told_the_same(card: RetentionCard) -> None:
    view = card.view
    where = QPoint(view.width() - 40, view.height() // 3)
    view.event(QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
    assert "Fra det første møde: 1" in QToolTip.text()


def test_a_name_is_never_taken_for_markup(qtbot: QtBot) -> None:
    view = PlotView("")
    qtbot.addWidget(view)
    view.resize(400, 100)
    bar = Bar(MARKUP, (Part(1, Fill.SOLID),), "1", (1_000_000, ""))
    view.show_plot(Plot("", Shape.BARS, (bar,), (), ("Gruppe", "Antal", "Resten")))
    where = QPoint(200, 12)
    view.event(QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
    assert QToolTip.text() == "<qt>&lt;b&gt;Far&lt;/b&gt; / søn: møder?: 1<br>Antal: 1.000.000</qt>"


def test_it_is_a_table_below_the_choice(card: RetentionCard) -> None:
    card.as_table.click()
    assert card.table is not None
    assert [row[2] for row in card.table.rows.rows()] == [3, 1]
    assert card.layout_.indexOf(card.series) < card.layout_.indexOf(card.table)


def test_it_is_saved_under_a_name_that_a_file_may_have(
    card: RetentionCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        offered.append(Path(place).name)
        return str(tmp_path / Path(place).name), "SVG (*.svg)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    card.save.click()
    assert offered == ["Hvem kom igen b Far b søn møder.svg"]
    assert (tmp_path / offered[0]).read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("text", "name"), [("a/b\\c", "a b c"), ("x" * 200, "x" * 80), ("slut.", "slut"), ("Ærø 1", "Ærø 1")]
)
def test_a_name_of_a_file_has_nothing_in_it_that_a_computer_refuses(text: str, name: str) -> None:
    assert in_file_name(text) == name
