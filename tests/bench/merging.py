"""Fifty files of 5,000 rows taken into a central workbook at once, beside reading them all and writing one file."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from nsk_desktop.exchange import central, evaluation
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Holding, Manifest, content_digest
from nsk_desktop.exchange.sheets import ROW_SHEETS
from tests.bench.workbook import Amount
from tests.exchange.laptops import DAY, key_of, public, row

FILES, EACH = 50, 5_000
MEMORY_MB = 600
AT_MOST = 12
"""Times what reading all and writing one takes in Rust, with both of our processes from their start to their end."""
_ALONE = """
import os, resource, sys
from datetime import datetime
from pathlib import Path
from nsk_desktop.exchange import apart, merge
report = merge.merge(Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob("*.xlsx")), now=datetime(2025, 7, 1))
apart._reader(os.getpid()).end()
# Of both processes: the one that merges, and the one that reads what was sent.
used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
seconds = sum(one.ru_utime + one.ru_stime for one in used)
assert sum(one.tally.new for one in report.plan.files) == int(sys.argv[3]), "not all rows arrived"
print(seconds, next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
"""


def sent(folder: Path, number: int) -> Path:
    """The file of one laptop, with attendances of its own."""
    device = f"{number:08x}{number:024x}"
    rows = [
        row(
            "Deltagelser",
            f"{number:04}-{place:06}",
            f"{place:016x}-1",
            device,
            aktivitet=f"m{place % 300}",
            deltager=f"p-{number}-{place % 900}",
            status="til stede",
            aldersgruppe="18-24",
            første_gang="nej",
        )
        for place in range(EACH)
    ]
    sheets = {sheet.name: rows if sheet.name == "Deltagelser" else [] for sheet in ROW_SHEETS}
    manifest = Manifest("Tingbjerg", device, 1, DAY, DAY, DAY, {device: Holding(EACH, f"{EACH:016x}")})
    data = EvaluationData(manifest, sheets, public(key_of(device)), content_digest(sheets))
    path = folder / f"{number:02}.xlsx"
    evaluation.write(path, data, key_of(device).sign, data.public_key)
    return path


def _read_and_written(files: list[Path], target: Path) -> float:
    from rustpy_xlsxwriter import FastExcel

    began = time.process_time()
    records = []
    for file in files:
        lines = CalamineWorkbook.from_path(file).get_sheet_by_name("Deltagelser").to_python()
        records += [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    FastExcel(str(target)).sheet("Deltagelser", records).save()
    return time.process_time() - began


def measure() -> Iterator[Amount]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as name:
        folder = Path(name)
        (folder / "sent").mkdir()
        files = [sent(folder / "sent", number) for number in range(1, FILES + 1)]
        workbook = folder / "central.xlsx"
        central.new_workbook(workbook)
        least = _read_and_written(files, folder / "least.xlsx")
        for time_of, new in (("", FILES * EACH), (" again", 0)):
            command = [sys.executable, "-c", _ALONE, str(workbook), str(folder / "sent"), str(new)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            seconds, memory = float(said[0]), int(said[1]) / 1024
            title = f"merge {FILES} files of {EACH:,} rows{time_of}"
            yield Amount(
                f"{title}: {seconds:.1f} s / read and written by Rust {least:.1f} s", seconds / least, "x", AT_MOST
            )
            yield Amount(f"{title}: memory", memory, "MB", MEMORY_MB)
