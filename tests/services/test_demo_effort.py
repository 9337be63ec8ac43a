"""The example year's money, stories and half-years: a whole picture, and a seal that holds."""

from nsk_desktop.services import budget, demo, effort, method_cards, periods, stories
from nsk_desktop.services.desk import Desk

MILLION = 100_000_000


def test_the_example_year_shows_every_part_of_the_effort(desk: Desk) -> None:
    demo.fill(desk)
    found = budget.overview(desk)
    assert found.total.sums.budget == 8 * MILLION
    assert {row.sums.budget for row in found.years} == {2 * MILLION}
    postings = budget.list_postings(desk)
    assert 15 <= len(postings) <= 25
    assert {posting.state for posting in postings} == {"planlagt", "disponeret", "bogført"}
    assert all(row.sums.left >= 0 for row in found.rows)
    assert [story.for_evaluation for story in stories.list_stories(desk)] == [False, True, True]
    assert len(method_cards.list_cards(desk)) == 2
    area = effort.get_area(desk)
    assert area is not None
    assert {area.trust_score, area.actors_score, area.need_score} <= {1, 2, 3, 4, 5}
    assert {row.year for row in effort.residents(area)} == {2024, 2025}


def test_one_half_year_of_the_example_is_signed_and_unchanged_and_one_is_closed(desk: Desk) -> None:
    demo.fill(desk)
    states = {row.id: row.state for row in periods.list_periods(desk)}
    assert (states["2025H1"], states["2025H2"], states["2024H1"]) == ("underskrevet", "lukket", "åbent")
    assert periods.signed_figures(desk, "2025H1") == periods.present_figures(desk, "2025H1")
    explanation = periods.explain(desk, "2025H1")
    assert explanation is not None
    assert (explanation.figures, explanation.changes, explanation.behind) == ((), (), False)
    assert periods.broken_seals(desk) == []
