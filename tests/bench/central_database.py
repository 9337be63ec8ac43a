"""Files merged into PostgreSQL: many at once, and one more where a million rows stand already."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import postgres
from tests.bench.merging import EACH, sent
from tests.bench.workbook import Amount

FILES, STANDING = 40, 1_000_000
MEMORY_MB, LATER_MEMORY_MB = 1_024, 300
_ALONE = """
import sys, time
from datetime import datetime
from pathlib import Path
from nsk_desktop.services.central_database import merge_into_database
from nsk_desktop.exchange import evaluation
files = [Path(name) for name in sys.argv[3:]]
began = time.perf_counter()
for file in files:
    evaluation.read(file)
reading = time.perf_counter() - began
began = time.perf_counter()
merged = merge_into_database(sys.argv[1], files, datetime(2025, 7, 1))
seconds = time.perf_counter() - began
assert sum(one.tally.new for one in merged.report.plan.files) == int(sys.argv[2]), "not all rows arrived"
memory = next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1]
print(seconds, reading, memory)
"""


def _merged(address: str, new: int, files: list[Path]) -> tuple[float, float, float]:
    """Seconds of the merge, seconds of only reading the files, and memory in MB, in a process of its own."""
    command = [sys.executable, "-c", _ALONE, address, str(new), *map(str, files)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ)).stdout.split()
    return float(said[0]), float(said[1]), int(said[2]) / 1024


def _multiply(server: postgres.Server, database: str) -> None:
    """Make the rows that stand there a million."""
    columns = "version, enhed, slettet, aktivitet, deltager, status, aldersgruppe, første_gang, kontrol"
    times = STANDING // (FILES * EACH)
    server.sql(
        f"INSERT INTO nsk.deltagelser (id, {columns}) SELECT number || id, {columns} "
        f"FROM nsk.deltagelser, generate_series(2, {times}) number",
        database,
    )


def measure() -> Iterator[Amount]:
    if postgres.programs() is None:
        print("left out: no PostgreSQL server is installed here")
        return
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as name, postgres.running() as server:
        files = [sent(Path(name), number) for number in range(1, FILES + 2)]
        database = server.new_database()
        address = server.address(database)
        for title, new in (("", FILES * EACH), (" again", 0)):
            seconds, reading, memory = _merged(address, new, files[:FILES])
            told = f"database: merge {FILES} files of {EACH:,} rows{title}"
            yield Amount(f"{told}: {seconds:.1f} s / reading them {reading:.1f} s", seconds / reading, "x", 3)
            yield Amount(f"{told}: memory", memory, "MB", MEMORY_MB)
        _multiply(server, database)
        empty, _reading, _memory = _merged(server.address(server.new_database()), EACH, files[FILES:])
        seconds, _reading, memory = _merged(address, EACH, files[FILES:])
        told = f"database: one file of {EACH:,} rows where {STANDING:,} stand"
        yield Amount(f"{told}: {seconds:.1f} s / where none stand {empty:.1f} s", seconds / empty, "x", 3)
        yield Amount(f"{told}: memory", memory, "MB", LATER_MEMORY_MB)
