"""The first day: three cards that can be skipped, and a list of first steps that takes itself away."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from nsk_desktop.services import effort, getting_started
from nsk_desktop.services.author import author
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.series import list_series
from nsk_desktop.ui.getting_started import GettingStarted
from nsk_desktop.ui.main_window import MainWindow

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def steps(window: MainWindow) -> GettingStarted:
    """The first steps on the page that a new store opens with."""
    return window.start.first_steps


def test_a_new_store_opens_with_the_first_card_and_can_be_written_with_keys_alone(
    desk: Desk, steps: GettingStarted, window: MainWindow
) -> None:
    assert "0/5" in steps.heading.text()
    assert steps.who.isVisible()
    for entry, text in ((steps.who.area, "Mimersparken"), (steps.who.author, "ÅØ")):
        entry.line.setFocus()
        entry.line.selectAll()
        QTest.keyClicks(entry.line, text)
    steps.who.go_on.setFocus()
    QTest.keyClick(steps.who.go_on, Qt.Key.Key_Space)
    area = effort.get_area(desk)
    assert area is not None
    assert (area.name, author(desk)) == ("Mimersparken", "ÅØ")
    assert steps.series.isVisible()
    QTest.keyClicks(steps.series.list.paper, "Kvindegruppen; tirsdag; 18-20")
    assert steps.series.understood.text() == "✓ Kvindegruppen · tirsdag · kl. 18.00-20.00"
    QTest.mouseClick(steps.series.go_on, Left)
    assert [row.title for row in list_series(desk)] == ["Kvindegruppen"]
    assert "2/5" in steps.heading.text()
    assert steps.folder.isVisible()


def test_an_area_without_a_name_is_told_under_the_field(desk: Desk, steps: GettingStarted) -> None:
    QTest.mouseClick(steps.who.go_on, Left)
    assert "området" in steps.who.area_field.problem.text().casefold()
    assert effort.get_area(desk) is None


def test_the_folder_is_kept_in_the_settings(
    steps: GettingStarted, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: Callable[..., str] = lambda *_given: "/en/mappe"  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chosen)
    steps.do("folder")
    QTest.mouseClick(steps.folder.go_on, Left)
    assert window.context.settings.now.export_folder == "/en/mappe"
    assert "1/5" in steps.heading.text()


def test_skipping_puts_the_steps_away_for_good(desk: Desk, steps: GettingStarted) -> None:
    QTest.mouseClick(steps.away, Left)
    assert steps.isHidden()
    assert getting_started.is_put_away(desk)
    steps.refresh()
    assert steps.isHidden()


def test_each_card_can_be_passed_by(steps: GettingStarted) -> None:
    QTest.mouseClick(steps.who.skip, Left)
    assert steps.series.isVisible()
    QTest.mouseClick(steps.series.skip, Left)
    assert steps.folder.isVisible()
    QTest.mouseClick(steps.folder.skip, Left)
    assert all(card.isHidden() for card in steps.cards)
    assert steps.isVisible()


def test_practice_data_ask_for_no_first_steps(desk: Desk, steps: GettingStarted) -> None:
    desk.practice = True
    steps.refresh()
    assert steps.isHidden()
