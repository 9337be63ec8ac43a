"""A program killed at any moment has kept every save that it had shown as saved, and none by half."""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.store import cipher

KEY = bytes(range(32))
SAVE = """
import sys
from pathlib import Path
from nsk_desktop.store import cipher
connection = cipher.connect(Path(sys.argv[1]), bytes(range(32)))
start = connection.execute("SELECT coalesce(max(id), 0) FROM save").fetchone()[0]
for number in range(start + 1, start + 5000):
    if sys.argv[2] == "early":
        print(number, flush=True)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO save VALUES (?)", (number,))
    connection.executemany("INSERT INTO entry VALUES (?, ?)", [(number, "x" * 700)] * 4)
    connection.execute("COMMIT")
    if sys.argv[2] == "late":
        print(number, flush=True)
"""


def kill_while_saving(path: Path, when: str, times: int) -> Iterator[tuple[int, int]]:
    """Kill a saving program again and again: the last save it showed, and the last that is there."""
    connection = cipher.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE save (id INTEGER PRIMARY KEY)")
    connection.execute("CREATE TABLE entry (save INTEGER REFERENCES save, text TEXT)")
    connection.close()
    chance = random.Random(4711)
    shown = 0
    for _ in range(times):
        with subprocess.Popen(
            [sys.executable, "-c", SAVE, str(path), when], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            clock = threading.Timer(chance.uniform(0, 0.03), process.kill)
            clock.start()
            lines = [first, *process.stdout]
            clock.join()
            shown = int([line for line in lines if line.endswith("\n")][-1])
        connection = cipher.connect(path, KEY)
        cipher.check_quickly(connection, path)
        kept, count = connection.execute("SELECT max(id), count(*) FROM save").fetchone()
        torn = connection.execute("SELECT save FROM entry GROUP BY save HAVING count(*) <> 4").fetchall()
        connection.execute("DELETE FROM entry WHERE save < ?", (kept - 3,))
        connection.close()
        assert (count, torn) == (kept, [])
        yield shown, kept


@pytest.mark.soak
def test_no_shown_save_is_lost_and_none_is_torn(tmp_path: Path) -> None:
    for shown, kept in kill_while_saving(tmp_path / "nsk.db", "late", 1000):
        assert kept >= shown


@pytest.mark.soak
def test_a_save_that_is_shown_too_early_is_found_out(tmp_path: Path) -> None:
    assert any(kept < shown for shown, kept in kill_while_saving(tmp_path / "nsk.db", "early", 100))
