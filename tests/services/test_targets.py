"""Targets through the services: kept, undone, told of when they contradict, and compared with today's figures."""

from datetime import date, timedelta
from pathlib import Path

from nsk_desktop.domain.codes import Indicator
from nsk_desktop.domain.targets import WHOLE
from nsk_desktop.measures.targets import Now, Verdict
from nsk_desktop.services import figures, history, listing, sessions, targets
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.field_names import name_of_field
from tests.services.team_desks import give, introduce, new_desk, take
from tests.services.test_periods import meeting

TODAY = date(2025, 3, 11)


def test_a_target_is_kept_changed_and_taken_back(desk: Desk) -> None:
    id = targets.new_target(desk, TODAY)
    targets.save_target(desk, id, value=250)
    (kept,) = targets.list_targets(desk)
    assert (kept.indicator, kept.period, kept.value) == (Indicator.PERSONS, "2025", 250)
    assert targets.name_of(kept) == "Borgere nået, 2025"
    done = desk.undo()
    assert done is not None
    assert done.label == "Ret målet"
    assert targets.list_targets(desk)[0].value is None
    desk.redo()
    targets.delete_target(desk, id)
    assert targets.list_targets(desk) == []
    desk.undo()
    assert [row["value"] for row in listing.list_records(desk, "targets")] == [250]


def test_the_history_of_a_target_is_in_words(desk: Desk) -> None:
    id = targets.new_target(desk, TODAY, indicator=Indicator.MEETINGS, value=20)
    targets.save_target(desk, id, period="2025H1")
    targets.save_target(desk, id, period=WHOLE)
    told = repr(history.lines(desk, "target", id))
    assert "Møder afholdt" in told
    assert name_of_field("indicator") == "Hvad der tælles"


def test_contradictions_are_told_in_sentences_at_both(desk: Desk) -> None:
    one = targets.new_target(desk, TODAY, value=250)
    other = targets.new_target(desk, TODAY, value=300)
    part = targets.new_target(desk, TODAY, value=280, period="2025H1")
    told = targets.flaws(desk)
    assert told[one] == ["Et andet mål siger 300 for det samme. Slet eller ret det ene."]
    assert told[other] == ["Et andet mål siger 250 for det samme. Slet eller ret det ene."]
    assert told[part] == ["Det er mere end målet for Borgere nået, 2025, som er 250 og rummer dette. Ret det ene."]
    targets.delete_target(desk, one)
    assert targets.flaws(desk) == {}


def test_progress_is_the_figure_of_overview_and_nothing_more(desk: Desk) -> None:
    for month in (1, 2, 3):
        held = meeting(desk, f"Ode{month}", "Aya", day=date(2025, month, 4))
        sessions.set_headcount(desk, held, low=month)
    targets.new_target(desk, TODAY, value=6)
    targets.new_target(desk, TODAY, value=3, indicator=Indicator.MEETINGS)
    targets.new_target(desk, TODAY, value=3, period="2026")
    persons, meetings, coming = targets.progress(desk, TODAY)
    shown = figures.reach(desk, date(2025, 1, 1), TODAY).figures.persons
    assert persons.now == Now(shown.lower, shown.upper)
    assert persons.verdict is Verdict.REACHED
    assert (meetings.now, meetings.verdict) == (Now(3, 3), Verdict.REACHED)
    assert (coming.now, coming.verdict, coming.gone) == (None, Verdict.NOT_BEGUN, 0)
    earlier = targets.progress(desk, date(2025, 1, 31))
    assert {row.indicator: row.now for row in earlier if row.now}[Indicator.MEETINGS] == Now(1, 1)


def test_a_target_without_number_or_that_is_not_counted_so_has_no_progress(desk: Desk) -> None:
    targets.new_target(desk, TODAY)
    targets.new_target(desk, TODAY, value=3, period="")
    targets.new_target(desk, TODAY, value=3, indicator=Indicator.TIES, theme="T1")
    assert targets.progress(desk, TODAY) == []
    assert len(targets.flaws(desk)) == 3


def test_ties_that_nobody_rated_are_not_known(desk: Desk) -> None:
    targets.new_target(desk, TODAY, value=3, indicator=Indicator.TIES)
    (row,) = targets.progress(desk, TODAY + timedelta(days=1))
    assert (row.now, row.verdict) == (None, Verdict.UNKNOWN)


def test_two_laptops_that_change_a_target_unaware_of_each_other_are_both_seen(tmp_path: Path) -> None:
    one, other = new_desk(tmp_path / "one", "AB"), new_desk(tmp_path / "other", "CD")
    introduce(one, other, tmp_path / "cards")
    id = targets.new_target(one, TODAY, value=250)
    take(other, give(one, tmp_path / "first"))
    targets.save_target(one, id, value=300)
    targets.save_target(other, id, value=280)
    take(other, give(one, tmp_path / "second"))
    (conflict,) = history.conflicts(other)
    assert (conflict.kind, conflict.field) == ("target", "value")
    assert sorted(side.value for side in conflict.sides) == [280, 300]
    history.decide(other, conflict, 300)
    take(one, give(other, tmp_path / "third"))
    kept = targets.get(one, id)
    assert kept is not None
    assert kept.value == 300
    assert history.conflicts(one) == []
    for desk in (one, other):
        desk.close()
