"""Merging real files into a real workbook: what changes, what is kept, what is refused."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.errors.travelling import (
    DeviceKeyChanged,
    FileAltered,
    FileNewer,
    FileRefused,
    WorkbookChangedMeanwhile,
    WorkbookOpen,
    WouldShrink,
)
from nsk_desktop.errors.workbook import WorkbookCheckFailed, WorkbookColumnMissing, WorkbookTableMissing
from nsk_desktop.exchange import central
from nsk_desktop.exchange import merge as merging
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.exchange.manifest import Holding, Manifest
from nsk_desktop.exchange.merge import MergeReport
from nsk_desktop.exchange.merge_plan import missing_numbers
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from nsk_desktop.exchange.reconciliation import own_figures
from nsk_desktop.exchange.values import CellValue
from tests.exchange.laptops import DAY, NOW, content, file_of, key_of, public, row, write_file

A, B = "a" * 32, "b" * 32


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "central.xlsx"
    central.new_workbook(path)
    return path


def figures(rows: CountingRows, first: date | None, last: date | None) -> tuple[int, int, int]:
    """Stands in for the real measure: persons present, sessions, and a fixed number."""
    chosen = {s.id for s in rows.sessions if (first is None or s.day >= first) and (last is None or s.day <= last)}
    return len({person for session, person, _band in rows.attendances if session in chosen}), len(chosen), 7


def merge(workbook: Path, files: Sequence[EvaluationData | Path], **more: Any) -> MergeReport:
    paths = [one if isinstance(one, Path) else write_file(workbook.parent / "sent", one) for one in files]
    chosen: dict[str, Any] = {"now": NOW, "figures": figures} | more
    return merging.merge(workbook, paths, **chosen)


def actors(
    *names: str, version: str = "1-1", number: int = 1, device: str = A, deleted: bool = False, **more: Any
) -> EvaluationData:
    rows = [
        row("Aktører", f"x{place:02}", version, device, navn=name, sektor="skole", slettet=deleted)
        for place, name in enumerate(names)
    ]
    return file_of({"Aktører": rows}, number=number, device=device, **more)


def cell_edited(path: Path, row_id: str, changes: Mapping[str, CellValue], table: str = "nsk_Aktører") -> None:
    """What an evaluator types over."""
    patch_workbook(path, path, [TableChange(table, {row_id: changes}, [])])


def names(path: Path) -> list[object]:
    return [line["navn"] for line in read_tables(path)["nsk_Aktører"].rows]


def test_rows_arrive_sorted_with_the_file_in_the_log_and_the_device_known(workbook: Path) -> None:
    report = merge(workbook, [actors("Skolen", "Klubben")])
    tables = read_tables(workbook)
    assert [line["id"] for line in tables["nsk_Aktører"].rows] == ["x00", "x01"]
    (log,) = tables["nsk_Modtagelser"].rows
    assert (log["enhed"], log["løbenr"], log["nye"], log["rettede"]) == (A, 1, 2, 0)
    assert log["modtaget"] == "01.07.2025 09:30"
    (device,) = tables["nsk_Enheder"].rows
    assert device["fingeraftryk"] == fingerprint(public(key_of(A))) == report.plan.contacts[0].words
    assert len(str(device["fingeraftryk"]).split()) == 6
    assert report.changed
    assert report.plan.files[0].tally.new == 2


def test_the_same_file_again_changes_no_byte_and_keeps_no_copy(workbook: Path) -> None:
    file = actors("Skolen")
    first = merge(workbook, [file])
    before, beside = workbook.read_bytes(), sorted(workbook.parent.iterdir())
    again = merge(workbook, [file, file], now=datetime(2026, 1, 1))
    assert (first.changed, again.changed, again.previous) == (True, False, None)
    assert workbook.read_bytes() == before
    assert sorted(workbook.parent.iterdir()) == beside


def test_the_previous_workbook_is_kept_under_its_day(workbook: Path) -> None:
    before = workbook.read_bytes()
    report = merge(workbook, [actors("Skolen")])
    assert report.previous == workbook.with_name("central 2025-07-01 093000.xlsx")
    assert report.previous is not None
    assert report.previous.read_bytes() == before
    merge(workbook, [actors("Ny skole", version="2-2", number=2)])
    assert workbook.with_name("central 2025-07-01 093000 (2).xlsx").exists()


def test_real_files_in_any_order_give_the_same_content(tmp_path: Path) -> None:
    files = [
        actors("Skolen", "Klubben"),
        actors("Skolen 2", "Klubben", version="2-2", number=2),
        actors("Skolen B", version="3-2", device=B),
    ]
    seen = []
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 2, 0, 1])):
        path = tmp_path / f"{number}" / "central.xlsx"
        path.parent.mkdir()
        central.new_workbook(path)
        for place in order:
            merge(path, [files[place]], figures=None)
        seen.append(content(read_tables(path)))
    assert seen[0] == seen[1] == seen[2]


def test_the_greater_version_wins_whichever_comes_last(workbook: Path) -> None:
    merge(workbook, [actors("Ny", version="2-2", number=2)])
    merge(workbook, [actors("Gammel", version="1-1", number=1)])
    assert names(workbook) == ["Ny"]


def test_a_cell_edited_by_hand_is_kept_reported_and_settled_when_equal_again(workbook: Path) -> None:
    merge(workbook, [actors("Skolen")])
    cell_edited(workbook, "x00", {"navn": "Rettet i hånden"})
    changed = file_of({"Aktører": [row("Aktører", "x00", "2-2", A, navn="Skolen Ny", sektor="sprogskole")]}, number=2)
    report = merge(workbook, [changed])
    (edit,) = report.plan.hand_edits
    assert (edit.sheet, edit.row, edit.column) == ("Aktører", "x00", "navn")
    assert (edit.kept, edit.laptop) == ("Rettet i hånden", "Skolen Ny")
    (line,) = read_tables(workbook)["nsk_Aktører"].rows
    assert (line["navn"], line["sektor"]) == ("Rettet i hånden", "sprogskole")
    assert len(merge(workbook, [changed]).plan.hand_edits) == 1
    cell_edited(workbook, "x00", {"navn": "Skolen Ny"})
    assert merge(workbook, [changed]).plan.hand_edits == []
    newest = actors("Helt ny", version="3-3", number=3)
    assert merge(workbook, [newest]).plan.hand_edits == []
    assert names(workbook) == ["Helt ny"]


def test_the_laptops_value_is_taken_when_asked_for(workbook: Path) -> None:
    file = actors("Skolen")
    merge(workbook, [file])
    cell_edited(workbook, "x00", {"navn": "Rettet"})
    (edit,) = merge(workbook, [file], take_laptop=True).plan.hand_edits
    assert edit.replaced
    assert merge(workbook, [file], take_laptop=True).plan.hand_edits == []
    assert names(workbook) == ["Skolen"]


def test_a_hand_edit_is_seen_whichever_laptop_the_row_says_it_came_from(workbook: Path) -> None:
    files = [actors("Skolen"), actors("Skolen", device=B)]
    merge(workbook, files)
    cell_edited(workbook, "x00", {"navn": "Rettet"})
    for file in files:
        assert len(merge(workbook, [file]).plan.hand_edits) == 1
    for file in files:
        cell_edited(workbook, "x00", {"navn": "Rettet"})
        merge(workbook, [file], take_laptop=True)
        assert names(workbook) == ["Skolen"]


def test_without_its_check_a_row_is_not_written_over(workbook: Path) -> None:
    merge(workbook, [actors("Skolen")])
    cell_edited(workbook, "x00", {"kontrol": "øh", "navn": "Rettet"})
    assert len(merge(workbook, [actors("Ny", version="2-2", number=2)]).plan.hand_edits) == 1
    assert names(workbook) == ["Rettet"]


def test_an_edited_version_is_put_right_again(workbook: Path) -> None:
    file = actors("Skolen")
    merge(workbook, [file])
    cell_edited(workbook, "x00", {"version": "zzz"})
    merge(workbook, [file])
    assert read_tables(workbook)["nsk_Aktører"].rows[0]["version"] == "1-1"


def test_two_laptops_unaware_of_each_other_are_shown_until_a_file_has_seen_both(workbook: Path) -> None:
    one = actors("Fra A", version="5-1", device=A, holds={A: Holding(1, "5")})
    other = actors("Fra B", version="6-1", device=B, holds={B: Holding(1, "6")})
    report = merge(workbook, [one, other])
    (wording,) = report.plan.unresolved
    assert (wording.sheet, wording.row, wording.devices) == ("Aktører", "x00", (A[:8],))
    assert "navn: Fra A" in wording.content
    assert names(workbook) == ["Fra B"]
    assert [line["række"] for line in read_tables(workbook)["nsk_Uafklaret"].rows] == ["x00"]
    both = actors("Enige", version="7-3", number=2, device=A, holds={A: Holding(2, "7"), B: Holding(1, "6")})
    assert merge(workbook, [both]).plan.unresolved == []
    assert [line["række"] for line in read_tables(workbook)["nsk_Uafklaret"].rows] == [None]


def test_one_who_had_seen_the_other_leaves_nothing_unresolved(workbook: Path) -> None:
    one = actors("Fra A", version="5-1", device=A, holds={A: Holding(3, "9")})
    other = actors("Fra B", version="6-2", device=B, holds={A: Holding(1, "5"), B: Holding(1, "6")})
    assert merge(workbook, [one, other]).plan.unresolved == []


def test_a_deleted_row_is_marked_and_not_removed(workbook: Path) -> None:
    merge(workbook, [actors("Skolen", "Klubben")])
    tombstone = file_of({"Aktører": [row("Aktører", "x01", "2-2", slettet=True)]}, number=2)
    merge(workbook, [tombstone])
    rows = read_tables(workbook)["nsk_Aktører"].rows
    assert [(line["slettet"], line["navn"]) for line in rows] == [("nej", "Skolen"), ("ja", None)]
    merge(workbook, [actors("Skolen", "Klubben")])
    assert read_tables(workbook)["nsk_Aktører"].rows[1]["slettet"] == "ja"


def test_a_file_that_would_empty_the_workbook_is_refused_until_accepted(workbook: Path) -> None:
    merge(workbook, [actors(*(f"Aktør {n}" for n in range(20)))])
    before = workbook.read_bytes()
    gone = actors(*(["-"] * 11), version="2-2", number=2, deleted=True)
    with pytest.raises(WouldShrink, match="11 af 20 rækker i Aktører"):
        merge(workbook, [gone])
    assert workbook.read_bytes() == before
    assert merge(workbook, [gone], accept_shrink=True).changed


def test_ten_deleted_rows_are_nothing_improbable(workbook: Path) -> None:
    merge(workbook, [actors(*(f"Aktør {n}" for n in range(20)))])
    assert merge(workbook, [actors(*(["-"] * 10), version="2-2", number=2, deleted=True)]).changed


def test_another_key_for_a_known_device_is_refused_until_accepted(workbook: Path) -> None:
    merge(workbook, [actors("Skolen")])
    before, stranger = workbook.read_bytes(), key_of("stranger")
    file = actors("Falsk", version="2-2", number=2, key=stranger)
    path = write_file(workbook.parent / "sent", file, stranger)
    with pytest.raises(DeviceKeyChanged, match=fingerprint(public(stranger))):
        merge(workbook, [path])
    assert workbook.read_bytes() == before
    assert merge(workbook, [path], accept_key=True).plan.contacts[0].is_change
    with pytest.raises(DeviceKeyChanged):
        merge(workbook, [actors("Skolen")])


def test_a_bad_file_among_good_ones_changes_nothing(workbook: Path) -> None:
    before = workbook.read_bytes()
    good, damaged = write_file(workbook.parent / "sent", actors("Skolen")), workbook.parent / "damaged.xlsx"
    damaged.write_bytes(good.read_bytes()[:-40])
    newer = write_file(workbook.parent / "sent", EvaluationData(Manifest("T", B, 1, DAY, format=2), {}))
    altered = workbook.parent / "altered.xlsx"
    book = load_workbook(good)
    book["Aktører"]["E2"] = "Noget andet"
    book.save(altered)
    for bad, error in ((damaged, FileRefused), (newer, FileNewer), (altered, FileAltered)):
        with pytest.raises(error):
            merge(workbook, [good, bad])
    assert workbook.read_bytes() == before


def test_a_merge_never_writes_over_what_another_merge_wrote_meanwhile(workbook: Path) -> None:
    others = [actors("Skolen", device=B)]

    def meanwhile(rows: CountingRows, first: date | None, last: date | None) -> tuple[int, int, int]:
        if others:
            merge(workbook, [others.pop()])
        return figures(rows, first, last)

    with pytest.raises(WorkbookChangedMeanwhile, match="ændret af andre imens"):
        merge(workbook, [actors("Klubben")], figures=meanwhile)
    kept = [path for path in workbook.parent.glob("*.xlsx") if path != workbook]
    assert (names(workbook), len(kept)) == (["Skolen"], 1)
    # Alone, the same merge goes well: it was refused for the other one only.
    assert merge(workbook, [actors("Klubben")], figures=meanwhile).changed


@pytest.mark.parametrize("lock", ["~$central.xlsx", ".~lock.central.xlsx#"])
def test_a_workbook_that_is_open_is_refused(workbook: Path, lock: str) -> None:
    workbook.with_name(lock).write_text("somebody")
    with pytest.raises(WorkbookOpen, match="åben i Excel eller LibreOffice"):
        merge(workbook, [actors("Skolen")])


def test_an_owned_table_or_column_that_was_renamed_is_named(workbook: Path) -> None:
    book = load_workbook(workbook)
    book["Aktører"].tables["nsk_Aktører"].tableColumns[4].name = "noget"
    book["Aktører"]["E1"] = "noget"
    book.save(workbook)
    with pytest.raises(WorkbookColumnMissing, match="navn"):
        merge(workbook, [actors("Skolen")])
    del book["Aktører"].tables["nsk_Aktører"]
    book.save(workbook)
    with pytest.raises(WorkbookTableMissing, match="nsk_Aktører"):
        merge(workbook, [actors("Skolen")])


def test_a_workbook_of_the_evaluators_own_gets_the_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "Mine noter"
    path = tmp_path / "egen.xlsx"
    book.save(path)
    merge(path, [actors("Skolen")])
    assert names(path) == ["Skolen"]
    assert load_workbook(path)["Sheet"]["A1"].value == "Mine noter"
    before = path.read_bytes()
    assert not merge(path, [actors("Skolen")]).changed
    assert path.read_bytes() == before


def test_missing_running_numbers_are_shown_until_they_come(workbook: Path) -> None:
    assert merge(workbook, [actors("Skolen", number=4)]).plan.missing == {A: "1-3"}
    assert merge(workbook, [actors("Skolen", number=2)]).plan.missing == {A: "1; 3"}
    assert read_tables(workbook)["nsk_Enheder"].rows[0]["mangler"] == "1; 3"
    assert missing_numbers({1, 2, 3}) == ""


def test_another_file_with_a_number_that_was_used_is_remarked(workbook: Path) -> None:
    merge(workbook, [actors("Skolen")])
    report = merge(workbook, [write_file(workbook.parent / "again", actors("Andet", version="2-2"))])
    assert "samme løbenummer" in report.plan.files[0].remark


def test_figures_are_stamped_with_day_and_files_and_keep_their_day(workbook: Path) -> None:
    session = row("Aktiviteter", "s1", dato=date(2025, 3, 4), tilstand="afholdt")
    person = row("Deltagere", "p-1", målgruppe="M1")
    there = row("Deltagelser", "d1", aktivitet="s1", deltager="p-1", status="til stede")
    file = file_of({"Aktiviteter": [session], "Deltagere": [person], "Deltagelser": [there]})
    report = merge(workbook, [file])
    assert (report.reach["2025H1"], report.reach["2025H2"], report.reach["i alt"]) == ((1, 1, 7), (0, 0, 7), (1, 1, 7))
    lines = {line["halvår"]: line for line in read_tables(workbook)["nsk_Halvår"].rows}
    stamped = lines["2025H1"]
    assert (stamped["borgere registreret"], stamped["borgere mindst"], stamped["borgere højst"]) == (1, 1, 7)
    assert stamped["beregnet"] == "01.07.2025: aaaaaaaa nr. 1"
    merge(workbook, [file], now=datetime(2026, 2, 2))
    assert {line["beregnet"] for line in read_tables(workbook)["nsk_Halvår"].rows} == {stamped["beregnet"], None}


def test_a_workbook_without_the_overview_is_merged_all_the_same(workbook: Path) -> None:
    book = load_workbook(workbook)
    del book["Overblik"]
    book.save(workbook)
    assert merge(workbook, [actors("Skolen")]).reach["i alt"] == (0, 0, 7)
    assert names(workbook) == ["Skolen"]


def test_the_laptops_own_figures_are_handed_on_for_comparison(workbook: Path) -> None:
    own = row("Rækkevidde", "r1", halvår="2025H1", registreret=4, nedre=5, øvre=9)
    merge(workbook, [file_of({"Rækkevidde": [own]})])
    (given,) = own_figures(read_tables(workbook))
    assert (given.device, given.half_year) == (A, "2025H1")
    assert given.figures == {"registreret": 4, "nedre": 5, "øvre": 9}
    assert own_figures(read_tables(workbook), ["another"]) == []


def test_a_written_workbook_that_does_not_read_back_is_thrown_away(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workbook.read_bytes()

    def forgetful(source: Path, target: Path, changes: Sequence[TableChange], **_more: object) -> None:
        patch_workbook(source, target, [change for change in changes if change.table != "nsk_Aktører"])

    monkeypatch.setattr(merging, "patch_workbook", forgetful)
    with pytest.raises(WorkbookCheckFailed):
        merge(workbook, [actors("Skolen")])
    assert workbook.read_bytes() == before
    assert [path.name for path in workbook.parent.iterdir() if path.is_file()] == ["central.xlsx"]


def test_what_the_evaluator_sorted_and_added_stays_with_its_row(workbook: Path) -> None:
    merge(workbook, [actors("Skolen", "Klubben", "Foreningen")])
    book = load_workbook(workbook)
    page = book["Aktører"]
    lines = [[cell.value for cell in line] for line in page.iter_rows(min_row=2)]
    width = len(lines[0])
    page.cell(1, width + 1, "egen kolonne")
    table = page.tables["nsk_Aktører"]
    table.ref = f"A1:{page.cell(4, width + 1).coordinate}"
    table.autoFilter.ref = table.ref
    column = type(table.tableColumns[0])(id=width + 1, name="egen kolonne")
    table.tableColumns.append(column)
    for number, line in enumerate(reversed(lines), start=2):
        for place, value in enumerate([*line, f"note om {line[4]}"], start=1):
            page.cell(number, place).value = value
    book.save(workbook)
    report = merge(workbook, [actors("Skolen Ny", "Klubben", "Foreningen", "Jobcentret", version="2-2", number=2)])
    assert report.plan.hand_edits == []
    rows = read_tables(workbook)["nsk_Aktører"].rows
    assert [(line["navn"], line["egen kolonne"]) for line in rows] == [
        ("Foreningen", "note om Foreningen"),
        ("Klubben", "note om Klubben"),
        ("Skolen Ny", "note om Skolen"),
        ("Jobcentret", None),
    ]
