"""What was looked at is merged, and nothing else: not another plan, not after a stop, and receipts say what became."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.central import PlanOutdated
from nsk_desktop.errors.files import NotWritten
from nsk_desktop.errors.receipts import CentreKeyDamaged
from nsk_desktop.errors.travelling import WorkbookOpen
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.services import central, central_accept, central_plan
from nsk_desktop.services.central_accept import Done, Receipts
from nsk_desktop.services.central_plan import Plan
from tests.exchange.laptops import file_of, key_of, write_file
from tests.services.central_files import actors, demo_files, typed_over

NOW = datetime(2025, 7, 1, 9, 30)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Central.xlsx"
    central.new_workbook(path)
    return path


def planned(workbook: Path, *paths: Path) -> Plan:
    """The plan after yes to everything that asks."""
    plan = central_plan.look(workbook, paths, NOW)
    choices = plan.choices
    for line in plan.waiting:
        choices = choices.accepting(line)
    return central_plan.look(workbook, paths, NOW, choices, before=plan)


def unheard(_done: int, _all: int) -> None:
    """Nobody listens."""


def accept(plan: Plan, receipts: Receipts | None = None) -> Done:
    return central_accept.accept(plan, NOW, unheard, receipts)


def test_real_files_are_merged_with_receipts_and_the_previous_copy_named(workbook: Path) -> None:
    files = demo_files(workbook.parent / "usb")
    before = workbook.read_bytes()
    plan = planned(workbook, files.first, files.other)
    folder = central_accept.usual_receipts(workbook)
    done = accept(plan, Receipts(folder, workbook.with_name("key.json")))
    assert done.report.changed
    assert done.report.previous is not None
    assert done.report.previous.read_bytes() == before
    assert len(done.receipts) == 2
    assert {path.parent for path in done.receipts} == {folder}
    assert done.words == central_accept.key_words(workbook.with_name("key.json"))
    assert done.unwritten is None
    assert not done.differences
    again = accept(planned(workbook, files.first, files.other), Receipts(folder, workbook.with_name("key.json")))
    assert (again.report.changed, again.report.previous) == (False, None)


def test_what_changed_since_the_plan_is_not_merged(workbook: Path) -> None:
    path = write_file(workbook.parent, actors("Skolen"))
    plan = planned(workbook, path)
    workbook.touch()
    before = workbook.read_bytes()
    with pytest.raises(PlanOutdated) as refused:
        accept(plan)
    assert refused.value.names == (workbook.name,)
    plan = planned(workbook, path)
    write_file(workbook.parent, actors("En anden skole"))
    with pytest.raises(PlanOutdated) as refused:
        accept(plan)
    assert refused.value.names == (path.name,)
    path.unlink()
    with pytest.raises(PlanOutdated):
        accept(plan)
    assert workbook.read_bytes() == before


def test_a_merge_that_is_stopped_changes_nothing_and_leaves_no_receipt(workbook: Path) -> None:
    plan = planned(workbook, write_file(workbook.parent, actors("Skolen")))
    before = workbook.read_bytes()

    def stop(done: int, all: int) -> None:
        if done > all / 2:
            raise Cancelled

    folder = workbook.parent / "Kvitteringer"
    with pytest.raises(Cancelled):
        central_accept.accept(plan, NOW, stop, Receipts(folder))
    assert workbook.read_bytes() == before
    assert not list(folder.iterdir())


def test_a_workbook_that_was_opened_meanwhile_is_refused_and_taken_when_it_is_closed(workbook: Path) -> None:
    plan = planned(workbook, write_file(workbook.parent, actors("Skolen")))
    lock = workbook.with_name(f".~lock.{workbook.name}#")
    lock.write_text("")
    with pytest.raises(WorkbookOpen):
        accept(plan)
    lock.unlink()
    accept(plan)
    assert [line["navn"] for line in read_tables(workbook)["nsk_Aktører"].rows] == ["Skolen"]


def test_only_the_chosen_cell_gets_the_laptops_value(workbook: Path) -> None:
    accept(planned(workbook, write_file(workbook.parent, actors("Skolen", "Klubben"))))
    typed_over(workbook, "x00", {"navn": "Rettet"})
    typed_over(workbook, "x01", {"navn": "Også rettet"})
    path = write_file(workbook.parent, actors("Skolen 2", "Klubben 2", version="2-2", number=2))
    plan = planned(workbook, path)
    chosen = plan.choices.with_cell(central_plan.cell_of(plan.hand_edits[0]), laptop=True)
    accept(central_plan.look(workbook, [path], NOW, chosen, before=plan))
    assert [line["navn"] for line in read_tables(workbook)["nsk_Aktører"].rows] == ["Skolen 2", "Også rettet"]


def test_a_laptop_is_told_that_its_file_was_refused_but_not_one_that_nobody_knows(workbook: Path) -> None:
    accept(planned(workbook, write_file(workbook.parent, actors("Skolen"))))
    stranger = key_of("stranger")
    forged = write_file(workbook.parent / "forged", file_of({}, number=2, key=stranger), stranger)
    new = write_file(workbook.parent, actors("Klubben", device="c" * 32))
    good = write_file(workbook.parent, actors("Skolen 3", version="3-3", number=3))
    plan = central_plan.look(workbook, [good, forged, new], NOW)
    done = accept(plan, Receipts(workbook.parent / "Kvitteringer"))
    said = [json.loads(path.read_bytes())["receipt"] for path in done.receipts]
    assert [(one["number"], (one["refusal"] or {}).get("reason")) for one in said] == [(3, None), (2, "key")]


def test_a_folder_or_key_that_cannot_be_used_stops_the_merge_before_it_begins(workbook: Path) -> None:
    plan = planned(workbook, write_file(workbook.parent, actors("Skolen")))
    before = workbook.read_bytes()
    taken = workbook.with_name("optaget")
    taken.write_text("en fil")
    with pytest.raises(NotWritten):
        accept(plan, Receipts(taken / "Kvitteringer"))
    key = workbook.with_name("key.json")
    key.write_text("{}")
    with pytest.raises(CentreKeyDamaged):
        accept(plan, Receipts(workbook.parent / "Kvitteringer", key))
    with pytest.raises(CentreKeyDamaged):
        central_accept.key_words(key)
    assert key.read_text() == "{}"
    assert workbook.read_bytes() == before


def test_receipts_that_could_not_be_written_are_told_and_written_on_the_second_try(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(workbook, write_file(workbook.parent, actors("Skolen")))
    receipts = Receipts(workbook.parent / "Kvitteringer")

    def full(*_any: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("nsk_desktop.services.central_receipts.write_whole", full)
        done = accept(plan, receipts)
    assert done.report.changed
    assert isinstance(done.unwritten, NotWritten)
    assert done.receipts == ()
    done = central_accept.write_all(done, receipts, NOW)
    assert done.unwritten is None
    assert len(done.receipts) == 1


def test_without_a_key_there_are_no_words_and_none_is_made_by_asking(tmp_path: Path) -> None:
    assert central_accept.key_words(tmp_path / "none.json") == ""
    assert not (tmp_path / "none.json").exists()
