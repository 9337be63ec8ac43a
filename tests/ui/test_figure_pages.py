"""Overview, reports and submission: what is shown is what the services say, and it can be opened."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nsk_desktop.domain.plot import Bar, Fill, Part, Plot, Shape
from nsk_desktop.services import opening, people, sessions, submission
from nsk_desktop.services.desk import Desk
from nsk_desktop.settings import load_settings
from nsk_desktop.store import keys
from nsk_desktop.ui.background import Runner
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.reports import last_half_year
from nsk_desktop.ui.plot_view import PlotView
from tests import make
from tests.ui.conftest import TODAY, show

Left = Qt.MouseButton.LeftButton
CHEAP = keys.Strength(cost=keys.Cost(8, 1, 1), floor=keys.Cost(8, 1, 1))


def meeting(desk: Desk, title: str, day: date, theme: str, came: int, without: int = 0) -> str:
    """A finished meeting with *came* new people and *without* others."""
    fields = {"type": "dialogmøde", "themes": [theme], "target_groups": ["M1"], "state": "afholdt"}
    id = sessions.new_session(desk, title=title, day=day, **fields)
    for number in range(came):
        people.new_and_present(desk, id, f"{title} {number}", gender="kvinde", age_band="30-59")
    if without:
        sessions.set_headcount(desk, id, low=without)
    sessions.complete_session(desk, id)
    return id


@pytest.fixture
def year(desk: Desk) -> str:
    """Two meetings in 2025; the id of the one with people without a name."""
    meeting(desk, "Kvindegruppen", date(2025, 3, 4), "T2", came=3)
    return meeting(desk, "Åbent hus", date(2025, 3, 5), "T1", came=1, without=5)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def test_reach_is_shown_as_an_honest_interval(qtbot: QtBot, year: str, window: MainWindow) -> None:
    window.go("overview")
    settled(qtbot, window)
    assert window.overview.headline.text() == "6-9 borgere nået"
    assert "4 registreret enkeltvis" in window.overview.beside.text()
    assert "9 fremmøder" in window.overview.beside.text()


def test_groups_say_that_they_do_not_add_up(qtbot: QtBot, year: str, window: MainWindow) -> None:
    window.go("overview")
    settled(qtbot, window)
    held = [group for group in window.overview.groups.rows.rows() if group.figures.sessions.held]
    assert {group.key for group in held} == {"T1", "T2"}
    assert "kan ikke lægges sammen" in window.overview.not_additive.text()
    assert "6" in window.overview.chart.view.accessibleDescription()


def test_the_meeting_that_makes_the_figure_uncertain_is_opened(qtbot: QtBot, year: str, window: MainWindow) -> None:
    window.go("overview")
    settled(qtbot, window)
    table = window.overview.doubts.table
    assert [(row.title, row.kind, row.most) for row in table.rows.rows()] == [("Åbent hus", "names", 3)]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.activities.session._id == year


def test_an_exact_number_says_why_it_is_exact_and_what_is_not_in_it(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    named = meeting(desk, "Kvindegruppen", date(2025, 3, 4), "T2", came=3)
    window.go("overview")
    settled(qtbot, window)
    assert window.overview.explanation.text() == "Alle er registreret enkeltvis, så tallet er præcist."
    sessions.set_headcount(desk, named, low=5)
    settled(qtbot, window)
    assert window.overview.headline.text() == "8 borgere nået"
    assert "De uden navn kan hverken være flere" in window.overview.explanation.text()
    assert window.overview.doubts.table.rows.rows() == []
    other = sessions.new_session(desk, title="Fest", day=date(2025, 3, 5), type="dialogmøde", themes=["T1"])
    sessions.save_session(desk, other, mode="ikke optalt", state="afholdt")
    sessions.complete_session(desk, other)
    settled(qtbot, window)
    assert "ingen har talt, er ikke med" in window.overview.explanation.text()


def test_another_period_gives_other_figures(qtbot: QtBot, year: str, desk: Desk, window: MainWindow) -> None:
    meeting(desk, "Gammelt", date(2024, 11, 1), "T3", came=2)
    window.go("overview")
    settled(qtbot, window)
    window.overview.period.choose("2024H2")
    settled(qtbot, window)
    assert window.overview.headline.text() == "2 borgere nået"
    window.overview.period.choose("own")
    window.overview.period.first.set_value(date(2024, 1, 1))
    window.overview.period.first.committed.emit()
    settled(qtbot, window)
    assert window.overview.period.bounds() == (date(2024, 1, 1), TODAY)
    assert window.overview.headline.text() == "6-11 borgere nået"


def test_the_figures_follow_what_is_registered_while_they_are_shown(
    qtbot: QtBot, year: str, desk: Desk, window: MainWindow
) -> None:
    window.go("overview")
    settled(qtbot, window)
    meeting(desk, "Nyt", TODAY, "T1", came=1)
    settled(qtbot, window)
    assert window.overview.headline.text() == "6-10 borgere nået"


def test_without_a_finished_meeting_there_are_no_figures(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    sessions.new_session(desk, title="Kladde", day=TODAY)
    window.go("overview")
    settled(qtbot, window)
    assert window.overview.none.isVisible()
    assert not window.overview.area.isVisible()


def test_the_chart_draws_what_is_sure_and_what_may_be(qtbot: QtBot) -> None:
    chart = PlotView("Nået")
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    bars = [
        Bar(name, (Part(low, Fill.SOLID), Part(high - low, Fill.HATCHED)), f"{low}-{high}", (low, high))
        for name, low, high in (("A", 10, 10), ("B", 2, 10))
    ]
    chart.show_plot(Plot("Nået", Shape.BARS, tuple(bars), (), ("Gruppe", "Mindst", "Højst")))
    image = chart.grab().toImage()
    accent = chart.palette().highlight().color().name()
    places = chart.drawing(chart.width() - 12).places

    def filled(row: int) -> int:
        y = int(places[row].y + places[row].high / 2) + 6
        return sum(image.pixelColor(x, y).name() == accent for x in range(image.width()))

    # The bar that is sure is solid all the way; the other only at its beginning.
    assert filled(0) > 2 * filled(1) > 0
    assert chart.accessibleDescription() == "A: 10-10; B: 2-10"


def test_the_report_is_seen_before_it_is_saved_and_is_the_same(
    qtbot: QtBot, year: str, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("reports")
    settled(qtbot, window)
    window.reports.period.choose("2025H1")
    settled(qtbot, window)
    assert window.reports.pages
    picture = window.reports.pages[0].pixmap().toImage()
    assert picture.width() > 600
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    path = tmp_path / "rapport.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    QTest.mouseClick(window.reports.save_button, Left)
    assert path.read_bytes() == window.reports._document
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("today", "half"), [(date(2025, 3, 1), "2024H2"), (date(2025, 9, 1), "2025H1")])
def test_the_period_of_a_report_is_the_half_year_that_ended_last(today: date, half: str) -> None:
    assert last_half_year(today) == half


def test_what_is_not_ready_is_listed_and_opened(qtbot: QtBot, year: str, desk: Desk, window: MainWindow) -> None:
    draft = sessions.new_session(desk, title="Kladde", day=date(2025, 3, 6))
    window.go("submission")
    settled(qtbot, window)
    page = window.submission
    assert page.status.text() == "! 1 ting mangler"
    assert [row.id for row in page.findings.table.rows.rows()] == [draft]
    QTest.mouseClick(page.findings.buttons[0], Left)
    assert window.activities.session._id == draft


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Desk]:
    """A store as the program makes it, with the key that signs what is sent."""
    opened, _code = opening.create(tmp_path / "signed", make.PASSPHRASE, author="AB", strength=CHEAP)
    yield opened
    opened.close()


def test_the_file_is_made_where_the_user_says_and_the_folder_is_remembered(
    qtbot: QtBot, signed: Desk, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting(signed, "Kvindegruppen", date(2025, 3, 4), "T2", came=3)
    window = MainWindow(signed, runner, lambda: TODAY)
    show(qtbot, window)
    window.go("submission")
    settled(qtbot, window)
    assert window.submission.status.text() == "✓ Klar"
    assert "1 møder" in window.submission.leaves.text()
    folder = tmp_path / "usb"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    QTest.mouseClick(window.submission.make_button, Left)
    settled(qtbot, window)
    (made,) = folder.iterdir()
    last = submission.status(signed)
    assert last is not None
    assert last.path == made
    assert window.submission.status.text() == "✓ Lavet 11.03.2025"
    assert load_settings().settings.export_folder == str(folder)
    window.close()


def test_practice_data_cannot_be_sent(qtbot: QtBot, desk: Desk, runner: Runner) -> None:
    desk.practice = True
    window = MainWindow(desk, runner, lambda: TODAY)
    show(qtbot, window)
    window.go("submission")
    settled(qtbot, window)
    assert not window.submission.make_button.isEnabled()
    assert "aldrig" in window.submission.leaves.text()
    window.close()
