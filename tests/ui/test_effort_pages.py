"""The effort's own tabs: stories, money, half-years, method cards and the area."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nsk_desktop.services import budget, effort, method_cards, periods, sessions, stories
from nsk_desktop.services.desk import Desk
from nsk_desktop.ui.main_window import MainWindow
from nsk_desktop.ui.pages.area import AreaPage
from nsk_desktop.ui.pages.budget import BudgetPage
from nsk_desktop.ui.pages.findings import finding_key
from nsk_desktop.ui.pages.method_cards import MethodCardsPage
from nsk_desktop.ui.pages.periods import PeriodsPage
from nsk_desktop.ui.pages.stories import StoriesPage
from tests.services.test_periods import meeting
from tests.ui.conftest import TODAY
from tests.ui.test_list_pages import type_in

Left = Qt.MouseButton.LeftButton
HALF = "2024H2"
"""The half-year that has just ended."""


def stories_page(window: MainWindow) -> StoriesPage:
    window.go("stories")
    page = window.effort.parts["stories"]
    assert isinstance(page, StoriesPage)
    return page


def budget_page(window: MainWindow) -> BudgetPage:
    window.go("budget")
    page = window.effort.parts["budget"]
    assert isinstance(page, BudgetPage)
    return page


def periods_page(qtbot: QtBot, window: MainWindow) -> PeriodsPage:
    window.go("periods", HALF)
    page = window.effort.parts["periods"]
    assert isinstance(page, PeriodsPage)
    counted(qtbot, window)
    return page


def area_page(window: MainWindow) -> AreaPage:
    window.go("area")
    page = window.effort.parts["area"]
    assert isinstance(page, AreaPage)
    return page


def counted(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.context.runner.busy)


def test_a_story_is_written_and_marked_for_evaluation(desk: Desk, window: MainWindow) -> None:
    page = stories_page(window)
    assert page.empty.isVisible()
    page.make()
    assert page.form.entry("title").line.hasFocus()
    type_in(page.form.entry("title"), "Et råd i gården")
    type_in(page.form.entry("who"), "En gruppe mødre")
    QTest.mouseClick(page.form.entry("for_evaluation").box, Left)
    (story,) = stories.list_stories(desk)
    assert (story.title, story.who, story.day, story.for_evaluation) == (
        "Et råd i gården",
        "En gruppe mødre",
        TODAY,
        True,
    )


def test_a_method_card_is_written_and_found(desk: Desk, window: MainWindow) -> None:
    method_cards.new_card(desk, title="Kaffe først")
    window.go("method-cards", method_cards.new_card(desk))
    page = window.effort.parts["method-cards"]
    assert isinstance(page, MethodCardsPage)
    type_in(page.form.entry("title"), "Én aftale")
    assert [card.title for card in method_cards.list_cards(desk)] == ["Én aftale", "Kaffe først"]
    QTest.keyClicks(page.text, "kaf")
    assert [card.title for card in page.table.rows.rows()] == ["Kaffe først"]


def test_a_posting_is_written_in_kroner_and_an_unclear_amount_is_told_under_its_field(
    desk: Desk, window: MainWindow
) -> None:
    page = budget_page(window)
    page.show_part("postings")
    page.postings.make()
    type_in(page.postings.form.entry("text"), "Kaffe")
    type_in(page.postings.form.entry("amount_ore"), "1234.5")
    field = page.postings.form.fields["amount_ore"]
    assert field.problem.isVisible()
    assert field.entry.target().text() == "1234.5"  # type: ignore[attr-defined]
    type_in(page.postings.form.entry("amount_ore"), "1.234,50")
    (posting,) = budget.list_postings(desk)
    assert (posting.text, posting.amount_ore, posting.year, posting.day) == ("Kaffe", 123_450, 2025, TODAY)
    assert not field.problem.isVisible()


def test_a_posting_and_a_line_are_opened_by_their_ids(desk: Desk, window: MainWindow) -> None:
    posting = budget.new_posting(desk, TODAY, text="Kaffe")
    line = budget.new_line(desk, year=2026, kind="aktivitet", amount_ore=5)
    window.go("budget", posting)
    page = window.effort.parts["budget"]
    assert isinstance(page, BudgetPage)
    assert page.shown() is page.postings
    window.go("budget", line)
    assert page.shown() is page.lines
    assert page.lines.form.entry("year").value() == 2026


def test_a_half_year_is_closed_signed_and_explains_what_was_changed(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    meeting(desk, "Rose", day=date(2024, 9, 3))
    page = periods_page(qtbot, window)
    QTest.mouseClick(page.close_button, Left)
    counted(qtbot, window)
    assert page.state.text() == "! Lukket"
    type_in(page.by, "ME")
    QTest.mouseClick(page.sign_button, Left)
    counted(qtbot, window)
    assert (page.state.text(), page.standing.text()[:25]) == ("✓ Underskrevet", "Underskrevet af ME den 11")
    assert page.changes.sentence.text() == "Der er ikke ændret noget, siden det blev underskrevet."
    meeting(desk, "Iris", day=date(2024, 10, 1), title="Ekstra")
    counted(qtbot, window)
    shown = {row.name: (row.signed, row.now) for row in page.figures.rows.rows()}
    assert shown["persons_registered"] == (1, 2)
    assert {row.sentence for row in page.changes.table.rows.rows()} == {
        "Møde kom til: Ekstra 01.10.2024",
        "Fremmøde kom til: Iris · Ekstra 01.10.2024",
    }
    QTest.mouseClick(page.open_button, Left)
    counted(qtbot, window)
    assert not page.changes.isVisible()
    assert page.sign_button.isVisible()


def test_what_is_missing_is_listed_until_it_is_signed_and_each_thing_leads_to_its_place(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    meeting(desk, "Rose", day=date(2024, 9, 3))
    left = sessions.new_session(desk, day=date(2024, 10, 1), title="Ekstra")
    page = periods_page(qtbot, window)
    assert page.missing.heading.text() == "Se på dette, før det underskrives (2)"
    assert [row.title for row in page.missing.table.rows.rows()] == ["Ekstra 01.10.2024", "Indberetning"]
    QTest.mouseClick(page.missing.buttons[0], Left)
    assert window.pages.currentWidget() is window.activities
    assert window.activities.session.form.entry("title").value() == "Ekstra"
    assert left in sessions.ids(desk, lacking=True)
    page = periods_page(qtbot, window)
    page.missing.table.choose(finding_key(page.missing.table.rows.rows()[1]))
    QTest.mouseClick(page.missing.buttons[0], Left)
    assert window.pages.currentWidget() is window.page("submission")
    page = periods_page(qtbot, window)
    type_in(page.by, "ME")
    QTest.mouseClick(page.sign_button, Left)
    counted(qtbot, window)
    assert not page.missing.isVisible()


def test_signing_too_early_and_without_a_name_is_told_under_the_name(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    page = periods_page(qtbot, window)
    page.table.choose("2025H1")
    QTest.mouseClick(page.sign_button, Left)
    assert "30.06.2025" in page.by_field.problem.text()
    page.table.choose(HALF)
    assert not page.by_field.problem.isVisible()
    page.by.set_value("")
    QTest.mouseClick(page.sign_button, Left)
    assert "Skriv, hvem der underskriver" in page.by_field.problem.text()
    assert periods.signed_figures(desk, HALF) == {}


def test_a_broken_seal_is_shown(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    from nsk_desktop.domain.periods import Period, period_id

    periods.sign(desk, HALF, "ME", TODAY)
    with desk.store.change("") as change:
        change.save(Period, period_id(HALF), signature={"by": "ME", "on": "2025-01-01", "figures": {}, "hash": "x"})
    page = periods_page(qtbot, window)
    assert "passer ikke" in page.notice.sentence.text()


def test_the_area_is_described_and_its_residents_counted(desk: Desk, window: MainWindow) -> None:
    page = area_page(window)
    type_in(page.area.entry("name"), "Tingbjerg")
    type_in(page.area.entry("trust_baseline"), "Kaffe i gården")
    score = page.area.entry("trust_score")
    score.set_value(4)
    score.committed.emit()
    area = effort.get_area(desk)
    assert area is not None
    assert (area.name, area.trust_baseline, area.trust_score) == ("Tingbjerg", "Kaffe i gården", 4)
    fields = page.residents.fields
    QTest.mouseClick(page.residents.add_button, Left)
    assert fields["year"].problem.isVisible()
    for count in ("400", "410"):
        type_in(fields["year"].entry, "2025")
        type_in(fields["count"].entry, count)
        type_in(fields["source"].entry, "Danmarks Statistik")
        QTest.mouseClick(page.residents.add_button, Left)
    (row,) = effort.residents(effort.get_area(desk))
    assert (row.year, row.age_band, row.count, row.source) == (2025, "0-12", 410, "Danmarks Statistik")
    assert page.residents.list.heading.text() == "410 beboere i 2025"
    QTest.mouseClick(page.residents.list.buttons[0], Left)
    assert effort.residents(effort.get_area(desk)) == []


def test_the_facts_of_the_effort_are_parts_of_one_field(desk: Desk, window: MainWindow) -> None:
    effort.name_area(desk, "Tingbjerg")
    page = area_page(window)
    assert page.programme.entry("committee").value() == "BIU"
    type_in(page.programme.entry("price_level"), "2025")
    programme = effort.get_programme(desk)
    assert programme is not None
    assert programme.appropriation == effort.APPROPRIATION | {"price_level": 2025}


@pytest.mark.parametrize("name", ["stories", "budget", "periods", "method-cards", "area"])
def test_every_tab_is_reached_by_its_name(window: MainWindow, name: str) -> None:
    window.go(name)
    assert window.effort.shown() is window.effort.parts[name]


def test_a_half_year_without_meetings_shows_zeros(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    page = periods_page(qtbot, window)
    assert {row.now for row in page.figures.rows.rows()} == {0}


def test_a_meeting_of_a_signed_half_year_says_so_and_can_be_changed(
    qtbot: QtBot, desk: Desk, window: MainWindow
) -> None:
    inside, outside = meeting(desk, day=date(2024, 9, 3)), meeting(desk, day=TODAY)
    window.go("activities", inside)
    page = window.activities.session
    assert not page.signed.isVisible()
    periods.sign(desk, HALF, "ME", TODAY)
    assert page.signed.sentence.text().startswith("! 2. halvår 2024 er underskrevet af ME")
    type_in(page.form.entry("place"), "Klubben")
    assert sessions.open_session(desk, inside).session.place == "Klubben"
    window.go("activities", outside)
    assert not page.signed.isVisible()
    window.go("activities", inside)
    QTest.mouseClick(page.signed.buttons[0], Left)
    counted(qtbot, window)
    assert window.effort.shown() is window.effort.parts["periods"]
