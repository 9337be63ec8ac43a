"""Half-years: who may do what to them, what a signature freezes, and how tampering is seen."""

from datetime import date

import pytest

from nsk_desktop.domain.codes import PeriodState
from nsk_desktop.domain.periods import Period, period_id
from nsk_desktop.errors.periods import AlreadySigned, PeriodNotOver, SignerMissing
from nsk_desktop.services import checking, effort, people, periods, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.periods import PeriodRow

HALF = "2025H1"
TODAY = date(2025, 8, 1)
WHOLE = {"title": "Kvindegruppen", "type": "dialogmøde", "themes": ["T2"], "state": "afholdt", "completed": True}


def meeting(desk: Desk, *aliases: str, day: date = date(2025, 3, 4), **more: object) -> str:
    id = sessions.new_session(desk, **{**WHOLE, "day": day, **more})
    for alias in aliases:
        people.new_and_present(desk, id, alias)
    return id


def row(desk: Desk, half_year: str = HALF) -> PeriodRow:
    return next(row for row in periods.list_periods(desk) if row.id == half_year)


def test_every_half_year_of_the_programme_is_listed_and_open(desk: Desk) -> None:
    effort.name_area(desk, "Tingbjerg")
    rows = periods.list_periods(desk)
    assert [row.id for row in rows] == [f"{year}H{half}" for year in range(2024, 2028) for half in (1, 2)]
    assert {row.state for row in rows} == {PeriodState.OPEN}
    assert rows[2].label == "1. halvår 2025"


def test_a_half_year_is_closed_and_opened_again(desk: Desk) -> None:
    periods.close(desk, HALF)
    assert row(desk).state == PeriodState.CLOSED
    periods.reopen(desk, HALF)
    assert row(desk).state == PeriodState.OPEN
    desk.undo()
    assert row(desk).state == PeriodState.CLOSED


def test_a_signature_freezes_the_figures_of_the_day(desk: Desk) -> None:
    meeting(desk, "Rose", "Iris")
    meeting(desk, "Anemone", day=date(2025, 9, 1))
    periods.sign(desk, HALF, " AB ", TODAY)
    assert (row(desk).state, row(desk).signed_by, row(desk).signed_on) == ("underskrevet", "AB", TODAY)
    frozen = periods.signed_figures(desk, HALF)
    assert frozen == periods.present_figures(desk, HALF)
    assert (frozen["persons_registered"], frozen["attendances_registered"], frozen["sessions_held"]) == (2, 2, 1)
    meeting(desk, "Solsikke")
    assert periods.signed_figures(desk, HALF) == frozen
    assert periods.present_figures(desk, HALF)["persons_registered"] == 3


def test_a_half_year_is_not_signed_before_it_has_ended(desk: Desk) -> None:
    for today in (date(2025, 6, 30), date(2025, 1, 1)):
        with pytest.raises(PeriodNotOver, match=r"30\.06\.2025"):
            periods.sign(desk, HALF, "AB", today)
    periods.sign(desk, HALF, "AB", date(2025, 7, 1))


def test_nobody_signs_without_a_name(desk: Desk) -> None:
    with pytest.raises(SignerMissing):
        periods.sign(desk, HALF, "  ", TODAY)
    assert not row(desk).signed


def test_a_signed_half_year_is_opened_before_it_is_signed_or_closed_again(desk: Desk) -> None:
    periods.sign(desk, HALF, "AB", TODAY)
    with pytest.raises(AlreadySigned, match="AB"):
        periods.sign(desk, HALF, "CD", TODAY)
    with pytest.raises(AlreadySigned):
        periods.close(desk, HALF)
    periods.reopen(desk, HALF)
    assert periods.signed_figures(desk, HALF) == {}
    periods.sign(desk, HALF, "CD", TODAY)
    assert row(desk).signed_by == "CD"


def test_a_signed_half_year_blocks_no_edit_and_is_known_by_its_days(desk: Desk) -> None:
    id = meeting(desk, "Rose")
    periods.sign(desk, HALF, "AB", TODAY)
    assert sessions.save_session(desk, id, place="Klubben")
    signed = periods.signed_at(desk, date(2025, 6, 30))
    assert signed is not None
    assert signed.id == HALF
    assert periods.signed_at(desk, date(2025, 7, 1)) is None
    assert periods.signed_at(desk, None) is None


def test_drafts_of_the_half_year_are_told_because_they_count_nowhere(desk: Desk) -> None:
    meeting(desk, completed=False)
    meeting(desk, completed=False, state="aflyst")
    meeting(desk, completed=False, day=date(2025, 9, 1))
    assert (row(desk).unfinished, row(desk, "2025H2").unfinished) == (1, 1)


def test_the_check_sees_that_signed_figures_were_changed_behind_the_program(desk: Desk) -> None:
    meeting(desk, "Rose")
    periods.sign(desk, HALF, "AB", TODAY)
    assert checking.check_store(desk).problems == ()
    with desk.store.read() as read:
        period = read.get(Period, period_id(HALF))
    assert period is not None
    forged = {**period.signature, "figures": {**period.signature["figures"], "persons_lower": 900}}
    with desk.store.change("") as change:
        change.save(Period, period.id, signature=forged)
    assert not row(desk).intact
    assert checking.check_store(desk).problems == (
        "1. halvår 2025: de underskrevne tal passer ikke til deres underskrift",
    )
    desk.undo()
    assert checking.check_store(desk).problems == ()


def test_control_an_honest_change_of_state_breaks_no_seal(desk: Desk) -> None:
    periods.sign(desk, HALF, "AB", TODAY)
    periods.reopen(desk, HALF)
    assert periods.broken_seals(desk) == []
