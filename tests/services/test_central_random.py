"""Invented histories of laptops, merges in any order and edits by hand: the database stands as a workbook would."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.services.central_database import merge_into_database
from nsk_desktop.store.central import CentralRows
from tests.exchange.laptops import NOW, empty_tables, file_of, merged, row, write_file
from tests.exchange.test_merge_order import ROWS, SKEWS, STEPS, history
from tests.postgres import Server, stands, without_places

pytestmark = pytest.mark.postgres

Edit = tuple[str, str]
Turn = tuple[list[EvaluationData], list[Edit]]


@st.composite
def turns(draw: st.DrawFn) -> list[Turn]:
    """Merges of some files each, and after each what the evaluator calls some of the rows."""
    files = [data for data, _journal in history(draw(STEPS), draw(SKEWS))]
    repeated = draw(st.lists(st.sampled_from(files), max_size=2)) if files else []
    shuffled = draw(st.permutations(files + repeated))
    cuts = sorted(draw(st.sets(st.integers(0, len(shuffled)), max_size=3)))
    edits = st.lists(st.tuples(st.sampled_from(ROWS), st.sampled_from(("x", "rettet", ""))), max_size=2)
    return [(shuffled[start:end], draw(edits)) for start, end in pairwise([0, *cuts, len(shuffled)]) if end > start]


def in_memory(done: Sequence[Turn]) -> dict[str, TableContent]:
    """The owned tables of a workbook after all turns."""
    tables = empty_tables()
    for files, edits in done:
        tables, _plan = merged(tables, files)
        for id, name in edits:
            for line in tables["nsk_Aktører"].rows:
                if line["id"] == id:
                    line["navn"] = name or None
    return tables


def in_database(server: Server, done: Sequence[Turn]) -> str:
    database = server.new_database()
    address = server.address(database)
    with TemporaryDirectory() as name:
        for number, (files, edits) in enumerate(done):
            paths = [write_file(Path(name) / f"{number}-{place}", data) for place, data in enumerate(files)]
            merge_into_database(address, paths, NOW)
            for id, text in edits:
                value = f"'{text}'" if text else "NULL"
                server.sql(f"UPDATE nsk.aktører SET navn = {value} WHERE id = '{id}'", database)
    return address


def check_alike(server: Server, done: Sequence[Turn]) -> None:
    if done:
        assert stands(in_database(server, done)) == without_places(in_memory(done))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(done=turns())
def test_the_database_stands_as_a_workbook_would(server: Server, done: list[Turn]) -> None:
    check_alike(server, done)


def conflict_and_another(folder: Path, address: str) -> list[EvaluationData]:
    """Two laptops that say one row otherwise, and then a third that says nothing of it."""
    files = [
        file_of({"Aktører": [row("Aktører", id, version, device, navn=name)]}, device=device)
        for id, version, device, name in (
            ("r1", "5-1", "a" * 32, "Klub"),
            ("r1", "6-1", "b" * 32, "Klubben"),
            ("r2", "7-1", "c" * 32, "Skolen"),
        )
    ]
    for data in files:
        merge_into_database(address, [write_file(folder, data)], NOW)
    return files


def test_what_is_unresolved_stays_so_when_others_send_files(server: Server, tmp_path: Path) -> None:
    address = server.address(server.new_database())
    files = conflict_and_another(tmp_path, address)
    tables, plan = merged(empty_tables(), files)
    assert len(plan.unresolved) == 1
    assert stands(address) == without_places(tables)


def test_control_rows_that_no_file_speaks_of_must_be_read_where_they_are_unresolved(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = CentralRows.rows_called
    monkeypatch.setattr(
        CentralRows, "rows_called", lambda self, table, keys: called(self, table, set(keys) - {"r1"} or keys)
    )
    address = server.address(server.new_database())
    files = conflict_and_another(tmp_path, address)
    assert stands(address) != without_places(merged(empty_tables(), files)[0])
