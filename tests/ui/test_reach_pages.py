"""Overview: filters, plots that are walked through, copied and saved, and the account of every figure."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip
from pytestqt.qtbot import QtBot

from nsk_desktop.services import effort, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import Residents
from nsk_desktop.ui.figure_word import FigureWord, read_figure
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.overview import OverviewPage
from nsk_desktop.ui.theme import apply_theme
from tests.ui.test_figure_pages import meeting, settled

Key = Qt.Key


@pytest.fixture
def overview(qtbot: QtBot, desk: Desk, window: MainWindow) -> OverviewPage:
    """Overview of two meetings in 2025."""
    meeting(desk, "Kvindegruppen", date(2025, 3, 4), "T2", came=3)
    meeting(desk, "Åbent hus", date(2025, 3, 5), "T1", came=1, without=5)
    window.go("overview")
    settled(qtbot, window)
    return window.overview


def choose(qtbot: QtBot, window: MainWindow, by: str, key: str | None) -> None:
    window.overview.filter.choices[by].set_value(key)
    window.overview.filter.choices[by].committed.emit()
    settled(qtbot, window)


def test_filters_are_combined_and_cleared(qtbot: QtBot, overview: OverviewPage, window: MainWindow) -> None:
    choose(qtbot, window, "theme", "T1")
    assert overview.headline.text() == "6 borgere nået"
    choose(qtbot, window, "gender", "mand")
    assert overview.headline.text() == "0-5 borgere nået"
    assert overview.filter.clear_button.isVisible()
    overview.filter.clear_button.click()
    settled(qtbot, window)
    assert overview.headline.text() == "6-9 borgere nået"


def test_every_bar_is_walked_to_told_and_opened(qtbot: QtBot, overview: OverviewPage, window: MainWindow) -> None:
    view = overview.chart.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_End)
    assert view.plot is not None
    assert view.plot.bars[view.current].key == "T2"
    where = QPoint(view.width() // 2, 8)
    view.event(QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
    assert "Mindst: 6" in QToolTip.text()
    QTest.keyClick(view, Key.Key_Return)
    settled(qtbot, window)
    assert overview.account.isVisible()
    assert [row.title for row in overview.account.behind.table.rows.rows()] == ["Kvindegruppen"]
    assert "3 forskellige borgere" in overview.account.how.text()


def test_one_goes_back_from_a_meeting_to_its_figure_and_from_there_to_all(
    qtbot: QtBot, overview: OverviewPage, window: MainWindow
) -> None:
    overview.how.click()
    settled(qtbot, window)
    QTest.keyClick(overview.account.behind.table, Key.Key_Return)
    assert window.activities.session.isVisible()
    window.back_and_forward.back()
    settled(qtbot, window)
    assert overview.account.isVisible()
    overview.account.back.click()
    assert overview.area.isVisible()
    assert overview.shown_id() == ""


def test_the_plot_is_a_table_a_picture_and_a_file(
    qtbot: QtBot, overview: OverviewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = overview.chart
    chart.as_table.click()
    assert chart.table is not None
    assert [row[1:] for row in chart.table.rows.rows()] == [(6, 6, 1), (3, 3, 3)]
    assert not chart.view.isVisible()
    chart.as_table.click()
    assert chart.view.isVisible()
    chart.view.setFocus()
    QTest.keyClick(chart.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().width() > 400
    for kind, begins in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("xlsx", b"PK")):
        place = str(tmp_path / f"uden endelse {kind}")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, p=place, k=kind: (p, f"X (*.{k})"))
        chart.save.click()
        assert (tmp_path / f"uden endelse {kind}.{kind}").read_bytes().startswith(begins)


def test_the_share_of_the_residents_is_shown_when_they_are_entered(
    qtbot: QtBot, overview: OverviewPage, desk: Desk, window: MainWindow
) -> None:
    assert "hvor mange der bor" in overview.shares.sentence.text()
    effort.put_residents(desk, Residents(2025, "30-59", "kvinde", 100, "DST"))
    settled(qtbot, window)
    window.go("area")
    window.go("overview")
    settled(qtbot, window)
    assert overview.shares.heading.text() == "Andel af beboerne i 2025"


def test_a_figure_is_carried_as_a_word() -> None:
    figure = FigureWord(date(2025, 1, 1), date(2025, 6, 30), {"series": ["a|b&c=d"], "theme": ["uden tema"]})
    assert read_figure(figure.word()) == figure
    assert read_figure("0b1f") is None


def test_a_month_and_a_series_open_to_their_own_account(
    qtbot: QtBot, overview: OverviewPage, desk: Desk, window: MainWindow
) -> None:
    party = meeting(desk, "Sommerfest", date(2025, 6, 7), "T1", came=2)
    sessions.save_session(desk, party, series_id=series.new_series(desk, title="Fester"))
    overview.refresh()
    settled(qtbot, window)
    for name, shown in (
        ("over time", ["6-9", "0", "0", "2"]),
        ("growth", ["6-9", "6-9", "6-9", "6-11"]),
        ("series", ["0 af 2"]),
    ):
        view = overview.plots[name].view
        assert view.plot is not None
        assert [bar.value for bar in view.plot.bars] == shown
        view.setFocus()
        QTest.keyClick(view, Key.Key_End)
        QTest.keyClick(view, Key.Key_Return)
        settled(qtbot, window)
        behind = [row.title for row in overview.account.behind.table.rows.rows()]
        assert ("Kvindegruppen" in behind) == (name == "growth")
        assert "Sommerfest" in behind
        overview.account.back.click()


@pytest.mark.parametrize(("size", "groups_first"), [(100, True), (200, False)])
def test_the_headline_is_seen_first_also_where_there_is_little_room(
    qtbot: QtBot, overview: OverviewPage, window: MainWindow, size: int, groups_first: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", size)
    try:
        window.resize(1024, 640 if size == 200 else 900)
        window.go("start")
        settled(qtbot, window)
        window.go("overview")
        settled(qtbot, window)
        first = overview.groups if groups_first else overview.period.choice
        focus = window.focusWidget()
        assert focus is not None
        assert first is focus or first.isAncestorOf(focus)
        assert overview.area.verticalScrollBar().value() == 0
    finally:
        apply_theme(app, "light", 100)
