"""Expected meetings: worked out, asked for, and made into the same session on every laptop."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.identity import expected_session_id
from nsk_desktop.domain.records import Expectation, Session
from nsk_desktop.errors.registration import HeldAlready
from nsk_desktop.services import checking, expected, history, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.public_holidays import holiday_name
from nsk_desktop.store import journal
from tests import make

TODAY = date(2025, 3, 11)
TUESDAYS = [date(2025, 3, 4) + timedelta(weeks=week) for week in range(6)]


def new_group(desk: Desk, **fields: object) -> str:
    """A women's group on Tuesdays since 4 March."""
    usual: dict[str, object] = {
        "weekday": 2,
        "interval_weeks": 1,
        "start": TUESDAYS[0],
        "from_time": "18:00",
        "place": "Beboerhuset",
    }
    return series.new_series(desk, **{"title": "Kvindegruppen", "themes": ["T2"]} | usual | fields)


def days(desk: Desk, group: str, last: date = TUESDAYS[-1]) -> list[date]:
    return [row.day for row in expected.list_expected(desk, TUESDAYS[0], last, group)]


def session(desk: Desk, id: str) -> Session:
    return sessions.open_session(desk, id).session


def test_nothing_is_stored_of_an_expected_meeting_until_something_is_said(desk: Desk) -> None:
    group = new_group(desk)
    assert days(desk, group) == TUESDAYS
    with desk.store.read() as read:
        assert read.all(Session) == []
        assert read.all(Expectation) == []


def test_registering_makes_the_session_with_what_the_series_says(desk: Desk) -> None:
    group = new_group(desk)
    id = expected.register(desk, group, TUESDAYS[1], TODAY)
    made = session(desk, id)
    assert id == expected_session_id(group, TUESDAYS[1])
    assert (made.day, made.expected_on, made.from_time, made.place) == (TODAY, TODAY, "18:00", "Beboerhuset")
    assert (made.title, made.themes, made.state, made.completed) == ("Kvindegruppen", ["T2"], "afholdt", False)
    assert days(desk, group) == [TUESDAYS[0], *TUESDAYS[2:]]
    assert session(desk, expected.register(desk, group, TUESDAYS[3], TODAY)).state == SessionState.PLANNED


def test_a_cancelled_or_moved_meeting_is_not_asked_for_again(desk: Desk) -> None:
    group = new_group(desk)
    off = session(desk, expected.cancel(desk, group, TUESDAYS[0], "Sygdom"))
    assert (off.state, off.cancel_reason, off.completed) == (SessionState.CANCELLED, "Sygdom", True)
    moved = session(desk, expected.move(desk, group, TUESDAYS[2], date(2025, 3, 27)))
    assert (moved.day, moved.expected_on, moved.state) == (date(2025, 3, 27), TUESDAYS[2], SessionState.PLANNED)
    assert days(desk, group) == [TUESDAYS[1], *TUESDAYS[3:]]
    expected.move(desk, group, TUESDAYS[2], date(2025, 3, 28))
    assert session(desk, moved.id).day == date(2025, 3, 28)


def test_a_skipped_meeting_is_no_session_and_comes_back_when_it_is_expected_again(desk: Desk) -> None:
    group = new_group(desk)
    expected.skip(desk, group, TUESDAYS[0])
    assert days(desk, group) == TUESDAYS[1:]
    assert expected.skipped_days(desk, group, TUESDAYS[0], TUESDAYS[-1]) == [TUESDAYS[0]]
    assert sessions.list_sessions(desk) == []
    desk.undo()
    assert days(desk, group) == TUESDAYS
    desk.redo()
    expected.expect_again(desk, group, TUESDAYS[0])
    assert days(desk, group) == TUESDAYS


def test_a_registered_meeting_stands_although_somebody_skips_it(desk: Desk) -> None:
    group = new_group(desk)
    id = expected.register(desk, group, TUESDAYS[0], TODAY)
    expected.skip(desk, group, TUESDAYS[0])
    assert session(desk, id).day == TUESDAYS[0]


def test_a_meeting_that_goes_to_the_bin_is_expected_again_and_registering_takes_it_back_out(desk: Desk) -> None:
    group = new_group(desk)
    id = expected.register(desk, group, TUESDAYS[0], TODAY)
    sessions.save_session(desk, id, summary="Vi talte om skole.")
    sessions.delete_session(desk, id)
    assert days(desk, group) == TUESDAYS
    assert expected.register(desk, group, TUESDAYS[0], TODAY) == id
    assert session(desk, id).summary == "Vi talte om skole."


def test_a_meeting_made_by_hand_stands_for_the_expected_one_on_its_very_day_only(desk: Desk) -> None:
    group = new_group(desk)
    sessions.new_in_series(desk, group, TUESDAYS[0])
    sessions.new_in_series(desk, group, TUESDAYS[1] + timedelta(days=3))
    assert days(desk, group) == TUESDAYS[1:]


def test_a_new_meeting_of_the_series_is_the_expected_one_when_one_is_expected(desk: Desk) -> None:
    group = new_group(desk)
    assert expected.meet(desk, group, TUESDAYS[1], TODAY) == expected_session_id(group, TUESDAYS[1])
    extra = session(desk, expected.meet(desk, group, TUESDAYS[1], TODAY))
    assert (extra.expected_on, extra.day, extra.place) == (None, TUESDAYS[1], "Beboerhuset")


def test_every_way_to_speak_of_a_meeting_is_one_step_back(desk: Desk) -> None:
    group = new_group(desk)
    for act in (
        lambda: expected.register(desk, group, TUESDAYS[0], TODAY),
        lambda: expected.cancel(desk, group, TUESDAYS[0]),
        lambda: expected.move(desk, group, TUESDAYS[0], TODAY),
        lambda: expected.skip(desk, group, TUESDAYS[0]),
    ):
        act()
        assert "Kvindegruppen" in (desk.undo_label or "")
        assert "04.03.2025" in (desk.undo_label or "")
        desk.undo()
        assert days(desk, group) == TUESDAYS


# Two laptops


def exchange_all(one: Desk, other: Desk) -> None:
    """Each gets the other's whole journal."""
    for source, target in ((one, other), (other, one)):
        target.store.receive(source.store.journal())


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Desk, Desk, str]]:
    """Two laptops that know the same group."""
    with make.desk(tmp_path / "a", author="AB") as one, make.desk(tmp_path / "b", author="CD") as other:
        group = new_group(one)
        exchange_all(one, other)
        yield one, other, group


def test_two_laptops_that_register_the_same_meeting_make_one(laptops: tuple[Desk, Desk, str]) -> None:
    one, other, group = laptops
    ids = {expected.register(desk, group, TUESDAYS[0], TODAY) for desk in (one, other)}
    exchange_all(one, other)
    for desk in (one, other):
        (row,) = sessions.list_sessions(desk)
        assert {row.id} == ids
        assert history.conflicts(desk) == []
        assert days(desk, group) == TUESDAYS[1:]


def test_control_meetings_with_ids_of_their_own_would_be_two(laptops: tuple[Desk, Desk, str]) -> None:
    one, other, group = laptops
    for desk in (one, other):
        sessions.new_in_series(desk, group, TUESDAYS[0])
    exchange_all(one, other)
    assert len(sessions.list_sessions(one)) == 2


def test_one_registers_what_the_other_skips_and_the_meeting_stands(laptops: tuple[Desk, Desk, str]) -> None:
    one, other, group = laptops
    expected.register(one, group, TUESDAYS[0], TODAY)
    expected.skip(other, group, TUESDAYS[0])
    exchange_all(one, other)
    for desk in (one, other):
        assert [row.day for row in sessions.list_sessions(desk)] == [TUESDAYS[0]]


# Holidays


def move_to_thursday(desk: Desk, group: str, day: date) -> str:
    """Move the meeting of that Tuesday."""
    return expected.move(desk, group, day, date(2025, 3, 6))


@pytest.mark.parametrize("act", [expected.cancel, move_to_thursday])
def test_a_meeting_that_a_colleague_held_is_not_cancelled_or_moved_from_an_old_list(
    laptops: tuple[Desk, Desk, str], act: Callable[[Desk, str, date], str]
) -> None:
    one, other, group = laptops
    id = expected.register(one, group, TUESDAYS[0], TODAY)
    other.store.receive(one.store.journal())
    with pytest.raises(HeldAlready, match=r"Kvindegruppen 04\.03\.2025"):
        act(other, group, TUESDAYS[0])
    made = session(other, id)
    assert (made.state, made.day) == (SessionState.HELD, TUESDAYS[0])
    act(other, group, TUESDAYS[1])  # control: one that nobody registered


@pytest.mark.parametrize("held_first", [True, False])
def test_held_on_one_laptop_and_cancelled_on_the_other_it_was_held_and_the_cancelling_is_shown(
    laptops: tuple[Desk, Desk, str], held_first: bool
) -> None:
    one, other, group = laptops
    acts: list[Callable[[], str]] = [
        lambda: expected.register(one, group, TUESDAYS[0], TODAY),
        lambda: expected.cancel(other, group, TUESDAYS[0], "Sygdom"),
    ]
    for act in acts if held_first else reversed(acts):
        act()
    exchange_all(one, other)
    for desk in (one, other):
        id = expected_session_id(group, TUESDAYS[0])
        assert session(desk, id).state == SessionState.HELD
        (found,) = (conflict for conflict in history.conflicts(desk, id) if conflict.field == "state")
        assert [side.value for side in found.sides] == ["afholdt", "aflyst"]
        assert checking.check_store(desk).problems == ()


def test_control_without_the_rule_the_newest_is_shown(
    laptops: tuple[Desk, Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "STANDS", {})
    one, other, group = laptops
    id = expected.register(one, group, TUESDAYS[0], TODAY)
    expected.cancel(other, group, TUESDAYS[0], "Sygdom")
    exchange_all(one, other)
    assert session(one, id).state == SessionState.CANCELLED


def test_danish_holidays_are_known_and_the_one_that_was_abolished_is_none() -> None:
    assert holiday_name(date(2025, 4, 21)) == "2. påskedag"
    assert holiday_name(date(2024, 4, 26)) == ""
    assert "bededag" in holiday_name(date(2023, 5, 5)).lower()
    assert holiday_name(date(2025, 4, 22)) == ""


def test_a_meeting_on_a_holiday_is_neither_dropped_nor_kept_until_somebody_answers(desk: Desk) -> None:
    group = new_group(desk, weekday=1)
    easter = date(2025, 4, 21)

    def asked() -> list[tuple[date, str]]:
        return [(row.day, row.holiday) for row in expected.list_expected(desk, easter, easter, group)]

    assert asked() == [(easter, "2. påskedag")]
    expected.keep(desk, group, easter)
    assert asked() == [(easter, "")]
    expected.skip(desk, group, easter)
    assert asked() == []


def test_a_cancelled_meeting_that_is_moved_is_asked_for_again(desk: Desk) -> None:
    group = new_group(desk)
    id = expected.cancel(desk, group, TUESDAYS[1], "Sygdom")
    expected.move(desk, group, TUESDAYS[1], date(2025, 3, 20))
    moved = session(desk, id)
    assert (moved.state, moved.completed, moved.cancel_reason) == (SessionState.PLANNED, False, "")
