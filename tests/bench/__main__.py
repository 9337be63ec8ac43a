"""Run every benchmark beside this file (`make bench`): medians, the control in the same run, and the ratio."""

import importlib
import os
import sys
from pathlib import Path

_FOLDER = Path(__file__).parent
_NOT_MEASURED = {"__main__", "figures", "crowd", "named", "office", "town"}


def main(wanted: list[str]) -> int:
    """Print one line per figure; 1 when a ratio misses its goal. *wanted* names some of the benchmarks."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    names = wanted or sorted(file.stem for file in _FOLDER.glob("*.py") if file.stem not in _NOT_MEASURED)
    missed = 0
    for name in names:
        module = importlib.import_module(f"tests.bench.{name}")
        for figure in module.measure():
            print(figure.line(), flush=True)
            missed += figure.ratio > figure.goal
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
