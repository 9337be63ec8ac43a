"""Many who merge into one database at once, while somebody edits in it: nothing is lost and nothing is doubled."""

import random
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from nsk_desktop.errors import NskError
from nsk_desktop.exchange import merge_plan
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.services import central_database
from nsk_desktop.services.central_database import merge_into_database
from nsk_desktop.store import central
from tests.exchange.laptops import NOW, Laptop, empty_tables, file_of, merged, row, write_file
from tests.postgres import Server, stands, wait_for_waiting, without_places

pytestmark = pytest.mark.postgres

AREAS, LAPTOPS = 13, 4
A, B = "a" * 32, "b" * 32
_PROCESS = """
import sys
from datetime import datetime
from pathlib import Path
from nsk_desktop.services.central_database import merge_into_database
for file in sys.argv[2:]:
    merge_into_database(sys.argv[1], [Path(file)], datetime(2025, 7, 1, 9, 30))
"""


@pytest.fixture
def address(server: Server) -> str:
    return server.address(server.new_database())


def rounds_of_files(rounds: int) -> list[EvaluationData]:
    """What 13 areas × 4 laptops send, round by round: rows of their own and shared ones, corrected and deleted.

    In an area the first two have exchanged their journals, the others have not seen each other's changes.
    """
    chance = random.Random(7)
    sent: list[EvaluationData] = []
    areas = [
        [Laptop(f"{area:02}{number:02}" + "e" * 28, skew=chance.randrange(-9, 9)) for number in range(LAPTOPS)]
        for area in range(AREAS)
    ]
    for turn in range(rounds):
        for area, laptops in enumerate(areas):
            for number, laptop in enumerate(laptops):
                laptop.edit(f"{area}-fælles", f"Fra {number} i runde {turn}")
                laptop.edit(f"{area}-{number}-{turn}", "Klub")
                if turn:
                    laptop.edit(f"{area}-{number}-{turn - 1}", chance.choice(["Klub Vest", ""]))
            laptops[0].receive(laptops[1])
            laptops[1].receive(laptops[0])
            sent += [laptop.export() for laptop in laptops]
    return sent


def expected(files: Sequence[EvaluationData]) -> dict[str, list[str]]:
    """What one after the other gives, without any database."""
    tables, _plan = merged(empty_tables(), files)
    return without_places(tables)


def at_once(jobs: Sequence[Callable[[], Any]]) -> None:
    """Do all *jobs* at the same time, each in a thread of its own."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def given(folder: Path, files: Sequence[EvaluationData]) -> list[Path]:
    return [write_file(folder / str(number % 7), data) for number, data in enumerate(files)]


def test_thirteen_areas_of_four_laptops_at_once_into_an_empty_database(address: str, tmp_path: Path) -> None:
    files = rounds_of_files(2)
    paths = given(tmp_path, files)
    random.Random(3).shuffle(paths)
    half = AREAS * LAPTOPS
    for some in (paths[:half], paths[half:]):
        at_once([lambda path=path: merge_into_database(address, [path], NOW) for path in some])  # type: ignore[misc]
    assert stands(address) == expected(files)
    assert not merge_into_database(address, paths, NOW).report.changed


def test_programs_of_their_own_at_once(address: str, tmp_path: Path) -> None:
    files = rounds_of_files(1)
    paths = given(tmp_path, files)
    commands = [[sys.executable, "-c", _PROCESS, address, *map(str, paths[number::4])] for number in range(4)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for command in commands]
    said = [program.communicate()[1] for program in running]
    assert [program.returncode for program in running] == [0] * 4, said
    assert stands(address) == expected(files)


def named(folder: Path, device: str, version: str, name: str, number: int = 1) -> tuple[Path, EvaluationData]:
    """A file in which *device* says that the one actor is called *name*."""
    data = file_of({"Aktører": [row("Aktører", "x", version, device, navn=name)]}, device=device, number=number)
    return write_file(folder, data), data


def two_who_have_both_read(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[EvaluationData], list[NskError]]:
    """Two merges of one row, neither of which writes before the other has read."""
    first, second, third = (
        named(folder, A, "1-1", "Klub"),
        named(folder, A, "2-2", "Klub A", 2),
        named(folder, B, "3-3", "Klub B"),
    )
    merge_into_database(address, [first[0]], NOW)
    both, plan = threading.Barrier(2), merge_plan.plan

    def planned(*facts: Any, **more: Any) -> Any:
        both.wait(timeout=60)
        return plan(*facts, **more)

    monkeypatch.setattr(central_database, "plan", planned)
    failed: list[NskError] = []

    def merge(path: Path) -> None:
        try:
            merge_into_database(address, [path], NOW)
        except NskError as error:
            failed.append(error)

    at_once([lambda: merge(second[0]), lambda: merge(third[0])])
    return [first[1], second[1], third[1]], failed


def test_control_without_turns_a_change_is_lost(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(central, "_wait_for_turn", lambda *_facts: None)
    monkeypatch.setattr(central, "_keep_others_out", lambda *_facts: None)
    files, failed = two_who_have_both_read(address, tmp_path, monkeypatch)
    assert failed or stands(address) != expected(files)


def edited_meanwhile(server: Server, folder: Path) -> list[tuple[object, ...]]:
    """What the actor is called when an edit by hand that was begun before a merge is finished during it."""
    database = server.new_database()
    address = server.address(database)
    merge_into_database(address, [named(folder, A, "1-1", "Klub")[0]], NOW)
    newer = named(folder, A, "2-2", "Klub Vest", 2)[0]
    with psycopg.connect(server.place(database)) as editor:
        editor.execute("UPDATE nsk.aktører SET navn = 'Klubben' WHERE id = 'x'")
        merging = threading.Thread(target=lambda: merge_into_database(address, [newer], NOW))
        merging.start()
        wait_for_waiting(server, database)
        editor.commit()
        merging.join()
    return server.sql("SELECT navn FROM nsk.aktører", database)


def test_an_edit_that_is_finished_during_a_merge_is_kept(server: Server, tmp_path: Path) -> None:
    assert edited_meanwhile(server, tmp_path) == [("Klubben",)]


def test_control_without_the_lock_on_the_tables_the_edit_is_lost(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(central, "_keep_others_out", lambda *_facts: None)
    assert edited_meanwhile(server, tmp_path) == [("Klub Vest",)]


def test_a_merge_that_is_killed_leaves_nothing_and_keeps_nobody_waiting(server: Server, tmp_path: Path) -> None:
    database = server.new_database()
    address = server.address(database)
    merge_into_database(address, [named(tmp_path, A, "1-1", "Klub")[0]], NOW)
    newer = named(tmp_path, A, "2-2", "Klub Vest", 2)[0]
    before = stands(address)
    with psycopg.connect(server.place(database)) as reader:
        # Whoever reads the devices in a table lock of their own stops the merge between its writes.
        reader.execute("LOCK TABLE nsk.enheder IN ACCESS EXCLUSIVE MODE")
        program = subprocess.Popen([sys.executable, "-c", _PROCESS, address, str(newer)])
        wait_for_waiting(server, database)
        program.kill()
        program.wait()
    assert stands(address) == before
    assert merge_into_database(address, [newer], NOW).report.changed
