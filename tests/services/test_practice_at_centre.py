"""Practice data at the centre: refused by the command, left out in the window, and at home in a workbook of its own."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from nsk_desktop.errors.travelling import FilePractice
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.merge import open_central
from nsk_desktop.exchange.standing import standing_of
from nsk_desktop.services import central, central_accept, central_plan
from nsk_desktop.services.central_database import merge_into_database
from nsk_desktop.services.central_parts import Part, write_workbook
from nsk_desktop.services.central_plan import Choices, Plan, State
from tests.command import done, exported, merged, new_store, new_workbook, nsk
from tests.exchange.laptops import empty_tables, file_of, write_file
from tests.exchange.laptops import merged as merged_tables
from tests.postgres import Server, stands
from tests.services.central_files import actors

NOW = datetime(2025, 7, 1, 9, 30)
A, B, C = "a" * 32, "b" * 32, "c" * 32


def in_area(data: EvaluationData, area: str) -> EvaluationData:
    return replace(data, manifest=replace(data.manifest, area=area))


REAL, PRACTICE = actors("Skolen", device=A), in_area(actors("Klubben", device=B), "ØVELSE Eksempelparken")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return new_workbook(tmp_path / "Central.xlsx")


def trusting(workbook: Path, paths: list[Path]) -> Plan:
    """The plan after yes to every laptop."""
    plan = central_plan.look(workbook, paths, NOW, Choices())
    choices = plan.choices
    for line in plan.lines:
        if line.data is not None:
            choices = choices.accepting(replace(line, problem=None))
    return central_plan.look(workbook, paths, NOW, choices, before=plan)


def test_in_the_window_a_practice_file_is_left_out_and_the_real_ones_are_merged(workbook: Path) -> None:
    paths = [write_file(workbook.parent / "ind", file) for file in (PRACTICE, REAL)]
    plan = trusting(workbook, paths)
    practice, real = plan.lines
    assert (practice.state, practice.code) == (State.REFUSED, "file-practice")
    assert "øvelsesdata" in str(practice.problem)
    assert real.state is State.READY
    central_accept.accept(plan, NOW, lambda _done, _all: None, None)
    assert [line.area for line in open_central(workbook).standing.devices.values()] == ["Tingbjerg"]


def test_the_command_merges_nothing_when_one_of_the_files_is_practice(workbook: Path, tmp_path: Path) -> None:
    invented, store = tmp_path / "øvelse", new_store(tmp_path / "lager")
    done("demo", "--store", invented)
    practice, real = exported(invented, tmp_path / "a"), exported(store, tmp_path / "b")
    before = workbook.read_bytes()
    for files in ((practice, real), (real, practice)):
        said = nsk("merge", workbook, *files).err
        assert "[file-practice]" in said
        assert practice.name in said
        assert workbook.read_bytes() == before
    assert merged(workbook, real)["changed"] is True
    own = new_workbook(tmp_path / "Øvelse.xlsx")
    assert merged(own, practice)["changed"] is True
    assert "[file-not-practice]" in nsk("merge", own, real).err
    assert merged(own, practice)["changed"] is False


def test_a_workbook_in_which_both_were_merged_once_goes_on_with_the_real_ones() -> None:
    """An older program let them in; nobody is kept from the next real file by that."""
    tables, _plan = merged_tables(empty_tables(), [REAL])
    rest, _plan = merged_tables(empty_tables(), [PRACTICE])
    device_table = next(name for name in tables if name.endswith("Enheder"))
    tables[device_table].rows.extend(rest[device_table].rows)
    assert len(standing_of("Central.xlsx", tables).devices) == 2
    merged_tables(tables, [file_of({}, device=C)])
    with pytest.raises(FilePractice):
        merged_tables(tables, [PRACTICE])


@pytest.mark.postgres
def test_a_database_keeps_them_apart_and_so_does_the_workbook_written_of_it(server: Server, tmp_path: Path) -> None:
    address = server.address(server.new_database())
    real, practice = (write_file(tmp_path / "ind", file) for file in (REAL, PRACTICE))
    assert merge_into_database(address, [real], NOW).report.changed
    before = stands(address)
    with pytest.raises(FilePractice):
        merge_into_database(address, [practice], NOW)
    assert stands(address) == before
    part = tmp_path / "del.xlsx"
    write_workbook(address, part, Part(), NOW)
    with pytest.raises(FilePractice):
        central.merge_files(part, [practice], NOW)
    assert not central.merge_files(part, [real], NOW).report.changed
