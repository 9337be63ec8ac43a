"""Figures and documents of the open store: the same rows behind every number, and never a name."""

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from nsk_desktop.measures.reach import GROUPINGS
from nsk_desktop.services import demo, figures, initiatives, listing, people, reports, series, sessions
from nsk_desktop.services.desk import Desk
from tests.services.test_sessions import WHOLE, YEAR

TODAY = date(2025, 12, 1)


def test_half_years_are_those_with_finished_meetings(desk: Desk) -> None:
    assert figures.half_years(desk) == []
    for day in (date(2025, 9, 1), date(2024, 3, 1), date(2024, 4, 1)):
        sessions.complete_session(desk, sessions.new_session(desk, **{**WHOLE, "day": day, "mode": "ikke optalt"}))
    sessions.new_session(desk, **{**WHOLE, "day": date(2026, 1, 1)})
    assert figures.half_years(desk) == ["2024H1", "2025H2"]


def test_the_summary_and_the_figure_rest_on_the_same_rows(desk: Desk) -> None:
    demo.fill(desk, 1)
    summary = reports.activity_summary(desk, *YEAR, TODAY)
    found = figures.reach(desk, *YEAR, "theme")
    assert summary.reach.figures == found.figures
    counted = [line for line in summary.sessions if line.reach and line.state == "afholdt"]
    assert sum(line.registered for line in counted) == found.figures.attendances.registered
    assert len(counted) == found.figures.sessions.held


def test_no_name_stands_in_the_printed_summary(desk: Desk, tmp_path: Path) -> None:
    meeting = sessions.new_session(desk, **WHOLE, summary="Zqxvresumé")
    people.new_and_present(desk, meeting, "Zqxvrose", surname="Zqxvødegård", safe_contact="Zqxvkontakt")
    sessions.complete_session(desk, meeting)
    reports.write_activity(desk, tmp_path / "oversigt.pdf", *YEAR, TODAY)
    reader = PdfReader(tmp_path / "oversigt.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Kvindegruppen" in text
    assert "Zqxv" not in text + repr(reader.metadata)


def test_a_list_gives_json_values_and_nothing_deleted(desk: Desk) -> None:
    kept = sessions.new_session(desk, **WHOLE)
    sessions.delete_session(desk, sessions.new_session(desk, **WHOLE))
    rows = listing.list_records(desk, "sessions")
    assert [row["id"] for row in rows] == [kept]
    assert rows[0]["day"] == "2025-03-04"
    assert set(listing.LISTS) == set(listing.SHOWN)


def test_who_had_not_come_before_the_period_is_new_whatever_the_theme(desk: Desk) -> None:
    before = sessions.new_session(desk, **{**WHOLE, "day": date(2024, 11, 5), "themes": ["T1"]})
    planning = sessions.new_session(desk, **{**WHOLE, "day": date(2024, 11, 6), "type": "koordineringsmøde"})
    now = sessions.new_session(desk, **{**WHOLE, "day": date(2025, 3, 4), "themes": ["T2"]})
    known = people.new_and_present(desk, before, "Amina")
    helper = people.new_and_present(desk, planning, "Bilan")
    for person in (known, helper):
        sessions.set_presence(desk, now, person, "til stede")
    people.new_and_present(desk, now, "Ceyda")
    for meeting in (before, planning, now):
        sessions.complete_session(desk, meeting)
    (theme,) = figures.reach(desk, *YEAR, "theme", newcomers=True).groups
    assert (theme.key, theme.figures.persons.registered, theme.new) == ("T2", 3, 2)
    (unasked,) = figures.reach(desk, *YEAR, "theme").groups
    assert unasked.new is None


def test_meetings_are_grouped_by_series_and_initiative_by_their_names(desk: Desk) -> None:
    started = initiatives.new_initiative(desk, title="Åbne døre")
    for title in ("Ældre kvinder", "Café"):
        standing = series.new_series(desk, title=title)
        meeting = sessions.new_session(desk, **WHOLE, series_id=standing, initiative_id=started)
        people.new_and_present(desk, meeting, title)
        sessions.complete_session(desk, meeting)
    alone = sessions.new_session(desk, **{**WHOLE, "mode": "ikke optalt"})
    sessions.complete_session(desk, alone)
    by_series = figures.reach(desk, *YEAR, "series").groups
    assert [(group.label, group.figures.persons.registered) for group in by_series] == [
        ("Café", 1),
        ("Ældre kvinder", 1),
        ("Uden forløb", 0),
    ]
    named, without = figures.reach(desk, *YEAR, "initiative").groups
    assert (named.key, named.label, named.figures.persons.registered) == (started, "Åbne døre", 2)
    assert without.label == "Uden initiativ"


def test_a_filter_for_a_group_gives_the_figures_of_the_group(desk: Desk) -> None:
    demo.fill(desk, 1)
    for by in GROUPINGS:
        for group in figures.reach(desk, *YEAR, by).groups:
            assert figures.reach(desk, *YEAR, None, {by: (group.key,)}).figures == group.figures, (by, group.key)
