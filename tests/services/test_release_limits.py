"""Another limit after numbers were given out: what was given out stays, and all of it together gives nothing away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.exchange import aggregates
from nsk_desktop.measures.disclosure import Count, is_small
from nsk_desktop.services import release_counts, release_preview, releases
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.releases import Given
from tests.measures.attacker import Seen, differences, found
from tests.services.released import read, seen
from tests.services.team_desks import copied, reopened
from tests.services.test_releases import HALVES, LATER, TODAY, one_more_meeting, sign_all, signed_year

LIMITS = ((5, 12), (12, 5), (7, 50))


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


def given_out(desk: Desk, name: str, folder: Path, limit: int) -> Given:
    """What the window does: look, think again, look once more, and give out what was seen last."""
    release_preview.preview(desk, name, limit)
    shown = release_preview.preview(desk, name, limit)
    return releases.give_out(desk, name, folder, TODAY, shown.limit, shown.seen)


def got(files: list[Path]) -> dict[str, object]:
    """What somebody finds who has all *files*: files of one half-year speak of the same numbers."""
    all_of_them = Seen()
    for path in files:
        one = seen(read(path))
        name = f"{aggregates.read(path).half_year} "
        numbers = {f"{name}{key}": value for key, value in one.numbers.items()}
        # A number that any of the files shows is known.
        known = {key: value for key, value in all_of_them.numbers.items() if value is not None}
        all_of_them.add(one, name)
        all_of_them.numbers |= {key: value for key, value in known.items() if numbers.get(key) is None}
    return dict(found(all_of_them.spans()))


@pytest.mark.parametrize(("first", "then"), LIMITS)
def test_nobody_finds_a_hidden_number_after_the_limit_was_changed(
    desk: Desk, tmp_path: Path, first: int, then: int
) -> None:
    before = given_out(desk, "2025H1", tmp_path / "1", first)
    again = given_out(desk, "2025H1", tmp_path / "2", then)
    other = given_out(desk, "2025H2", tmp_path / "3", then)
    assert again.path.read_bytes() == before.path.read_bytes()
    assert [aggregates.read(one.path).limit for one in (before, again, other)] == [first, first, then]
    assert got([before.path, again.path, other.path]) == {}
    for one, limit in ((before, first), (other, then)):
        assert found(seen(read(one.path)).spans(), limit) == {}


@pytest.mark.parametrize(("first", "then"), LIMITS)
def test_no_difference_tells_what_came_between(desk: Desk, tmp_path: Path, first: int, then: int) -> None:
    """A forgotten meeting is put in, the half-year is signed again, and the limit is another: still the first file."""
    before = given_out(desk, "2025H1", tmp_path / "1", first)
    one_more_meeting(desk)
    for limit in (then, first):
        given_out(desk, "2025H1", tmp_path / f"åben {limit}", limit)
    releases.give_out_all(desk, tmp_path / "alle", LATER, then)
    sign_all(desk)
    given_out(desk, "2025H1", tmp_path / "2", then)
    files = sorted(tmp_path.glob("*/nsk-tal*2025H1.xlsx"))
    assert len(files) == 5
    assert {path.read_bytes() for path in files} == {before.path.read_bytes()}
    assert differences([seen(read(path)).numbers for path in files]) == set()


def test_control_with_the_small_numbers_alone_hidden_all_that_the_window_gives_out_is_solved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(counts: list[Count], limit: int, *_more: object) -> set[str]:
        return {one.key for one in counts if is_small(one.value, limit)}

    monkeypatch.setattr(release_counts, "hide", small)
    files = [given_out(desk, name, tmp_path / name, 5).path for name in HALVES]
    assert got(files) != {}


def test_control_were_the_first_file_not_kept_another_limit_would_give_hidden_numbers_away(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = given_out(desk, "2025H1", tmp_path / "1", 12)
    monkeypatch.setattr(releases, "_kept", lambda *_arguments: None)
    monkeypatch.setattr(releases, "_remember", lambda *_arguments: None)
    files = [before.path]
    for number in range(2, 6):
        after = given_out(desk, "2025H1", tmp_path / str(number), 5)
        assert aggregates.read(after.path).limit == 5
        files.append(after.path)
    assert got(files) != {}
