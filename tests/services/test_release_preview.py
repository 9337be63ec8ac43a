"""Looking before giving out: what is shown is what is given out, and why each hidden number is hidden is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nsk_desktop.errors.releases import LimitTooLow, NotSigned, OtherThanSeen
from nsk_desktop.exchange.aggregates import HIDDEN
from nsk_desktop.services import release_preview, releases
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.release_counts import Why, count_half_year
from tests.services.released import numbers, read
from tests.services.team_desks import copied, reopened
from tests.services.test_releases import LATER, TODAY, one_more_meeting, signed_year


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("færdig") / "lager"
    signed_year(folder).close()
    return folder


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = reopened(copied(ready, tmp_path / "lager"))
    yield opened
    opened.close()


def not_zero(path: Path) -> list[object]:
    return [cell for cell in numbers(read(path)) if cell != 0]


def test_what_was_seen_is_what_is_given_out(desk: Desk, tmp_path: Path) -> None:
    seen = release_preview.preview(desk, "2025H1", 5)
    assert seen.given_on is None
    given = releases.give_out(desk, "2025H1", tmp_path, TODAY, 5, seen.seen)
    assert not_zero(given.path) == [HIDDEN if one.shown is None else one.shown for one in seen.numbers]
    assert seen.hidden == given.hidden > 10


def test_control_without_what_was_seen_other_numbers_are_drawn(desk: Desk) -> None:
    drawn = {release_preview.preview(desk, "2025H1", 5).seen.pages for _each in range(4)}  # type: ignore[union-attr]
    assert len(drawn) > 1


def test_each_reason_is_the_true_one(desk: Desk) -> None:
    seen = release_preview.preview(desk, "2025H1", 5)
    with desk.store.read() as reader:
        bare = count_half_year(reader, "2025H1").pages
    true = [cell for cell in numbers(bare) if cell != 0]
    for one, value in zip(seen.numbers, true, strict=True):
        assert isinstance(value, int)
        assert (one.why == Why.SMALL) == (one.shown is None and value < 5)
        assert bool(one.why) == bool(one.said) == (one.shown is None)
    assert seen.because(Why.BESIDE) > 0
    assert seen.hidden == sum(seen.because(why) for why in Why)


def test_looking_leaves_no_trace(desk: Desk) -> None:
    before = len(desk.store.journal())
    release_preview.preview(desk, "2025H1", 5)
    assert len(desk.store.journal()) == before
    assert [row.given_on for row in releases.half_years(desk)] == [None, None]


def test_what_was_given_out_is_shown_as_it_was_whatever_the_limit_is_now(desk: Desk, tmp_path: Path) -> None:
    first = releases.give_out(desk, "2025H1", tmp_path / "a", TODAY)
    one_more_meeting(desk)
    seen = release_preview.preview(desk, "2025H1", 20)
    assert (seen.given_on, seen.limit, seen.seen) == (TODAY, 5, None)
    again = releases.give_out(desk, "2025H1", tmp_path / "b", LATER, seen.limit, seen.seen)
    assert again.path.read_bytes() == first.path.read_bytes()
    assert [one.shown for one in seen.numbers if one.shown is not None] == [
        cell for cell in not_zero(first.path) if cell != HIDDEN
    ]


def test_what_was_corrected_since_is_not_given_out_unseen(desk: Desk, tmp_path: Path) -> None:
    seen = release_preview.preview(desk, "2025H1", 5)
    assert seen.seen is not None
    moved = replace(seen.seen, pages=seen.seen.pages[1:])
    with pytest.raises(OtherThanSeen):
        releases.give_out(desk, "2025H1", tmp_path, TODAY, 5, moved)
    with pytest.raises(OtherThanSeen):
        releases.give_out(desk, "2025H2", tmp_path, TODAY, 5, seen.seen)
    assert list(tmp_path.glob("*.xlsx")) == []
    assert [row.given_on for row in releases.half_years(desk)] == [None, None]


def test_what_cannot_be_given_out_is_refused_when_looked_at(desk: Desk) -> None:
    with pytest.raises(NotSigned):
        release_preview.preview(desk, "2024H1", 5)
    with pytest.raises(LimitTooLow):
        release_preview.preview(desk, "2025H1", 4)
