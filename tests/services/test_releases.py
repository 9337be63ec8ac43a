"""Giving figures out: of signed half-years only, once and for good, and nothing hidden is found in all of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Period, Release
from nsk_desktop.domain.releases import release_id
from nsk_desktop.errors.releases import (
    FiguresMoved,
    LimitTooLow,
    NotAHalfYear,
    NothingSigned,
    NotSigned,
    ReleaseAltered,
    ReleaseLost,
    SignatureUnsure,
)
from nsk_desktop.exchange import aggregates
from nsk_desktop.exchange.aggregates import HIDDEN
from nsk_desktop.measures.disclosure import Count, is_small
from nsk_desktop.services import demo, periods, release_counts, releases, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.releases import Given
from tests.measures.attacker import Seen, differences, found
from tests.services.released import numbers, read, seen
from tests.services.team_desks import copied, new_desk, reopened

TODAY = date(2026, 2, 1)
LATER = date(2026, 5, 1)
HALVES = ("2025H1", "2025H2")


def signed_year(folder: Path, seed: int = 1) -> Desk:
    """A desk with a demo year, whose half-years are signed."""
    desk = new_desk(folder, "AB")
    demo.fill(desk, seed)
    sign_all(desk)
    return desk


def sign_all(desk: Desk) -> None:
    for row in periods.list_periods(desk):
        if row.id in HALVES and not row.signed:
            periods.sign(desk, row.id, "AB", TODAY)


def one_more_meeting(desk: Desk, day: date = date(2025, 3, 4), people: int = 3) -> None:
    """A meeting that was forgotten, and that moves the figures."""
    id = sessions.new_session(desk, day=day, title="Glemt café", type="dialogmøde", themes=["T1"], state="afholdt")
    sessions.set_headcount(desk, id, low=people)
    sessions.complete_session(desk, id)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed store with a signed year: to make one takes a while."""
    folder = tmp_path_factory.mktemp("færdig") / "lager"
    signed_year(folder).close()
    return folder


@pytest.fixture
def desk(ready: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = reopened(copied(ready, tmp_path / "lager"))
    yield opened
    opened.close()


def known(given: list[Given]) -> Seen:
    """What somebody knows who has all these files."""
    all_of_them = Seen()
    for number, one in enumerate(given):
        all_of_them.add(seen(read(one.path)), f"{one.half_year} {number} ")
    return all_of_them


@pytest.mark.parametrize("seed", range(1, 6))
def test_nobody_with_all_releases_finds_a_hidden_number(tmp_path: Path, seed: int) -> None:
    desk = signed_year(tmp_path / "lager", seed)
    first = releases.give_out_all(desk, tmp_path / "1", TODAY)
    one_more_meeting(desk)
    again = releases.give_out_all(desk, tmp_path / "2", LATER)
    desk.close()
    files = [*first.files, *again.files]
    assert [one.half_year for one in files] == [*HALVES, *HALVES]
    for one in files:
        shown = numbers(read(one.path))
        assert HIDDEN in shown
        assert not [cell for cell in shown if isinstance(cell, int) and 0 < cell < 5]
    spans = known(files).spans()
    assert len(spans) > 40
    assert found(spans) == {}
    for half in HALVES:
        assert differences([seen(read(one.path)).numbers for one in files if one.half_year == half]) == set()


def test_control_with_the_small_numbers_alone_hidden_the_attacker_finds_some(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(counts: list[Count], limit: int, *_more: object) -> set[str]:
        return {one.key for one in counts if is_small(one.value, limit)}

    monkeypatch.setattr(release_counts, "hide", small)
    assert found(known(list(releases.give_out_all(desk, tmp_path, TODAY).files)).spans()) != {}


def test_a_later_file_of_the_same_half_year_is_the_same_to_the_byte(desk: Desk, tmp_path: Path) -> None:
    before = releases.give_out(desk, "2025H1", tmp_path / "1", TODAY)
    assert (before.first_time, before.moved, before.made_on) == (True, 0, TODAY)
    one_more_meeting(desk, people=30)
    after = releases.give_out(desk, "2025H1", tmp_path / "2", LATER, limit=9)
    assert after.path.read_bytes() == before.path.read_bytes()
    assert (after.first_time, after.made_on, after.twice) == (False, TODAY, False)
    assert after.moved > 3
    assert "ville være andre i dag" in after.remarks()[0]


def test_control_were_it_counted_anew_the_difference_would_tell(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = releases.give_out(desk, "2025H1", tmp_path / "1", TODAY)
    one_more_meeting(desk, people=3)
    periods.reopen(desk, "2025H1")
    sign_all(desk)
    monkeypatch.setattr(releases, "_kept", lambda *_arguments: None)
    monkeypatch.setattr(releases, "_remember", lambda *_arguments: None)
    after = releases.give_out(desk, "2025H1", tmp_path / "2", LATER)
    told = differences([seen(read(one.path)).numbers for one in (before, after)])
    assert "Fremmøder|type=Dialogmøde" in told


@pytest.mark.parametrize("text", ["2025", "2025H3", "2025H1-2025H2", "2025-01-01", "", "0000H1", "2025h1 "])
def test_other_periods_than_half_years_are_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    with pytest.raises(NotAHalfYear):
        releases.give_out(desk, text, tmp_path, TODAY)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_control_a_whole_year_beside_its_half_years_would_give_hidden_numbers_away(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = list(releases.give_out_all(desk, tmp_path, TODAY).files)
    bounds = {"2025": (date(2025, 1, 1), date(2025, 12, 31))}
    monkeypatch.setattr(release_counts, "half_year_bounds", lambda name: bounds[name])
    with desk.store.read() as reader:
        year = seen(release_counts.count_half_year(reader, "2025", 5, b"lod").pages)
    all_of_them = known(files)
    all_of_them.add(year, "2025 ")
    for key in year.numbers:
        all_of_them.sums.append((f"2025 {key}", (f"2025H1 0 {key}", f"2025H2 1 {key}")))
    assert found(all_of_them.spans()) != {}


def test_what_nobody_has_signed_is_not_given_out(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "lager", "AB")
    with pytest.raises(NothingSigned):
        releases.give_out_all(desk, tmp_path, TODAY)
    with pytest.raises(NotSigned, match="2025H1 er ikke underskrevet"):
        releases.give_out(desk, "2025H1", tmp_path, TODAY)
    desk.close()


def test_figures_that_moved_since_they_were_signed_are_signed_again_first(desk: Desk, tmp_path: Path) -> None:
    one_more_meeting(desk)
    with pytest.raises(FiguresMoved):
        releases.give_out(desk, "2025H1", tmp_path, TODAY)
    made = releases.give_out_all(desk, tmp_path, TODAY)
    assert [one.half_year for one in made.files] == ["2025H2"]
    assert [type(problem) for problem in made.refused] == [FiguresMoved]
    periods.reopen(desk, "2025H1")
    sign_all(desk)
    assert releases.give_out(desk, "2025H1", tmp_path, TODAY).first_time


def test_a_forged_signature_is_not_given_out(desk: Desk, tmp_path: Path) -> None:
    with desk.store.read() as reader:
        period = next(one for one in reader.all(Period) if one.half_year == "2025H1")
    forged = {**period.signature, "by": "Fremmed"}
    with desk.store.change("forfalskning") as change:
        change.save(Period, period.id, signature=forged)
    with pytest.raises(SignatureUnsure):
        releases.give_out(desk, "2025H1", tmp_path, TODAY)


@pytest.mark.parametrize("limit", [4, 0, -1, 51])
def test_the_limit_can_be_raised_and_never_lowered(desk: Desk, tmp_path: Path, limit: int) -> None:
    with pytest.raises(LimitTooLow):
        releases.give_out(desk, "2025H1", tmp_path, TODAY, limit)
    made = releases.give_out(desk, "2025H1", tmp_path, TODAY, 12)
    assert not [cell for cell in numbers(read(made.path)) if isinstance(cell, int) and 0 < cell < 12]
    assert aggregates.read(made.path).limit == 12


def test_it_is_no_step_that_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    label = desk.undo_label
    before = releases.give_out(desk, "2025H1", tmp_path / "1", TODAY).path.read_bytes()
    assert desk.undo_label == label
    with desk.store.change("slet") as change:
        change.delete(Release, release_id("2025H1"))
    assert releases.give_out(desk, "2025H1", tmp_path / "2", LATER).path.read_bytes() == before


def test_what_is_kept_and_was_altered_is_not_given_out(desk: Desk, tmp_path: Path) -> None:
    releases.give_out(desk, "2025H1", tmp_path / "1", TODAY)
    with desk.store.read() as reader:
        release = reader.get(Release, release_id("2025H1"))
    assert release is not None
    altered = {**release.content, "file": release.content["file"].replace("142", "143")}
    assert altered != release.content
    with desk.store.change("ændring") as change:
        change.save(Release, release.id, content=altered)
    with pytest.raises(ReleaseAltered):
        releases.give_out(desk, "2025H1", tmp_path / "2", LATER)


def test_a_backup_put_back_does_not_make_it_forget(tmp_path: Path) -> None:
    desk = signed_year(tmp_path / "lager")
    copy = desk.back_up("manual")
    assert copy is not None
    before = releases.give_out(desk, "2025H1", tmp_path / "1", TODAY)
    desk.put_back(copy)
    desk = reopened(tmp_path / "lager")
    with pytest.raises(ReleaseLost):
        releases.give_out(desk, "2025H1", tmp_path / "2", LATER)
    made = releases.half_years(desk)
    assert [(row.id, row.given_on) for row in made] == [("2025H1", None), ("2025H2", None)]
    desk.close()
    assert before.path.exists()


def test_half_years_are_listed_with_the_day_they_were_given_out(desk: Desk, tmp_path: Path) -> None:
    releases.give_out(desk, "2025H2", tmp_path, TODAY)
    rows = releases.half_years(desk)
    assert [(row.id, row.given_on) for row in rows] == [("2025H1", None), ("2025H2", TODAY)]
    assert rows[0].label == "1. halvår 2025"


def test_the_shown_sums_are_the_signed_figures(desk: Desk, tmp_path: Path) -> None:
    told = seen(read(releases.give_out(desk, "2025H1", tmp_path, TODAY).path)).numbers
    signed = periods.signed_figures(desk, "2025H1")
    assert told["Fremmøder"] == signed["attendances_registered"] + signed["anonymous_low"]
    assert told["Aktiviteter"] == signed["sessions_held"]
