"""Why a signed figure is another, in the window: one figure at a time, and it adds up before the reader's eyes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import people, periods, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.periods import PeriodsPage
from tests.services.test_change_steps import sign_as
from tests.services.test_periods import HALF, TODAY, meeting

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def moved(desk: Desk) -> Desk:
    """A signed half-year to which a meeting of two came, and from whose first meeting one went out again."""
    first = meeting(desk, "Rose", "Iris")
    periods.sign(desk, HALF, "ME", TODAY)
    meeting(desk, "Lilje", "Ask", title="Ekstra", day=date(2025, 4, 1))
    sessions.set_presence(desk, first, people.list_participants(desk, "Rose")[0].id, None)
    return desk


def shown(qtbot: QtBot, window: MainWindow) -> PeriodsPage:
    window.go("periods", HALF)
    qtbot.waitUntil(lambda: not window.context.runner.busy)
    page = window.effort.parts["periods"]
    assert isinstance(page, PeriodsPage)
    return page


def rows(page: PeriodsPage) -> list[tuple[str, str]]:
    """What the list says happened, and its effect."""
    return sorted((row.sentence, page.changes.effect(row)) for row in page.changes.table.rows.rows())


def test_one_figure_lists_what_each_change_adds_to_it(qtbot: QtBot, moved: Desk, window: MainWindow) -> None:
    page = shown(qtbot, window)
    assert page.changes.heading.text() == "Hvorfor er tallet ændret? (4)"
    assert not page.changes.sum.isVisible()
    page.changes.figure.target().setFocus()
    texts = [page.changes.figure.box.itemText(place) for place in range(page.changes.figure.box.count())]
    assert texts[0] == "Alle tal"
    assert "Borgere nået, mindst: 2 → 3" in texts
    QTest.keyClicks(page.changes.figure.box, "Fremmøder af reg")
    QTest.keyClick(page.changes.figure.box, Qt.Key.Key_Return)
    page.changes.explain("attendances_registered")
    assert page.changes.sum.text() == "Underskrevet 2. 3 rettelser: +1 i alt. Nu 3."
    assert rows(page) == [
        ("Fremmøde gik ud: Rose · Kvindegruppen 04.03.2025", "-1"),
        ("Fremmøde kom til: Ask · Ekstra 01.04.2025", "+1"),
        ("Fremmøde kom til: Lilje · Ekstra 01.04.2025", "+1"),
    ]
    page.changes.explain("sessions_held")
    assert (page.changes.sum.text(), rows(page)) == (
        "Underskrevet 1. 1 rettelse: +1. Nu 2.",
        [("Møde kom til: Ekstra 01.04.2025", "+1")],
    )


def test_a_figure_in_the_table_opens_to_its_changes(qtbot: QtBot, moved: Desk, window: MainWindow) -> None:
    page = shown(qtbot, window)
    assert page.figures.choose("sessions_held")
    page.figures.setFocus()
    QTest.keyClick(page.figures, Qt.Key.Key_Return)
    assert page.changes.figure.value() == "sessions_held"
    assert page.changes.figure.target().hasFocus()
    QTest.mouseClick(page.changes.buttons[0], Left)
    assert window.activities.session.form.entry("title").value() == "Ekstra"


def test_the_chosen_figure_stays_while_it_is_another(qtbot: QtBot, moved: Desk, window: MainWindow) -> None:
    page = shown(qtbot, window)
    page.changes.explain("sessions_held")
    meeting(moved, title="Mere", day=date(2025, 5, 6))
    qtbot.waitUntil(lambda: len(page.changes.table.rows.rows()) == 2)
    assert page.changes.sum.text() == "Underskrevet 1. 2 rettelser: +2 i alt. Nu 3."


def test_what_no_change_explains_is_told(
    qtbot: QtBot, desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(desk, "Rose")
    sign_as(desk, monkeypatch, {"retained": 7})
    page = shown(qtbot, window)
    assert page.changes.sentence.text() == "Ingen rettelse forklarer det."
    assert page.changes.sum.text() == (
        "En del af forskellen forklares ikke af nogen rettelse. Det er underskrevet i en anden udgave af programmet, "
        "som tæller på en anden måde. Borgere, der kom tre gange eller mere -7"
    )
    page.changes.explain("retained")
    assert "Heraf forklares -7 ikke af nogen rettelse." in page.changes.sum.text()


def test_the_seal_is_shown_and_copied(qtbot: QtBot, moved: Desk, window: MainWindow) -> None:
    page = shown(qtbot, window)
    (seal,) = (row.seal for row in periods.list_periods(moved) if row.id == HALF)
    assert page.seal.text() == f"Segl {seal[:4]} {seal[4:8]} {seal[8:12]} {seal[12:16]} … Tallene passer til det."
    QTest.mouseClick(page.copy_button, Left)
    assert QGuiApplication.clipboard().text() == seal
    page.table.choose("2024H1")
    assert not page.seal.isVisible()
    assert not page.copy_button.isVisible()
