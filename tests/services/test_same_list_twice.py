"""One list that two laptops import: two entries of each person, which are asked about and joined by nobody alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.errors.people import WereTogether
from nsk_desktop.services import joining, people, same_person, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import pairs
from tests import make
from tests.services.test_joined import bring_together
from tests.services.test_list_import import matrix, take
from tests.services.test_people import bounds


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Desk]:
    """Another laptop, which knows nothing yet."""
    with make.desk(tmp_path / "kollega", author="MK") as other:
        yield other


@pytest.fixture
def twice(desk: Desk, colleague: Desk, tmp_path: Path) -> Desk:
    """The desk after both have imported the list and met."""
    for each in (desk, colleague):
        take(each, matrix(tmp_path))
    bring_together(desk, colleague)
    return desk


def asked(desk: Desk) -> list[str]:
    return sorted(f"{pair.first} / {pair.second}" for pair in same_person.suggestions(desk))


def answer_all(desk: Desk) -> None:
    for pair in same_person.suggestions(desk):
        joining.join(desk, pair.first_id, pair.second_id, {})


def test_everybody_is_asked_about_and_nobody_is_joined_alone(desk: Desk, twice: Desk, colleague: Desk) -> None:
    for each in (desk, colleague):
        assert len(sessions.list_sessions(each)) == 3, "the meetings are the same"
        assert len(people.list_participants(each)) == 6
        assert asked(each) == ["Amina / Amina", "Ida Hansen / Ida Hansen", "Sara / Sara"]
        assert people.list_pairs(each) == []


def test_joined_each_counts_once_and_taken_back_all_is_as_it_was(desk: Desk, twice: Desk, colleague: Desk) -> None:
    before = bounds(desk)
    answer_all(desk)
    assert asked(desk) == []
    assert bounds(desk)[0] == before[0] // 2
    assert people.contradictions(desk) == []
    bring_together(desk, colleague)
    assert bounds(colleague) == bounds(desk)
    for pair in people.list_pairs(colleague):
        people.judge_pair(colleague, pair.first.id, pair.second.id, None)
    assert bounds(colleague) == before


def test_a_join_that_another_laptop_answers_without_seeing_widens_the_figure(desk: Desk, twice: Desk) -> None:
    registered, lower, upper = bounds(desk)
    for pair in same_person.suggestions(desk):
        people.judge_pair(desk, pair.first_id, pair.second_id, PairVerdict.SAME)
    assert bounds(desk)[2] == upper
    assert bounds(desk)[1] < lower
    assert bounds(desk)[0] == registered
    assert people.contradictions(desk)


def test_two_of_one_name_whom_one_laptop_has_seen_together_are_two(desk: Desk, colleague: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    ida = people.list_participants(desk, "Ida")[0].id
    meeting = sessions.list_sessions(desk)[0].id
    other = people.new_and_present(desk, meeting, "Ida", surname="Hansen", birth_year=1980)
    assert asked(desk) == []
    with pytest.raises(WereTogether):
        joining.join(desk, ida, other, {})


def test_control_without_asking_who_registered_them_nobody_is_asked_about(
    twice: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "_registered_apart", lambda *_given: False)
    assert asked(twice) == []
