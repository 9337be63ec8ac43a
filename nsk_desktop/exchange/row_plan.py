"""What files do to the rows of one sheet: pure planning, row by row."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from nsk_desktop.exchange.claims import (
    CHECK_LENGTH,
    UNKNOWN,
    Claim,
    Resolution,
    check_text,
    claim_of,
    device_code,
    resolve,
)
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.headway import Headway
from nsk_desktop.exchange.manifest import Holdings
from nsk_desktop.exchange.sheets import CHECK, DELETED, VERSION, Sheet, row_sheet
from nsk_desktop.exchange.standing import OtherWording, Row, StandingRow
from nsk_desktop.exchange.values import YES, CellValue, check, same, shown

Cell = tuple[str, str, str]
"""Where a cell stands: its sheet, the id of its row, its column."""
_BODY = 3
"""The first column of a row's own content."""


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A cell that somebody edited in the workbook, and that was kept unless it is *replaced*."""

    sheet: str
    row: str
    column: str
    kept: CellValue
    laptop: CellValue
    replaced: bool = False
    """The user asked for the laptop's value."""
    why: str = ""
    """What the evaluator has written about it."""


class Fate(StrEnum):
    """What became of one row of one file; the words stand in receipts."""

    ACCEPTED = "accepted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    """A newer wording stands, by somebody who had seen this one."""
    UNRESOLVED = "unresolved"
    """A newer wording stands, by somebody who had not."""
    HAND_EDITED = "hand-edited"
    """It stands but for the cells that the evaluator has written over."""


@dataclass(slots=True)
class Tally:
    """What one file did to the rows."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    hand_edited: int = 0
    unresolved: int = 0

    def add(self, other: "Tally") -> None:
        self.new += other.new
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.hand_edited += other.hand_edited
        self.unresolved += other.unresolved


@dataclass(slots=True)
class SheetPlan:
    """Everything that changes in one sheet."""

    sheet: Sheet
    updates: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    appended: dict[str, dict[str, CellValue]] = field(default_factory=dict)
    hand_edits: list[HandEdit] = field(default_factory=list)
    wordings: list[OtherWording] = field(default_factory=list)
    tallies: dict[int, Tally] = field(default_factory=dict)
    """By the place of the file among the files."""
    fates: dict[int, dict[str, Fate]] = field(default_factory=dict)
    """By the place of the file, then the row."""
    gone: dict[int, int] = field(default_factory=dict)
    """How many rows each file newly marks as deleted."""


@dataclass(slots=True)
class _Said:
    """One claim on a row, and where its cells can be read."""

    claim: Claim
    row: Row | None = None
    checks: str = ""
    file: int = -1
    content: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """What planning one sheet needs to know."""

    sheet: Sheet
    standing: Mapping[str, StandingRow]
    wordings: Sequence[OtherWording]
    holds: Mapping[str, Holdings]
    """By device code, with the new files counted in."""
    take_laptop: bool = False
    cells: Collection[Cell] = ()
    """Cells edited by hand in which the laptop's value is to stand all the same."""

    def takes(self, row: str, column: str) -> bool:
        """Whether the laptop's value is to stand in a cell that was edited by hand."""
        return self.take_laptop or (self.sheet.name, row, column) in self.cells


def plan_rows(situation: Situation, files: Sequence[EvaluationData], headway: Headway) -> SheetPlan:
    """What *files* change in one sheet."""
    places = range(len(files))
    plan = SheetPlan(situation.sheet, tallies={p: Tally() for p in places}, fates={p: {} for p in places})
    said = _said_by_files(situation.sheet, files, headway)
    others = defaultdict(list)
    for wording in situation.wordings:
        others[wording.row].append(wording)
    for row_id in headway.over(sorted(said.keys() | others.keys())):
        # What a row claims takes more memory than the row, so it is worked out for one at a time.
        claims = [_said(place, row) for place, row in said.get(row_id, ())]
        _plan_row(plan, situation, row_id, claims, others.get(row_id, []), files)
    return plan


def _said_by_files(
    sheet: Sheet, files: Sequence[EvaluationData], headway: Headway
) -> dict[str, list[tuple[int, Sequence[CellValue]]]]:
    """By row: the places of the files that have it, and how each says it."""
    said: dict[str, list[tuple[int, Sequence[CellValue]]]] = defaultdict(list)
    for place, data in enumerate(files):
        for row in headway.over(data.sheets.get(sheet.name, ())):
            said[str(row[0])].append((place, row))
    return said


def _said(place: int, row: Sequence[CellValue]) -> _Said:
    claim, checks = claim_of(row)
    return _Said(claim, tuple(row), checks, place)


def _plan_row(
    plan: SheetPlan,
    situation: Situation,
    row_id: str,
    said: Sequence[_Said],
    others: Sequence[OtherWording],
    files: Sequence[EvaluationData],
) -> None:
    before = situation.standing.get(row_id)
    if before is None and not said:
        return  # The evaluator took the row out of the workbook; what was said against it goes with it.
    known = _known(situation.sheet, before, others if before is not None else ())
    for one in said:
        _keep_newest(known, device_code(files[one.file].manifest.device), one)
    outcome = resolve({device: one.claim for device, one in known.items()}, situation.holds)
    source = _provider(outcome, said, before)
    edits = len(plan.hand_edits)
    _write_row(plan, situation, row_id, before, outcome, source)
    is_edited = any(not edit.replaced for edit in plan.hand_edits[edits:])
    unresolved = _wordings(situation.sheet.name, row_id, outcome, known)
    plan.wordings.extend(unresolved)
    for one in said:
        tally = plan.tallies[one.file]
        tally.unresolved += bool(unresolved)
        says_nothing_new = before is not None and before.claim().body == outcome.standing.body
        if source is None or one.file != source.file or says_nothing_new:
            tally.unchanged += 1
        elif before is None:
            tally.new += 1
        else:
            tally.updated += 1
        device = device_code(files[one.file].manifest.device)
        plan.fates[one.file][row_id] = _fate(one, device, before, outcome, is_edited=is_edited)


def _fate(one: _Said, device: str, before: StandingRow | None, outcome: Resolution, *, is_edited: bool) -> Fate:
    """What became of what one file says of a row."""
    if one.claim.body != outcome.standing.body:
        return Fate.UNRESOLVED if (device, one.claim) in outcome.unresolved else Fate.SUPERSEDED
    if is_edited:
        return Fate.HAND_EDITED
    if before is None:
        return Fate.ACCEPTED
    return Fate.UNCHANGED if before.claim().body == one.claim.body else Fate.UPDATED


def _known(sheet: Sheet, before: StandingRow | None, others: Sequence[OtherWording]) -> dict[str, _Said]:
    """What each device is known to say, from the workbook alone."""
    known: dict[str, _Said] = {}
    if before is not None:
        claim, content = before.claim(), readable(sheet, before.values)
        for device, version in before.carriers.items() or [(UNKNOWN, "")]:
            own = claim._replace(version=version) if version else claim
            _keep_newest(known, device, _Said(own, content=content))
    for other in others:
        for device in other.devices:
            _keep_newest(known, device, _Said(other.claim, content=other.content))
    return known


def _keep_newest(known: dict[str, _Said], device: str, one: _Said) -> None:
    if device not in known or known[device].claim[:2] < one.claim[:2]:
        known[device] = one
    elif known[device].claim[:2] == one.claim[:2] and known[device].row is None:
        origin = max(known[device].claim.origin, one.claim.origin)
        known[device] = replace(one, claim=one.claim._replace(origin=origin))


def _provider(outcome: Resolution, said: Sequence[_Said], before: StandingRow | None) -> _Said | None:
    """The first file that carries what stands. One that differs only in its device leaves the device as it is."""
    for one in said:
        if one.claim == outcome.standing:
            return one
    for one in said:
        if one.claim[:2] == outcome.standing[:2] and before is not None and one.row is not None:
            row = (*one.row[: _BODY - 1], before.values[_BODY - 1], *one.row[_BODY:])
            start, end = (_BODY - 1) * CHECK_LENGTH, _BODY * CHECK_LENGTH
            return replace(one, row=row, checks=one.checks[:start] + outcome.standing.origin + one.checks[end:])
    return None


def _write_row(
    plan: SheetPlan,
    situation: Situation,
    row_id: str,
    before: StandingRow | None,
    outcome: Resolution,
    source: _Said | None,
) -> None:
    headers = situation.sheet.headers
    if before is None:
        assert source is not None
        assert source.row is not None
        record: dict[str, CellValue] = dict(zip(headers, source.row, strict=True))
        plan.appended[row_id] = record | {CHECK: check_text(source.checks, outcome.carriers)}
        return
    checks, changed = before.checks, {}
    if source is not None and source.row is not None:
        changed = _changed_cells(plan, situation, before, source.row, source.file)
        checks = source.checks
    if checks is not None:
        text = check_text(checks, outcome.carriers)
        if text != before.written_check:
            changed[CHECK] = text
    if changed:
        plan.updates[row_id] = changed
    if source is not None and changed.get(DELETED) == YES:
        plan.gone[source.file] = plan.gone.get(source.file, 0) + 1


def _changed_cells(
    plan: SheetPlan, situation: Situation, before: StandingRow, row: Row, file: int
) -> dict[str, CellValue]:
    changed: dict[str, CellValue] = {}
    kept = taken = False
    for place, header in enumerate(situation.sheet.headers):
        present, laptop = before.values[place], row[place]
        if same(present, laptop):
            continue
        by_hand = header != VERSION and _is_hand_edited(before, place, present)
        if by_hand:
            taken = situation.takes(str(row[0]), header)
            plan.hand_edits.append(HandEdit(situation.sheet.name, str(row[0]), header, present, laptop, taken))
        if by_hand and not taken:
            kept = True
        else:
            changed[header] = laptop
    plan.tallies[file].hand_edited += kept
    return changed


def _is_hand_edited(before: StandingRow, place: int, present: CellValue) -> bool:
    """Whether the cell is not what the merge last wrote. Without checks nobody knows, so it is taken to be."""
    return before.checks is None or before.checks[place * CHECK_LENGTH : (place + 1) * CHECK_LENGTH] != check(present)


def _wordings(sheet: str, row_id: str, outcome: Resolution, known: Mapping[str, _Said]) -> list[OtherWording]:
    by_claim: dict[tuple[str, str], list[str]] = defaultdict(list)
    for device, claim in outcome.unresolved:
        by_claim[claim[:2]].append(device)
    return [
        OtherWording(sheet, row_id, Claim(*key), tuple(devices), _content_of(sheet, known, devices))
        for key, devices in sorted(by_claim.items())
    ]


def _content_of(sheet: str, known: Mapping[str, _Said], devices: Sequence[str]) -> str:
    texts = (
        readable(row_sheet(sheet), one.row) if one.row is not None else one.content
        for one in (known[device] for device in devices)
    )
    return min(filter(None, texts), default="")


def readable(sheet: Sheet, row: Row) -> str:
    """The own content of a row as lines of text."""
    pairs = zip(sheet.headers[_BODY:], row[_BODY:], strict=True)
    return "\n".join(f"{header}: {shown(value)}" for header, value in pairs if value is not None)
