"""A merge at the centre as somebody looks at it first: what each file would do, and what is to be answered before."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from nsk_desktop.errors import Cancelled, NskError
from nsk_desktop.errors.files import FileNotUsed
from nsk_desktop.errors.travelling import DeviceKeyChanged, DeviceUnknown, FileRefused, WouldShrink
from nsk_desktop.exchange import evaluation, merge
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.headway import Headway
from nsk_desktop.exchange.merge import FileState, Opened, Prepared, state_of
from nsk_desktop.exchange.merge_plan import FileOutcome, Permissions, reception_id
from nsk_desktop.exchange.row_plan import Cell, HandEdit, Tally
from nsk_desktop.exchange.values import shown
from nsk_desktop.services.central import interval

__all__ = [
    "Choices",
    "FileLine",
    "HandEdit",
    "Plan",
    "State",
    "both_values",
    "cell_of",
    "look",
    "unread",
]

Progress = Callable[[int, int], object]


class State(StrEnum):
    """What a merge would do with a file."""

    UNREAD = "unread"
    READY = "ready"
    SAME = "same"
    """It is another copy of a file in the list."""
    ASKS = "asks"
    """It waits until somebody says yes."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the evaluator has said yes to. Each yes is for one laptop with one key, one file, or one cell."""

    keys: frozenset[tuple[str, str]] = frozenset()
    shrinking: frozenset[str] = frozenset()
    cells: frozenset[Cell] = frozenset()

    def accepting(self, line: "FileLine") -> "Choices":
        """The same, and yes to what a file asks."""
        data = line.data
        assert data is not None
        if isinstance(line.problem, WouldShrink):
            return replace(self, shrinking=self.shrinking | {reception_id(data)})
        return replace(self, keys=self.keys | {(data.manifest.device, data.public_key.hex())})

    def with_cell(self, cell: Cell, *, laptop: bool) -> "Choices":
        """The same, with the laptop's value in a cell that was edited by hand, or without."""
        return replace(self, cells=self.cells | {cell} if laptop else self.cells - {cell})


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of the list, and what a merge would do with it."""

    path: Path
    name: str
    state: State = State.UNREAD
    seen: FileState | None = None
    data: EvaluationData | None = None
    problem: NskError | None = None
    """Why it is refused, or what it asks."""
    outcome: FileOutcome | None = None
    twin: str = ""
    """The file that it is a copy of."""

    @property
    def area(self) -> str:
        return self.data.manifest.area if self.data else ""

    @property
    def device(self) -> str:
        """The short name of the laptop; empty for a file that could not be read."""
        return self.data.manifest.device[:8] if self.data else ""

    @property
    def number(self) -> int | None:
        return self.data.manifest.number if self.data else None

    @property
    def first(self) -> date | None:
        return self.data.manifest.first if self.data else None

    @property
    def last(self) -> date | None:
        return self.data.manifest.last if self.data else None

    @property
    def tally(self) -> Tally | None:
        """What becomes of its rows; None for a file that is not merged."""
        return self.outcome.tally if self.outcome else None

    @property
    def code(self) -> str:
        """The code of what is wrong with it, the same in every language."""
        return self.problem.code if self.problem else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a merge would do, and nothing of it done."""

    opened: Opened
    choices: Choices
    lines: tuple[FileLine, ...]
    prepared: Prepared | None
    """None when no file is ready."""
    total: Tally = field(default_factory=Tally)

    @property
    def workbook(self) -> Path:
        return self.opened.path

    @property
    def ready(self) -> tuple[FileLine, ...]:
        return tuple(line for line in self.lines if line.state is State.READY)

    @property
    def waiting(self) -> tuple[FileLine, ...]:
        """What is not merged, because it asks or is refused."""
        return tuple(line for line in self.lines if line.state in (State.ASKS, State.REFUSED))

    @property
    def changes_anything(self) -> bool:
        return self.prepared is not None and bool(self.prepared.changes)

    @property
    def hand_edits(self) -> Sequence[HandEdit]:
        return self.prepared.plan.hand_edits if self.prepared else ()

    @property
    def unresolved(self) -> int:
        """Rows that two laptops changed unaware of each other."""
        return len(self.prepared.plan.unresolved) if self.prepared else 0

    @property
    def missing(self) -> Iterator[tuple[str, str, str]]:
        """The area and the short name of each computer of which files never came, and their running numbers."""
        areas = {device: line.area for device, line in self.opened.standing.devices.items()}
        areas |= {line.data.manifest.device: line.area for line in self.lines if line.data is not None}
        for device, numbers in self.prepared.plan.missing.items() if self.prepared else ():
            yield areas.get(device, ""), device[:8], numbers

    def outdated(self) -> tuple[str, ...]:
        """The names of the workbook and the files that are no longer what was looked at."""
        files = tuple(line.path.name for line in self.ready if state_of(line.path) != line.seen)
        return files if self.opened.is_current() else (self.workbook.name, *files)


def _unseen(_done: int, _all: int) -> None:
    """Nobody waits to see how far it is."""


def cell_of(edit: HandEdit) -> Cell:
    """Where an edited cell stands."""
    return edit.sheet, edit.row, edit.column


def both_values(edit: HandEdit) -> tuple[str, str]:
    """What stands in the workbook, and what the laptop says."""
    return shown(edit.kept), shown(edit.laptop)


def unread(paths: Sequence[Path]) -> tuple[FileLine, ...]:
    """Files of which nothing is known yet."""
    return tuple(FileLine(path, name) for path, name in zip(paths, _names(paths), strict=True))


def look(
    workbook: Path,
    paths: Sequence[Path],
    now: datetime,
    choices: Choices | None = None,
    progress: Progress = _unseen,
    before: Plan | None = None,
) -> Plan:
    """What merging *paths* into *workbook* would do. Nothing is written; what *before* has read is not read again."""
    choices = choices or Choices()
    steps = len(paths) + 2
    progress(0, steps)
    opened = before.opened if before and before.workbook == workbook and before.opened.is_current() else None
    opened = opened or merge.open_central(workbook, _listening(progress, 0, steps))
    known = {(line.path, line.seen): line for line in (before.lines if before else ())}
    lines = []
    for number, line in enumerate(unread(paths), start=1):
        progress(number, steps)
        seen = state_of(line.path)
        kept = known.get((line.path, seen))
        again = kept is not None and seen is not None and (kept.data is not None or kept.problem is not None)
        if kept is not None and again:
            lines.append(_as_read(kept, line.name))
        else:
            lines.append(_read(replace(line, seen=seen), _listening(progress, number, steps)))
    progress(steps - 1, steps)
    made = _planned(opened, lines, choices, now, progress)
    progress(steps, steps)
    return made


def _names(paths: Sequence[Path]) -> list[str]:
    """What files are called: by their own names, with the folder before it where two have the same."""
    often = Counter(path.name for path in paths)
    names = [path.name if often[path.name] == 1 else f"{path.parent.name}/{path.name}" for path in paths]
    again = Counter(names)
    return [name if again[name] == 1 else str(path) for name, path in zip(names, paths, strict=True)]


def _listening(progress: Progress, step: int, steps: int) -> Headway:
    """What has a step of many rows heard to stop in the midst of it."""
    return Headway(lambda _done, _total: progress(step, steps))


def _read(line: FileLine, headway: Headway) -> FileLine:
    try:
        return replace(line, data=evaluation.read(line.path, headway))
    except Cancelled:
        raise
    except NskError as refused:
        return replace(line, state=State.REFUSED, problem=refused)
    except OSError as problem:
        return replace(line, state=State.REFUSED, problem=FileNotUsed(problem))


def _as_read(line: FileLine, name: str) -> FileLine:
    """What is known of a file before any plan."""
    if line.data is None:
        return replace(line, name=name)
    return replace(line, name=name, state=State.UNREAD, problem=None, outcome=None, twin="")


def _planned(opened: Opened, lines: Sequence[FileLine], choices: Choices, now: datetime, progress: Progress) -> Plan:
    """The plan with every file that may be merged; each of the others says why not."""
    allowed = Permissions(cells=choices.cells, shrinking=choices.shrinking, keys=choices.keys)
    refused: dict[str, FileRefused] = {}
    prepared = None
    while prepared is None:
        ready = [line for line in lines if line.data is not None and line.name not in refused]
        if not ready:
            break
        headway = _listening(progress, len(lines) + 1, len(lines) + 2)
        headway()
        try:
            data, names = [line.data for line in ready if line.data is not None], [line.name for line in ready]
            prepared = merge.prepare(opened, data, names, allowed, now=now, figures=interval, headway=headway)
        except FileRefused as problem:
            if problem.name in refused or all(line.name != problem.name for line in ready):
                raise
            refused[problem.name] = problem
    outcomes = {outcome.name: outcome for outcome in prepared.plan.files} if prepared else {}
    total = Tally()
    for outcome in outcomes.values():
        total.add(outcome.tally)
    called = {_identity(outcome.data): outcome.name for outcome in outcomes.values()}
    return Plan(opened, choices, tuple(_judged(line, refused, outcomes, called) for line in lines), prepared, total)


def _identity(data: EvaluationData) -> tuple[str, bytes]:
    return reception_id(data), data.public_key


def _judged(
    line: FileLine,
    refused: Mapping[str, FileRefused],
    outcomes: Mapping[str, FileOutcome],
    names: Mapping[tuple[str, bytes], str],
) -> FileLine:
    """A file with what the plan says about it."""
    if line.data is None:
        return line
    if problem := refused.get(line.name):
        asks = isinstance(problem, DeviceUnknown | DeviceKeyChanged | WouldShrink)
        return replace(line, state=State.ASKS if asks else State.REFUSED, problem=problem)
    if outcome := outcomes.get(line.name):
        return replace(line, state=State.READY, outcome=outcome)
    return replace(line, state=State.SAME, twin=names.get(_identity(line.data), ""))
