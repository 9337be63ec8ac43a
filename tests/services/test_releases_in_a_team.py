"""Several computers and one half-year: whatever order things happen in, only one file of it ever leaves the house."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.periods import period_id
from nsk_desktop.domain.records import Period
from nsk_desktop.errors import NskError
from nsk_desktop.errors.releases import ColleaguesUnaware, SignatureUnsure, SignedElsewhere
from nsk_desktop.services import periods, releases, sessions, team
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import given_out
from tests.services.team_desks import give, introduce, new_desk, take

HALF = "2025H1"
TODAY = date(2026, 2, 1)


def meet(desk: Desk, people: int) -> None:
    """A meeting with so many people."""
    id = sessions.new_session(
        desk, day=date(2025, 3, 4), title="Café", type="dialogmøde", themes=["T1"], state="afholdt"
    )
    sessions.set_headcount(desk, id, low=people)
    sessions.complete_session(desk, id)


def hand_over(giver: Desk, taker: Desk, folder: Path) -> None:
    """A team file from one to the other."""
    take(taker, give(giver, folder / f"fil{len(list(folder.glob('fil*')))}"))


@pytest.fixture
def team_of_two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    one, other = (new_desk(tmp_path / name, name) for name in ("AB", "CD"))
    introduce(one, other, tmp_path / "kort")
    meet(one, 20)
    yield one, other
    one.close()
    other.close()


def test_a_half_year_is_given_out_when_every_computer_knows_who_signed(
    team_of_two: tuple[Desk, Desk], tmp_path: Path
) -> None:
    one, other = team_of_two
    hand_over(one, other, tmp_path)
    periods.sign(one, HALF, "AB", TODAY)
    with pytest.raises(ColleaguesUnaware, match="Bærbar CD"):
        releases.give_out(one, HALF, tmp_path / "1", TODAY)
    hand_over(other, one, tmp_path)
    with pytest.raises(ColleaguesUnaware):
        releases.give_out(one, HALF, tmp_path / "1", TODAY)
    hand_over(one, other, tmp_path)
    with pytest.raises(SignedElsewhere):
        releases.give_out(other, HALF, tmp_path / "2", TODAY)
    hand_over(other, one, tmp_path)
    given = releases.give_out(one, HALF, tmp_path / "1", TODAY)
    hand_over(one, other, tmp_path)
    again = releases.give_out(other, HALF, tmp_path / "2", TODAY)
    assert (given.first_time, again.first_time, again.twice) == (True, False, False)
    assert again.path.read_bytes() == given.path.read_bytes()


def test_a_computer_that_was_shut_out_is_not_waited_for(team_of_two: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = team_of_two
    periods.sign(one, HALF, "AB", TODAY)
    team.revoke(one, team.my_card(other).key)
    assert releases.give_out(one, HALF, tmp_path, TODAY).first_time


def test_two_who_signed_unaware_of_each_other_give_out_nothing(team_of_two: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, other = team_of_two
    hand_over(one, other, tmp_path)
    meet(other, 3)
    for desk, name in ((one, "AB"), (other, "CD")):
        periods.sign(desk, HALF, name, TODAY)
    hand_over(one, other, tmp_path)
    hand_over(other, one, tmp_path)
    for desk in (one, other):
        with pytest.raises(SignatureUnsure):
            releases.give_out(desk, HALF, tmp_path / "ud", TODAY)


def test_control_two_files_of_one_half_year_are_noticed(
    team_of_two: tuple[Desk, Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = team_of_two
    hand_over(one, other, tmp_path)
    meet(other, 30)
    monkeypatch.setattr(given_out, "unaware", lambda *_arguments: [])
    for desk, name in ((one, "AB"), (other, "CD")):
        periods.sign(desk, HALF, name, TODAY)
        assert not releases.give_out(desk, HALF, tmp_path / name, TODAY).twice
    hand_over(one, other, tmp_path)
    hand_over(other, one, tmp_path)
    for desk, name in ((one, "AB"), (other, "CD")):
        before = next((tmp_path / name).glob("*.xlsx")).read_bytes()
        again = releases.give_out(desk, HALF, tmp_path / f"{name} igen", TODAY)
        assert again.twice
        assert "To computere har givet" in again.remarks()[-1]
        # Each goes on saying what it said itself.
        assert again.path.read_bytes() == before


ACTIONS = ("meet", "sign", "settle", "send", "take", "out")
WEIGHTS = (1, 2, 2, 6, 8, 6)


def settle(desk: Desk) -> None:
    """Open the half-year again, and decide where several have said something of it."""
    periods.reopen(desk, HALF)
    with desk.store.change("afgør") as change:
        change.decide(Period, period_id(HALF), "signature", {})
        change.decide(Period, period_id(HALF), "state", "åbent")


def walk(desks: list[Desk], folder: Path, chance: random.Random, steps: int) -> set[str]:
    """Anybody does anything in any order; what left the house, each different file once."""
    out: set[str] = set()
    files: list[tuple[Desk, Path]] = []
    for step in range(steps):
        desk = chance.choice(desks)
        action = chance.choices(ACTIONS, WEIGHTS)[0]
        with suppress(NskError):
            if action == "meet":
                meet(desk, chance.randint(1, 30))
            elif action == "sign":
                periods.sign(desk, HALF, desk.store.author, TODAY)
            elif action == "settle":
                settle(desk)
            elif action == "send":
                files.append((desk, give(desk, folder / f"fil{step}")))
            elif action == "take" and files:
                giver, file = chance.choice(files[-4:])
                if giver is not desk:
                    take(desk, file)
            elif action == "out":
                out.add(releases.give_out(desk, HALF, folder / f"ud{step}", TODAY).path.read_bytes().hex())
    return out


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Desk]]:
    desks = [new_desk(tmp_path / name, name) for name in ("AB", "CD", "EF")]
    for place, one in enumerate(desks):
        for other in desks[place + 1 :]:
            introduce(one, other, tmp_path / f"kort {place}")
    yield desks
    for desk in desks:
        desk.close()


def all_meet(desks: list[Desk], folder: Path) -> None:
    """Everybody has a file of everybody, and of what they had from the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for giver in [*desks, *desks]:
        for taker in desks:
            if giver is not taker:
                hand_over(giver, taker, folder)


def give_out_again(desks: list[Desk], folder: Path) -> set[str]:
    return {
        releases.give_out(desk, HALF, folder / f"ud{place}", TODAY).path.read_bytes().hex()
        for place, desk in enumerate(desks)
    }


@pytest.mark.parametrize("seed", range(4))
def test_only_one_file_of_a_half_year_ever_leaves_the_house(three: list[Desk], tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    out = walk(three, tmp_path / "1", chance, 60)
    one = chance.choice(three)
    all_meet(three, tmp_path / "2")
    settle(one)
    periods.sign(one, HALF, "AB", TODAY)
    out |= walk(three, tmp_path / "3", chance, 40)
    if not out:
        all_meet(three, tmp_path / "4")
        settle(one)
        periods.sign(one, HALF, "AB", TODAY)
        all_meet(three, tmp_path / "5")
        out |= {releases.give_out(one, HALF, tmp_path / "6", TODAY).path.read_bytes().hex()}
    out |= walk(three, tmp_path / "7", chance, 60)
    all_meet(three, tmp_path / "8")
    out |= give_out_again(three, tmp_path / "9")
    assert len(out) == 1


def test_control_without_the_colleagues_word_several_files_leave(
    three: list[Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_out, "unaware", lambda *_arguments: [])
    assert len(walk(three, tmp_path, random.Random(0), 150)) > 1
