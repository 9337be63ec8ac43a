"""What somebody said yes to holds for one laptop, one file and one cell; and a plan writes nothing."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.travelling import DeviceKeyChanged, DeviceUnknown, WorkbookChangedMeanwhile, WouldShrink
from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.merge_plan import Permissions, reception_id
from nsk_desktop.exchange.patch import TableChange, TableContent, patch_workbook, read_tables
from tests.exchange.laptops import NOW, empty_tables, file_of, key_of, merged, public, row

A, B = "a" * 32, "b" * 32


def actors(*names: str, version: str = "1-1", number: int = 1, device: str = A, **more: str) -> EvaluationData:
    rows = [row("Aktører", f"x{n:02}", version, device, navn=name, **more) for n, name in enumerate(names)]
    return file_of({"Aktører": rows}, number=number, device=device)


def asking(*keys: tuple[str, EvaluationData]) -> Permissions:
    return Permissions(keys=[(device, data.public_key.hex()) for device, data in keys])


def test_a_laptop_that_sent_nothing_before_waits_until_its_words_were_compared() -> None:
    file = actors("Skolen")
    with pytest.raises(DeviceUnknown) as refused:
        merged(empty_tables(), [file], asking())
    assert refused.value.words in str(refused.value)
    tables, plan = merged(empty_tables(), [file], asking((A, file)))
    assert [contact.device for contact in plan.contacts] == [A]
    merged(tables, [actors("Klubben", version="2-2", number=2)], asking())
    # The control: without keys that were compared, the first contact is taken at its word.
    merged(empty_tables(), [file], Permissions())


def test_a_key_that_was_compared_for_one_laptop_is_not_taken_for_another() -> None:
    tables, _plan = merged(empty_tables(), [actors("Skolen")])
    foreign = key_of("somebody else")
    newcomer = file_of({}, device=B, key=foreign)
    forged = file_of({}, device=A, number=2, key=foreign)
    with pytest.raises(DeviceKeyChanged):
        merged(tables, [newcomer, forged], asking((B, newcomer)))
    merged(tables, [newcomer, forged], asking((B, newcomer), (A, forged)))
    assert newcomer.public_key == public(foreign)


def test_only_the_file_that_was_asked_about_may_delete_improbably_much() -> None:
    names = [f"Aktør {number}" for number in range(30)]
    tables, _plan = merged(empty_tables(), [actors(*names)])
    gone = actors(*names, version="2-2", number=2, slettet="ja")
    later = actors(*names, version="3-3", number=3, slettet="ja")
    with pytest.raises(WouldShrink):
        merged(tables, [gone], Permissions(shrinking=[reception_id(later)]))
    after, _plan = merged(tables, [gone], Permissions(shrinking=[reception_id(gone)]))
    assert {line["slettet"] for line in after["nsk_Aktører"].rows} == {"ja"}


def test_the_laptops_value_replaces_only_the_cells_that_were_chosen() -> None:
    tables, _plan = merged(empty_tables(), [actors("A", "B")])
    lines = [{**line, "navn": "Rettet"} for line in tables["nsk_Aktører"].rows]
    edited = {**tables, "nsk_Aktører": TableContent(tables["nsk_Aktører"].columns, lines)}
    update = actors("A 2", "B 2", version="2-2", number=2)
    after, plan = merged(edited, [update], Permissions(cells=[("Aktører", "x01", "navn")]))
    assert [line["navn"] for line in after["nsk_Aktører"].rows] == ["Rettet", "B 2"]
    assert [(edit.row, edit.replaced) for edit in plan.hand_edits] == [("x00", False), ("x01", True)]
    assert plan.files[0].tally.hand_edited == 1


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "central.xlsx"
    central.new_workbook(path)
    return path


def prepared(workbook: Path, file: EvaluationData) -> merge.Prepared:
    return merge.prepare(merge.open_central(workbook), [file], ["fil.xlsx"], Permissions(), now=NOW)


def stopping(at: int) -> Callable[[int, int], None]:
    """Somebody who stops the merge when told for the *at*-th time how far it is."""
    steps = iter(range(1_000))

    def told(_done: int, _total: int) -> None:
        if next(steps) == at:
            raise Cancelled

    return told


def steps_of(made: merge.Prepared) -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    merge.carry_out(made, NOW, lambda done, total: steps.append((done, total)))
    return steps


def test_a_merge_that_is_stopped_anywhere_leaves_the_workbook_as_it_was(workbook: Path) -> None:
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    made = prepared(workbook, actors(*(f"Aktør {number}" for number in range(2_500))))
    assert workbook.read_bytes() == before, "a plan writes nothing"
    stops = 0
    while stops < 40:
        try:
            merge.carry_out(made, NOW, stopping(stops))
        except Cancelled:
            assert workbook.read_bytes() == before
            assert sorted(workbook.parent.iterdir()) == beside
            stops += 1
        else:
            break
    # The control: when nobody stopped it, it was done; and there were many places to stop at.
    assert len(read_tables(workbook)["nsk_Aktører"].rows) == 2_500
    assert 10 < stops < 40


def test_a_merge_tells_of_every_thousand_rows_how_far_it_is(workbook: Path) -> None:
    steps = steps_of(prepared(workbook, actors(*(f"Aktør {number}" for number in range(2_500)))))
    assert steps == sorted(steps)
    (total,) = {total for _done, total in steps}
    assert steps[0] == (0, total)
    assert steps[-1] == (total, total)
    assert max(later - sooner for (sooner, _all), (later, _total) in pairwise(steps)) < total / 3, steps
    assert [done for done, _total in steps].count(total) == 1


def test_a_plan_is_not_carried_out_on_a_workbook_that_became_another(workbook: Path) -> None:
    made = prepared(workbook, actors("Skolen"))
    assert made.opened.is_current()
    patch_workbook(workbook, workbook, [TableChange("nsk_Enheder", {}, [{"enhed": B}], "enhed")])
    before = workbook.read_bytes()
    assert not made.opened.is_current()
    with pytest.raises(WorkbookChangedMeanwhile):
        merge.carry_out(made, NOW)
    assert workbook.read_bytes() == before
