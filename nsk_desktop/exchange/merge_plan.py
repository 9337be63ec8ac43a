"""The plan of a merge: everything that will change in the central workbook, before anything does."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nsk_desktop.errors.travelling import (
    DeviceKeyChanged,
    DeviceUnknown,
    FileForeign,
    FileNotPractice,
    FilePractice,
    WouldShrink,
)
from nsk_desktop.exchange.claims import device_code
from nsk_desktop.exchange.evaluation import EvaluationData, file_name
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.manifest import ROWS, Holdings, holdings_text, is_practice, joined_holdings
from nsk_desktop.exchange.patch import TableChange
from nsk_desktop.exchange.row_plan import Cell, Fate, HandEdit, SheetPlan, Situation, Tally, plan_rows
from nsk_desktop.exchange.sheets import (
    CHECK,
    DEVICE,
    DEVICE_SHEET,
    ID,
    RECEPTION_SHEET,
    ROW_SHEETS,
    UNRESOLVED_SHEET,
    VERSION,
    Sheet,
    central_sheet,
)
from nsk_desktop.exchange.standing import DeviceLine, OtherWording, Standing, wording_key
from nsk_desktop.exchange.values import CellValue, plain_text
from nsk_desktop.i18n import _

SHRINK_ROWS, SHRINK_SHARE = 10, 0.20


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What one file did."""

    name: str
    device: str
    number: int
    tally: Tally
    remark: str
    is_new: bool
    """It was not received before, so it gets a line in the log."""
    data: EvaluationData
    fates: Mapping[str, Mapping[str, Fate]]
    """By sheet, then row: what became of it."""


@dataclass(frozen=True, slots=True)
class FirstContact:
    """A device whose key is trusted from now on: read the words aloud with the colleague."""

    device: str
    words: str
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Permissions:
    """What the user has said yes to."""

    take_laptop: bool = False
    accept_shrink: bool = False
    accept_key: bool = False
    cells: Collection[Cell] = ()
    """Cells edited by hand in which the laptop's value is to stand."""
    shrinking: Collection[str] = ()
    """Files (by `reception_id`) that may delete improbably much."""
    keys: Collection[tuple[str, str]] | None = None
    """Devices with the keys that somebody has compared; None trusts whoever comes for the first time."""

    def trusts(self, device: str, key: str, *, is_change: bool) -> bool:
        """Whether a key that the workbook does not know is taken for that of *device*."""
        if self.keys is not None and (device, key) in self.keys:
            return True
        return self.accept_key if is_change else self.keys is None


@dataclass(slots=True)
class MergePlan:
    """All changes, and what to tell about them."""

    changes: list[TableChange] = field(default_factory=list)
    files: list[FileOutcome] = field(default_factory=list)
    hand_edits: list[HandEdit] = field(default_factory=list)
    unresolved: list[OtherWording] = field(default_factory=list)
    contacts: list[FirstContact] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """By device: the running numbers that never arrived."""

    @property
    def changes_anything(self) -> bool:
        return any(change.updates or change.appended for change in self.changes)


def plan(
    standing: Standing,
    files: Sequence[EvaluationData],
    names: Sequence[str] = (),
    *,
    now: datetime,
    permissions: Permissions | None = None,
    headway: Headway = UNHEARD,
) -> MergePlan:
    """What merging *files* (called *names*) into what stands would do. Raises a known error when it must not."""
    allowed = permissions or Permissions()
    named = _distinct(files, names)
    ordered = [data for data, _name in named]
    merge = MergePlan()
    for data, name in named:
        if data.manifest.profile != ROWS:
            raise FileForeign(name)
    _refuse_mixing(standing, named)
    devices = _devices(standing, named, merge, allowed)
    holds = {device_code(device): line.holds for device, line in devices.items()}
    sheets = [_plan_sheet(standing, sheet, ordered, holds, allowed, headway) for sheet in ROW_SHEETS]
    _refuse_shrinking(standing, sheets, named, allowed)
    tallies = [Tally() for _one in ordered]
    fates: list[dict[str, dict[str, Fate]]] = [{} for _one in ordered]
    for sheet_plan in sheets:
        merge.changes.append(_table_change(sheet_plan))
        merge.hand_edits += sheet_plan.hand_edits
        merge.unresolved += sheet_plan.wordings
        for place, tally in sheet_plan.tallies.items():
            tallies[place].add(tally)
            fates[place][sheet_plan.sheet.name] = sheet_plan.fates[place]
    merge.unresolved.sort(key=wording_key)
    receptions = _receptions(standing, named, tallies, fates, merge, now)
    merge.changes.append(TableChange(RECEPTION_SHEET.table, {}, receptions, ID))
    merge.changes.append(_device_change(standing, devices, receptions, merge))
    merge.changes.append(_unresolved_change(standing, merge.unresolved))
    return merge


def reception_id(data: EvaluationData) -> str:
    """The identity of a received file: its device, its number and its content."""
    return f"{device_code(data.manifest.device)}-{data.manifest.number:04}-{data.digest[:12]}"


def _distinct(files: Sequence[EvaluationData], names: Sequence[str]) -> list[tuple[EvaluationData, str]]:
    """Each file once, in an order that does not depend on how they were given."""
    called = list(names) or [file_name(data.manifest) for data in files]
    known: dict[tuple[str, int, str, bytes], tuple[EvaluationData, str]] = {}
    for data, name in sorted(zip(files, called, strict=True), key=lambda pair: pair[1]):
        known.setdefault((data.manifest.device, data.manifest.number, data.digest, data.public_key), (data, name))
    return [known[key] for key in sorted(known)]


def _refuse_mixing(standing: Standing, named: Sequence[tuple[EvaluationData, str]]) -> None:
    """Invented people are never counted among real ones: what is there already decides, else the real files do."""
    files = [(is_practice(data.manifest.area), name) for data, name in named]
    known = [is_practice(line.area) for line in standing.devices.values()] or [practice for practice, _name in files]
    wanted = all(known)
    for practice, name in files:
        if practice != wanted:
            raise FilePractice(name) if practice else FileNotPractice(name)


def _devices(
    standing: Standing, named: Sequence[tuple[EvaluationData, str]], merge: MergePlan, allowed: Permissions
) -> dict[str, DeviceLine]:
    """The devices as they are known after the files, their keys judged."""
    devices = dict(standing.devices)
    for data, name in named:
        manifest, key = data.manifest, data.public_key.hex()
        line = devices.get(manifest.device)
        words = fingerprint(data.public_key)
        if line is None or not line.key:
            # A key that somebody has taken out of the sheet is a first contact again, and told as one.
            if not allowed.trusts(manifest.device, key, is_change=False):
                raise DeviceUnknown(name, manifest.device, words)
            merge.contacts.append(FirstContact(manifest.device, words))
        elif line.key != key:
            if not allowed.trusts(manifest.device, key, is_change=True):
                raise DeviceKeyChanged(name, manifest.device, line.fingerprint, words)
            merge.contacts.append(FirstContact(manifest.device, words, is_change=True))
        if line is None:
            line = DeviceLine(manifest.device, manifest.area, words, key, manifest.made_on, 0, "", {})
        is_latest = manifest.number >= line.number
        devices[manifest.device] = replace(
            line,
            area=manifest.area if is_latest else line.area,
            key=key,
            fingerprint=words,
            first_day=min(line.first_day or manifest.made_on, manifest.made_on),
            number=max(line.number, manifest.number),
            holds=joined_holdings(line.holds, manifest.holds),
        )
    return devices


def _plan_sheet(
    standing: Standing,
    sheet: Sheet,
    files: Sequence[EvaluationData],
    holds: Mapping[str, Holdings],
    allowed: Permissions,
    headway: Headway,
) -> SheetPlan:
    others = [wording for wording in standing.wordings if wording.sheet == sheet.name]
    situation = Situation(sheet, standing.rows[sheet.name], others, holds, allowed.take_laptop, allowed.cells)
    return plan_rows(situation, files, headway)


def _refuse_shrinking(
    standing: Standing,
    sheets: Sequence[SheetPlan],
    named: Sequence[tuple[EvaluationData, str]],
    allowed: Permissions,
) -> None:
    if allowed.accept_shrink:
        return
    accepted = {place for place, (data, _name) in enumerate(named) if reception_id(data) in allowed.shrinking}
    for sheet_plan in sheets:
        present = standing.present(sheet_plan.sheet)
        for place, gone in sheet_plan.gone.items():
            if place not in accepted and gone > SHRINK_ROWS and gone > SHRINK_SHARE * present:
                raise WouldShrink(named[place][1], sheet_plan.sheet.name, gone, present)


def _table_change(sheet_plan: SheetPlan) -> TableChange:
    appended = [sheet_plan.appended[key] for key in sorted(sheet_plan.appended)]
    return TableChange(central_sheet(sheet_plan.sheet.name).table, sheet_plan.updates, appended, ID)


def _receptions(
    standing: Standing,
    named: Sequence[tuple[EvaluationData, str]],
    tallies: Sequence[Tally],
    fates: Sequence[Mapping[str, Mapping[str, Fate]]],
    merge: MergePlan,
    now: datetime,
) -> list[dict[str, CellValue]]:
    """The new lines of the log; a file that was received before gets none."""
    numbers = Counter((row[DEVICE], row["løbenr"]) for row in standing.receptions.values())
    lines: list[dict[str, CellValue]] = []
    for (data, name), tally, became in zip(named, tallies, fates, strict=True):
        manifest, identity = data.manifest, reception_id(data)
        is_new = identity not in standing.receptions
        remark = _remark(data, merge, numbers) if is_new else ""
        merge.files.append(FileOutcome(name, manifest.device, manifest.number, tally, remark, is_new, data, became))
        if is_new:
            numbers[manifest.device, manifest.number] += 1
            lines.append(
                {
                    ID: identity,
                    "modtaget": now.strftime("%d.%m.%Y %H:%M"),
                    "fil": plain_text(name),
                    DEVICE: manifest.device,
                    "løbenr": manifest.number,
                    "lavet": manifest.made_on,
                    "indhold": data.digest,
                    "holder": holdings_text(manifest.holds),
                    "nye": tally.new,
                    "rettede": tally.updated,
                    "uændrede": tally.unchanged,
                    "håndrettede": tally.hand_edited,
                    "uafklarede": tally.unresolved,
                    "afviste": 0,
                    "bemærkning": remark or None,
                }
            )
    return sorted(lines, key=lambda line: str(line[ID]))


def _remark(data: EvaluationData, merge: MergePlan, numbers: Counter[tuple[CellValue, CellValue]]) -> str:
    remarks = []
    for contact in merge.contacts:
        if contact.device == data.manifest.device:
            text = _("New key accepted: {words}") if contact.is_change else _("First contact: {words}")
            remarks.append(text.format(words=contact.words))
    if numbers[data.manifest.device, data.manifest.number]:
        remarks.append(_("Another file with the same running number came before."))
    return " ".join(remarks)


def _device_change(
    standing: Standing,
    devices: Mapping[str, DeviceLine],
    receptions: Sequence[Mapping[str, CellValue]],
    merge: MergePlan,
) -> TableChange:
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in (*standing.receptions.values(), *receptions):
        if isinstance(row["løbenr"], int):
            numbers[str(row[DEVICE])].add(row["løbenr"])
    updates, appended = {}, []
    for device, line in sorted(devices.items()):
        missing = missing_numbers(numbers[device])
        if missing:
            merge.missing[device] = missing
        record = _device_record(replace(line, missing=missing))
        before = standing.devices.get(device)
        if before is None:
            appended.append(record)
        elif changed := _difference(_device_record(before), record):
            updates[device] = changed
    return TableChange(DEVICE_SHEET.table, updates, appended, DEVICE)


def missing_numbers(received: set[int]) -> str:
    """The numbers below the greatest that never came, as `2; 5-7`."""
    gaps: list[tuple[int, int]] = []
    before = 0
    for number in sorted(received):
        if number > before + 1:
            gaps.append((before + 1, number - 1))
        before = number
    return "; ".join(str(low) if low == high else f"{low}-{high}" for low, high in gaps)


def _device_record(line: DeviceLine) -> dict[str, CellValue]:
    return {
        DEVICE: line.device,
        "område": plain_text(line.area) or None,
        "fingeraftryk": line.fingerprint,
        "nøgle": line.key,
        "første_gang": line.first_day,
        "seneste_løbenr": line.number,
        "mangler": line.missing or None,
        "holder": holdings_text(line.holds) or None,
    }


def _difference(before: Mapping[str, CellValue], after: Mapping[str, CellValue]) -> dict[str, CellValue]:
    return {header: value for header, value in after.items() if before.get(header) != value}


def _unresolved_change(standing: Standing, wordings: Sequence[OtherWording]) -> TableChange:
    """The other wordings in numbered lines; a line that is no longer needed is emptied."""
    updates, appended = {}, []
    lines = {str(place): _unresolved_record(wording) for place, wording in enumerate(wordings, start=1)}
    free = dict.fromkeys(UNRESOLVED_SHEET.headers[1:])
    for number in sorted(lines.keys() | standing.slots.keys(), key=lambda text: (len(text), text)):
        record = lines.get(number, free)
        if number not in standing.slots:
            appended.append({ID: number, **record})
        elif changed := _difference(standing.slots[number], record):
            updates[number] = changed
    return TableChange(UNRESOLVED_SHEET.table, updates, appended, ID)


def _unresolved_record(wording: OtherWording) -> dict[str, CellValue]:
    return {
        "ark": wording.sheet,
        "række": wording.row,
        VERSION: wording.claim.version,
        "enheder": ";".join(sorted(wording.devices)),
        "indhold": wording.content or None,
        CHECK: wording.claim.body,
    }
