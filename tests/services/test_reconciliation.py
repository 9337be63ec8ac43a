"""The centre's figures against the laptops' own: equal, or the difference is told with its reason."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.codes import PairVerdict
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.services import central, evaluation, people, sessions
from nsk_desktop.services.central import Merged
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.reconciliation import Cause, reconcile
from tests.test_agreement import TODAY, signing_desk

NOW = datetime(2025, 12, 1, 9)


class Centre:
    """Two laptops and the workbook that their files are merged into."""

    def __init__(self, one: Desk, other: Desk, folder: Path) -> None:
        self.one, self.other, self.folder = one, other, folder
        self.workbook = folder / "central.xlsx"
        central.new_workbook(self.workbook)

    def file(self, desk: Desk) -> Path:
        return evaluation.make_file(desk, self.folder / "ud", TODAY).path

    def merge(self, *files: Path) -> Merged:
        return central.merge_files(self.workbook, files, NOW, accept_shrink=True)

    def send(self, *desks: Desk) -> Merged:
        return self.merge(*[self.file(desk) for desk in desks])

    def exchange(self) -> None:
        """A team file each way."""
        self.one.store.receive(self.other.store.journal())
        self.other.store.receive(self.one.store.journal())

    def edit(self, name: str, changes: dict[str, Any], which: int = 0) -> None:
        """What the evaluator types over in one row."""
        table = row_sheet(name).table
        row = read_tables(self.workbook)[table].rows[which]
        patch_workbook(self.workbook, self.workbook, [TableChange(table, {str(row["id"]): changes}, [])])


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    with signing_desk(tmp_path / "en") as one, signing_desk(tmp_path / "to") as other:
        yield Centre(one, other, tmp_path)


def meeting(desk: Desk, day: date, *aliases: str, without_name: int = 0) -> str:
    id = sessions.new_session(desk, title="Café", day=day, type="dialogmøde", themes=["T1"], state="afholdt")
    for alias in aliases:
        known = [one.id for one in people.find(desk, alias)]
        person = known[0] if known else people.new_participant(desk, alias, birth_year=1980, gender="kvinde")
        sessions.set_presence(desk, id, person, "til stede")
    if without_name:
        sessions.set_headcount(desk, id, low=without_name)
    sessions.complete_session(desk, id)
    return id


def causes(merged: Merged) -> set[tuple[Cause, ...]]:
    return {difference.causes for difference in merged.differences}


def test_laptops_that_never_met_agree_with_the_centre_and_widen_its_interval(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", "Lilje", "Iris")
    meeting(centre.other, date(2025, 3, 5), "Rose", "Viola")
    merged = centre.send(centre.one, centre.other)
    assert merged.differences == ()
    assert merged.report.reach["2025H1"] == (5, 3, 5)


def test_laptops_that_have_exchanged_are_one_group_and_count_as_they_do(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", "Lilje", "Iris")
    meeting(centre.other, date(2025, 3, 5), "Rose", "Viola")
    centre.exchange()
    merged = centre.send(centre.one, centre.other)
    assert merged.differences == ()
    assert merged.report.reach["2025H1"] == (5, 5, 5)


def test_who_has_only_read_the_others_file_still_agrees_and_makes_the_figure_surer(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", "Lilje", "Iris")
    meeting(centre.other, date(2025, 3, 5), "Rose", "Viola")
    centre.one.store.receive(centre.other.store.journal())
    merged = centre.send(centre.one, centre.other)
    assert merged.differences == ()
    # The first laptop holds all five and knows them to be different people.
    assert merged.report.reach["2025H1"] == (5, 5, 5)


def test_a_colleagues_newer_file_explains_what_is_older(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose")
    meeting(centre.other, date(2025, 3, 4), "Iris")
    centre.exchange()
    late = centre.file(centre.one)
    meeting(centre.other, date(2025, 3, 5), "Viola")
    centre.send(centre.other)
    merged = centre.merge(late)
    assert causes(merged) == {(Cause.LATE,)}
    first = next(one for one in merged.differences if one.figure == "registreret")
    assert (first.half_year, first.laptop, first.centre) == ("2025H1", 2, 3)
    assert centre.other.store.device[:8] in first.reason
    # The next file that has seen it settles it.
    centre.exchange()
    assert centre.send(centre.one, centre.other).differences == ()


def test_persons_whom_a_colleague_joined_explain_one_fewer(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose")
    meeting(centre.other, date(2025, 3, 11), "Rosa")
    centre.exchange()
    centre.send(centre.one)
    ids = [people.find(centre.other, alias)[0].id for alias in ("Rose", "Rosa")]
    people.judge_pair(centre.other, ids[0], ids[1], PairVerdict.SAME)
    centre.send(centre.other)
    differences = reconcile(read_tables(centre.workbook), [centre.one.store.device])
    assert {(one.figure, one.laptop, one.centre) for one in differences} >= {("registreret", 2, 1)}
    assert {one.causes for one in differences} == {(Cause.JOINED,)}
    assert reconcile(read_tables(centre.workbook), [centre.other.store.device]) == ()


def test_a_row_whose_id_was_changed_explains_that_its_meeting_counts_twice(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", without_name=4)
    centre.send(centre.one)
    assert centre.merge(centre.file(centre.one)).strays == ()
    table = row_sheet("Aktiviteter").table
    (row,) = read_tables(centre.workbook)[table].rows
    changed = TableChange(table, {str(row["kontrol"]): {"id": "mit eget"}}, [], "kontrol")
    patch_workbook(centre.workbook, centre.workbook, [changed])
    merged = centre.send(centre.one)
    assert causes(merged) == {(Cause.ADDED,)}
    assert {one.figure for one in merged.differences} >= {"afholdte"}
    assert "1 række i Aktiviteter kommer ikke fra nogen computer: mit eget." in merged.differences[0].reason
    assert [(stray.sheet, stray.row) for stray in merged.strays] == [("Aktiviteter", "mit eget")]


def test_a_cell_changed_by_hand_is_named(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", without_name=4)
    centre.send(centre.one)
    centre.edit("Optællinger", {"antal_min": 9, "antal_maks": 9})
    merged = centre.send(centre.one)
    assert causes(merged) == {(Cause.HAND_EDITED,)}
    assert "2 celler, der tæller med, er rettet i hånden" in merged.differences[0].reason
    assert "Optællinger" in merged.differences[0].reason
    # A hand edit of what counts nowhere makes no difference to tell.
    centre.edit("Optællinger", {"antal_min": 4, "antal_maks": 4})
    centre.edit("Aktiviteter", {"titel": "Et andet navn"})
    assert centre.send(centre.one).differences == ()


def test_a_half_year_without_meetings_any_more_is_not_held_against_its_old_figures(centre: Centre) -> None:
    id = meeting(centre.one, date(2025, 3, 4), "Rose")
    centre.send(centre.one)
    sessions.save_session(centre.one, id, day=date(2025, 9, 4))
    assert centre.send(centre.one).differences == ()


def test_what_nothing_explains_is_said_to_be_so(centre: Centre) -> None:
    meeting(centre.one, date(2025, 3, 4), "Rose", "Lilje")
    centre.send(centre.one)
    tables = read_tables(centre.workbook)
    del tables["nsk_Deltagelser"].rows[0]
    differences = reconcile(tables)
    assert {one.causes for one in differences} == {(Cause.UNKNOWN,)}
    assert "Er der fjernet rækker?" in differences[0].reason
    assert reconcile(read_tables(centre.workbook)) == ()
