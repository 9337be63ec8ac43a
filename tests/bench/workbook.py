"""The evaluator's workbook of 100,000 rows and 20 columns updated, beside what libraries need for the same update."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.patch import TableChange, patch_workbook

ROWS, FEW = 100_000, 500
TABLE = "nsk_Aktiviteter"
HEADERS = ("id", *(f"k{number}" for number in range(18)), "kontrol")
SIZES = (10_000, 100_000, 500_000)
MEMORY_MB = 300
_FIRST = date(2025, 1, 1)
_ALONE = """
import sys
from pathlib import Path
from tests.bench.workbook import *
change = refreshing(int(sys.argv[3])) if sys.argv[4] == "refresh" else filling(int(sys.argv[3]))
began = time.process_time()
patch_workbook(Path(sys.argv[1]), Path(sys.argv[2]), [change])
seconds = time.process_time() - began
# Not ru_maxrss: that also counts what the parent held when it started this process.
print(seconds, next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
"""


@dataclass(frozen=True)
class Amount:
    """A figure that is held against a limit instead of against another program."""

    name: str
    amount: float
    unit: str
    goal: float

    @property
    def ratio(self) -> float:
        """What is held against the goal."""
        return self.amount

    def line(self) -> str:
        """The figure as one line of the printed table."""
        verdict = "ok" if self.amount <= self.goal else "TOO MUCH"
        return f"{self.name:<78} {self.amount:>9.2f} {self.unit} (goal {self.goal:g}) {verdict}"


def row_of(number: int) -> dict[str, CellValue]:
    """What the row with this number says: numbers, texts and days in turn."""
    values: list[CellValue] = [f"r{number}"]
    for column in range(18):
        if column % 3 == 0:
            values.append(number * column % 97 + 0.5 * (column % 2))
        elif column % 3 == 1:
            values.append(f"tekst {number % 500} nr {column}")
        else:
            values.append(_FIRST + timedelta(days=(number + column) % 300))
    return dict(zip(HEADERS, [*values, f"kontrol {number}"], strict=True))


def refreshing(rows: int) -> TableChange:
    """One row in a hundred says something else, and a thousand are new."""
    updates: dict[str, dict[str, CellValue]] = {
        f"r{number}": {"k0": -1, "k1": "ændret", "kontrol": "ny"} for number in range(0, rows, 100)
    }
    return TableChange(TABLE, updates, [row_of(rows + number) for number in range(1_000)])


def filling(rows: int) -> TableChange:
    """All rows but the few that are there."""
    return TableChange(TABLE, {}, [row_of(number) for number in range(FEW, rows)])


def book(path: Path, rows: int) -> Path:
    """A workbook whose texts are shared, as Excel saves them."""
    made = xlsxwriter.Workbook(path)
    sheet, hers = made.add_worksheet("Aktiviteter"), made.add_worksheet("Beregning")
    day = made.add_format({"num_format": "dd-mm-yyyy"})
    for number in range(rows):
        for column, value in enumerate(row_of(number).values()):
            if isinstance(value, str):
                sheet.write_string(number + 1, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(number + 1, column, datetime.combine(value, datetime.min.time()), day)
            else:
                sheet.write_number(number + 1, column, value)
    columns = [{"header": header} for header in HEADERS]
    sheet.add_table(0, 0, rows, len(HEADERS) - 1, {"name": TABLE, "columns": columns})
    hers.write_formula("A1", f"=SUM(Aktiviteter!$B$2:$B${rows + 1})")
    made.close()
    return path


def by_openpyxl(source: Path, target: Path, change: TableChange) -> None:
    """The same update by load and save."""
    loaded = openpyxl.load_workbook(source)
    sheet = loaded["Aktiviteter"]
    places = {cell.value: cell.row for cell in sheet["A"]}
    numbers = {header: number for number, header in enumerate(HEADERS, 1)}
    for key, record in change.updates.items():
        for header, value in record.items():
            sheet.cell(places[key], numbers[header]).value = value
    for record in change.appended:
        sheet.append(list(record.values()))
    table = sheet.tables[TABLE]
    table.ref = table.autoFilter.ref = f"A1:T{sheet.max_row}"
    loaded.save(target)


def by_rust(source: Path, target: Path) -> None:
    """Its rows read and written by two libraries of Rust, which keeps nothing else of the file."""
    from rustpy_xlsxwriter import FastExcel

    lines: list[list[Any]] = CalamineWorkbook.from_path(source).get_sheet_by_name("Aktiviteter").to_python()
    records = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    FastExcel(str(target)).sheet("Aktiviteter", records).save()


def alone(source: Path, target: Path, rows: int, kind: str) -> tuple[float, float]:
    """The seconds (of the processor) and megabytes that a process of its own needs for an update."""
    command = [sys.executable, "-c", _ALONE, str(source), str(target), str(rows), kind]
    seconds, kilobytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(kilobytes) / 1024


def _seconds(work: Callable[[], object]) -> float:
    """Of the processor, all threads together: what else the machine does makes no difference."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measure() -> Iterator[Amount]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as name:
        folder = Path(name)
        target, few = folder / "after.xlsx", book(folder / "few.xlsx", FEW)
        patch_workbook(few, folder / "inline.xlsx", [filling(ROWS)])
        books = {"inline": folder / "inline.xlsx", "shared": book(folder / "shared.xlsx", ROWS)}
        for kind, source in books.items():
            # In turns, so that all of them meet the same machine.
            rounds, rounds_of_rust = [alone(source, target, ROWS, "refresh")], []
            saved = _seconds(partial(by_openpyxl, source, target, refreshing(ROWS)))
            for _ in range(3):
                rounds_of_rust.append(_seconds(partial(by_rust, source, target)))
                rounds.append(alone(source, target, ROWS, "refresh"))
            ours, memory = median(taken for taken, _used in rounds), max(used for _taken, used in rounds)
            rust = median(rounds_of_rust)
            title = f"refresh {ROWS:,} rows, {kind} texts"
            yield Amount(f"{title}: {ours:.1f} s / openpyxl {saved:.1f} s", ours / saved, "x", 1 / 8)
            yield Amount(f"{title}: {ours:.1f} s / calamine + rustpy-xlsxwriter {rust:.1f} s", ours / rust, "x", 2.5)
            yield Amount(f"{title}: memory", memory, "MB", MEMORY_MB)
        ours, memory = alone(few, target, ROWS, "fill")
        rust = _seconds(partial(by_rust, target, folder / "rust.xlsx"))
        saved = _seconds(partial(by_openpyxl, few, target, filling(ROWS)))
        title = f"fill {ROWS:,} rows from {FEW}"
        yield Amount(f"{title}: {ours:.1f} s / openpyxl {saved:.1f} s", ours / saved, "x", 1 / 4)
        yield Amount(f"{title}: {ours:.1f} s / calamine + rustpy-xlsxwriter {rust:.1f} s", ours / rust, "x", 2.5)
        yield Amount(f"{title}: memory", memory, "MB", MEMORY_MB)
        yield from _growth(folder, few)


def _growth(folder: Path, few: Path) -> Iterator[Amount]:
    """What a row costs, however many there are."""
    each: list[float] = []
    for rows in SIZES:
        filled = folder / f"{rows}.xlsx"
        patch_workbook(few, filled, [filling(rows)])
        seconds, memory = alone(filled, folder / "after.xlsx", rows, "refresh")
        each.append(seconds / rows)
        yield Amount(f"refresh {rows:,} rows: {seconds:.1f} s, {memory:.0f} MB; µs a row", each[-1] * 1e6, "µs", 1e9)
    yield Amount(f"a row among {SIZES[2]:,} / among {SIZES[1]:,}", each[2] / each[1], "x", 1.5)
