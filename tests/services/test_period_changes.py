"""Why is the figure another? Exactly what was written about the half-year since it was signed, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.services import bridges, people, periods, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.periods import Explanation
from tests import make
from tests.services.test_periods import HALF, TODAY, meeting

SPRING, AUTUMN = date(2025, 3, 4), date(2025, 9, 4)


def explained(desk: Desk) -> Explanation:
    found = periods.explain(desk, HALF)
    assert found is not None
    return found


def told(desk: Desk) -> list[tuple[str, str]]:
    """What the explanation lists, in the order of the letters."""
    return sorted((one.sentence, one.effect) for one in explained(desk).changes)


def moved(desk: Desk) -> dict[str, int]:
    """How far each figure is from what was signed."""
    return {difference.name: difference.now - difference.signed for difference in explained(desk).figures}


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """A desk whose spring is signed: one meeting with Rose and Iris."""
    meeting(desk, "Rose", "Iris")
    periods.sign(desk, HALF, "AB", TODAY)
    return desk


def only_meeting(desk: Desk) -> str:
    return sessions.list_sessions(desk)[0].id


def test_a_half_year_that_nobody_signed_has_no_explanation(desk: Desk) -> None:
    meeting(desk, "Rose")
    assert periods.explain(desk, HALF) is None
    periods.close(desk, HALF)
    assert periods.explain(desk, HALF) is None


def test_nothing_is_told_when_nothing_has_happened(signed: Desk) -> None:
    assert explained(signed) == Explanation((), (), behind=False)


def test_a_meeting_that_came_to_is_told_with_its_people(signed: Desk) -> None:
    meeting(signed, "Solsikke", title="Ekstra")
    assert told(signed) == [
        ("Fremmøde kom til: Solsikke · Ekstra 04.03.2025", "+1 fremmøde"),
        ("Møde kom til: Ekstra 04.03.2025", "+1 møde"),
    ]
    assert moved(signed) == {
        "persons_lower": 1,
        "persons_upper": 1,
        "persons_registered": 1,
        "attendances_registered": 1,
        "sessions_held": 1,
    }
    change = explained(signed).changes[0]
    assert change.who == "AB"
    assert change.when.utcoffset() is not None


def test_a_meeting_that_went_out_takes_its_attendances_along(signed: Desk) -> None:
    sessions.delete_session(signed, only_meeting(signed))
    assert told(signed) == [("Møde gik ud: Kvindegruppen 04.03.2025", "-1 møde · -2 fremmøder")]
    assert moved(signed)["attendances_registered"] == -2


@pytest.mark.parametrize("change", [{"day": AUTUMN}, {"completed": False}, {"state": "aflyst"}])
def test_a_meeting_leaves_the_half_year_in_other_ways_too(signed: Desk, change: dict[str, object]) -> None:
    sessions.save_session(signed, only_meeting(signed), **change)
    ((sentence, effect),) = told(signed)
    assert sentence.startswith("Møde gik ud: Kvindegruppen")
    assert effect == "-1 møde · -2 fremmøder"


def test_a_meeting_from_outside_can_move_in(signed: Desk) -> None:
    outside = meeting(signed, "Ask", day=AUTUMN, title="Udefra")
    assert told(signed) == []
    sessions.save_session(signed, outside, day=SPRING)
    assert [sentence for sentence, _effect in told(signed)] == [
        "Fremmøde kom til: Ask · Udefra 04.03.2025",
        "Møde kom til: Udefra 04.03.2025",
    ]
    assert moved(signed)["attendances_registered"] == 1


def test_attendance_and_headcount_are_told_with_their_effect(signed: Desk) -> None:
    id = only_meeting(signed)
    rose = people.list_participants(signed, "Rose")[0].id
    sessions.set_presence(signed, id, rose, None)
    sessions.set_headcount(signed, id, low=3, high=5)
    assert told(signed) == [
        ("Fremmøde gik ud: Rose · Kvindegruppen 04.03.2025", "-1 fremmøde"),
        ("Optælling kom til: Kvindegruppen 04.03.2025", "+3-5 uden navn"),
    ]
    assert (moved(signed)["attendances_registered"], moved(signed)["anonymous_high"]) == (-1, 5)


def test_a_joined_pair_and_another_target_group_are_told(signed: Desk) -> None:
    rose, iris = (people.list_participants(signed, name)[0].id for name in ("Rose", "Iris"))
    people.judge_pair(signed, rose, iris, PairVerdict.SAME)
    assert told(signed) == [("Samme person: Iris / Rose", "2 → 1-2 borgere")], "they were seen together"
    assert moved(signed) == {"persons_lower": -1}
    people.judge_pair(signed, rose, iris, None)
    people.save_participant(signed, iris, target_group="M2")
    assert told(signed) == [("Deltager ændret: Iris", "2 → 1 borger")]


def test_joined_people_are_told_with_how_much_the_join_moves(desk: Desk) -> None:
    meeting(desk, "Rose", "Iris")
    meeting(desk, "Lilje", day=date(2025, 4, 1))
    outside = meeting(desk, "Solsikke", "Valmue", day=AUTUMN)
    periods.sign(desk, HALF, "AB", TODAY)
    rose, lily, sun, poppy = (
        people.list_participants(desk, name)[0].id for name in ("Rose", "Lilje", "Solsikke", "Valmue")
    )
    people.judge_pair(desk, rose, lily, PairVerdict.SAME)
    assert told(desk) == [("Samme person: Lilje / Rose", "3 → 2 borgere")]
    assert (moved(desk)["persons_lower"], moved(desk)["persons_upper"]) == (-1, -1)
    people.judge_pair(desk, rose, lily, PairVerdict.POSSIBLY)
    assert told(desk) == [("Måske samme: Lilje / Rose", "3 → 2-3 borgere")]
    people.judge_pair(desk, rose, lily, None)
    people.judge_pair(desk, rose, sun, PairVerdict.SAME)
    sessions.set_presence(desk, outside, poppy, None)
    assert (told(desk), moved(desk)) == ([], {}), "who came in the autumn only is nobody's double in the spring"


def test_of_three_answers_that_make_one_person_the_two_that_were_enough_are_told(desk: Desk) -> None:
    for name, day in (("Rose", 1), ("Iris", 2), ("Lilje", 3)):
        meeting(desk, name, day=date(2025, 4, day))
    periods.sign(desk, HALF, "AB", TODAY)
    rose, iris, lily = (people.list_participants(desk, name)[0].id for name in ("Rose", "Iris", "Lilje"))
    for one, other in ((rose, iris), (iris, lily), (rose, lily)):
        people.judge_pair(desk, one, other, PairVerdict.SAME)
    assert told(desk) == [
        ("Samme person: Iris / Lilje", "2 → 1 borger"),
        ("Samme person: Iris / Rose", "3 → 2 borgere"),
    ]
    assert moved(desk)["persons_registered"] == -2


def test_a_bridge_and_a_series_are_told(signed: Desk) -> None:
    group = series.new_series(signed, title="Gruppen", closed=True)
    sessions.save_session(signed, only_meeting(signed), series_id=group)
    bridges.new_bridge(signed, day=SPRING)
    series.save_series(signed, group, same_anonymous=True)
    assert told(signed) == [("Brobygning kom til: 04.03.2025", "+1 brobygning")], "nobody is anonymous in the series"
    assert moved(signed) == {"bridges": 1}


def test_a_series_whose_anonymous_members_are_the_same_is_told_with_what_that_moves(desk: Desk) -> None:
    group = series.new_series(desk, title="Gruppen", closed=True)
    for day in (SPRING, date(2025, 3, 11)):
        held = meeting(desk, "Rose", day=day)
        sessions.save_session(desk, held, series_id=group)
        sessions.set_headcount(desk, held, low=4)
    periods.sign(desk, HALF, "AB", TODAY)
    series.save_series(desk, group, same_anonymous=True)
    assert told(desk) == [("Forløb ændret: Gruppen", "5-10 → 5-6 borgere")]


def test_a_time_or_a_group_that_moves_no_figure_is_not_told(signed: Desk) -> None:
    sessions.save_session(signed, only_meeting(signed), from_time="17:00", to_time="19:00")
    absent = people.new_participant(signed, "Fraværende")
    sessions.set_presence(signed, only_meeting(signed), absent, "afbud")
    people.save_participant(signed, absent, target_group="M2")
    nobody = people.new_participant(signed, "Ukendt", target_group=None)
    sessions.set_presence(signed, only_meeting(signed), nobody, "til stede")
    sessions.set_headcount(signed, only_meeting(signed), target_group="", low=3)
    assert (told(signed), moved(signed)) == ([], {})
    people.save_participant(signed, nobody, target_group="M1")
    assert told(signed), "control"


def test_what_moves_no_figure_is_not_told(signed: Desk) -> None:
    id = only_meeting(signed)
    sessions.save_session(signed, id, title="Nyt navn", place="Klubben", summary="Godt", themes=["T1"])
    people.save_participant(signed, people.list_participants(signed, "Rose")[0].id, alias="Rosa")
    people.new_participant(signed, "En der aldrig kom")
    iris = people.list_participants(signed, "Iris")[0].id
    sessions.set_presence(signed, id, iris, None)
    sessions.set_presence(signed, id, iris, "til stede")
    assert explained(signed) == Explanation((), (), behind=False)


def test_a_change_outside_the_half_year_is_not_told(signed: Desk) -> None:
    outside = meeting(signed, "Solsikke", day=AUTUMN)
    sessions.set_headcount(signed, outside, low=7)
    bridges.new_bridge(signed, day=AUTUMN)
    sessions.delete_session(signed, outside)
    assert explained(signed) == Explanation((), (), behind=False)


def test_control_the_same_change_inside_is_told(signed: Desk) -> None:
    inside = meeting(signed, "Solsikke")
    sessions.set_headcount(signed, inside, low=7)
    bridges.new_bridge(signed, day=SPRING)
    assert len(told(signed)) == 4


def test_what_was_written_before_the_signature_is_not_told_after_opening_and_signing_again(signed: Desk) -> None:
    meeting(signed, "Solsikke")
    periods.reopen(signed, HALF)
    periods.sign(signed, HALF, "CD", TODAY)
    assert explained(signed) == Explanation((), (), behind=False)


def test_a_colleague_s_earlier_work_that_arrives_late_is_told(tmp_path: Path) -> None:
    with make.desk(tmp_path / "en") as desk, make.desk(tmp_path / "to", author="CD") as other:
        meeting(other, "Birk", title="Fædregruppen")
        meeting(desk, "Rose")
        periods.sign(desk, HALF, "AB", TODAY)
        desk.store.receive(other.store.journal())
        assert sorted((one.sentence, one.who) for one in explained(desk).changes) == [
            ("Fremmøde kom til: Birk · Fædregruppen 04.03.2025", "CD"),
            ("Møde kom til: Fædregruppen 04.03.2025", "CD"),
        ]
        # The colleague has the signature and all that was signed: the same is told there.
        other.store.receive(desk.store.journal())
        assert explained(other) == explained(desk)


def test_a_laptop_that_lacks_what_was_signed_says_so(tmp_path: Path) -> None:
    with make.desk(tmp_path / "en") as desk, make.desk(tmp_path / "to", author="CD") as other:
        meeting(desk, "Rose")
        periods.sign(desk, HALF, "AB", TODAY)
        signature = [entry for entry in desk.store.journal() if entry.kind == "period"]
        other.store.receive(signature)
        found = explained(other)
        assert found.behind
        assert {difference.now for difference in found.figures} == {0}
