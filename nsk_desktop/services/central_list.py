"""The list of files that the evaluator puts together: files, folders, and perhaps the workbook among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nsk_desktop.errors import NskError
from nsk_desktop.errors.central import NoFiles
from nsk_desktop.exchange.package import told_as_damage
from nsk_desktop.exchange.patch import read_sheets
from nsk_desktop.exchange.sheets import RECEPTIONS
from nsk_desktop.services.central_plan import Choices, Plan, Progress, look

_BOOKS = (".xlsx", ".xlsm")
_PASSING = ("~$", ".")
"""How the names begin that programs give to what is only there while a file is open."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody has put together so far."""

    workbook: Path | None = None
    paths: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    """Files and folders that are not on the list yet."""
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking: the files of the list, and the plan, or why there is none."""

    workbook: Path | None
    paths: tuple[Path, ...]
    plan: Plan | None = None
    problem: NskError | OSError | None = None


def gather(chosen: Chosen, now: datetime, progress: Progress, before: Plan | None = None) -> Looked:
    """Put what was added on the list and look at it all. Whatever is in the way, the list keeps its files."""
    workbook, whole = chosen.workbook, chosen.paths
    try:
        found = expand(chosen.added, progress)
        if workbook is None:
            workbook = next((path for path in found if is_central(path)), None)
            found = [path for path in found if path != workbook]
        whole = tuple(dict.fromkeys([*whole, *found]))
        if workbook is None:
            return Looked(None, whole)
        return Looked(workbook, whole, look(workbook, whole, now, chosen.choices, progress, before))
    except (NskError, OSError) as problem:
        return Looked(workbook, whole, None, problem)


def is_central(path: Path) -> bool:
    """Whether *path* is a central workbook, by the names of its sheets; False for what cannot be read."""
    if path.suffix.lower() not in _BOOKS:
        return False
    try:
        with told_as_damage(path):
            return RECEPTIONS in read_sheets(path)
    except (NskError, OSError):
        return False


def expand(paths: Iterable[Path], progress: Progress) -> list[Path]:
    """*paths* with each folder replaced by the workbooks in it, but for central ones. Each file comes once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = list(_inside(path, progress)) if path.is_dir() else [path]
        if not inside:
            raise NoFiles(path.name)
        found |= dict.fromkeys(each.absolute() for each in inside)
    return list(found)


def _inside(folder: Path, progress: Progress) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        progress(0, 0)
        if path.suffix.lower() in _BOOKS and not path.name.startswith(_PASSING) and not is_central(path):
            yield path
