"""A hundred thousand rows: patched in bounded memory, and the second time without a change."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(900),
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]
ROWS, COLUMNS = 100_000, 22
MEMORY_LIMIT_MB = 300
_PATCH = """
import sys
from pathlib import Path
from nsk_desktop.exchange.patch import TableChange, patch_workbook
source, target = Path(sys.argv[1]), Path(sys.argv[2])
updates = {f"r{n}": {"k1": -1, "k2": "ændret", "kontrol": "ny"} for n in range(0, 100_000, 10)}
new = [{"id": f"n{n}", "k1": n, "k2": "tekst", "kontrol": "z" * 64} for n in range(1_000)]
patch_workbook(source, target, [TableChange("nsk_Aktiviteter", updates, new if sys.argv[3] == "new" else [])])
# Not ru_maxrss: that also counts what the parent held when it started this process.
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line).split()[1])
"""


def patched(source: Path, target: Path, kind: str) -> int:
    """The memory, in MB, that a process of its own needed for the patch."""
    command = [sys.executable, "-c", _PATCH, str(source), str(target), kind]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) // 1024


def test_a_hundred_thousand_rows_are_patched_in_bounded_memory(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"tmpdir": str(tmp_path)})
    sheet = book.add_worksheet("Aktiviteter")
    headers = ["id", *(f"k{n}" for n in range(COLUMNS - 2)), "kontrol"]
    for row in range(ROWS):
        cells = [row * n % 97 if n % 2 else f"tekst {row % 500} nr {n}" for n in range(COLUMNS - 2)]
        sheet.write_row(row + 1, 0, [f"r{row}", *cells, f"kontrol {row}"])
    columns = [{"header": header} for header in headers]
    sheet.add_table(0, 0, ROWS, COLUMNS - 1, {"name": "nsk_Aktiviteter", "columns": columns})
    book.close()
    assert patched(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "new") < MEMORY_LIMIT_MB
    assert patched(tmp_path / "b.xlsx", tmp_path / "c.xlsx", "same") < MEMORY_LIMIT_MB
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes() != (tmp_path / "b.xlsx").read_bytes()
