"""Receipts of the central evaluation: taking one in, and what they say of the files and records here."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path

from nsk_desktop.domain.dates import show_day_and_month
from nsk_desktop.domain.folding import sort_key
from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.receipts import CentreKeyChanged, ReceiptDamaged, ReceiptForOther, ReceiptOfOtherFile
from nsk_desktop.exchange import receipts as receipt_file
from nsk_desktop.exchange.fingerprint import fingerprint
from nsk_desktop.exchange.receipts import SHRINK, Receipt
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sent_rows import Named, named, named_rows, rows_of
from nsk_desktop.store import facts
from nsk_desktop.store import receipts as kept
from nsk_desktop.store.queries.sending import Turn, is_turned, turned_after
from nsk_desktop.store.reader import Reader
from nsk_desktop.store.receipts import ACKNOWLEDGED, KeptEdit, KeptReceipt, KeptRow, SentFile

__all__ = [
    "Answers",
    "Edited",
    "FileState",
    "Stage",
    "TakenIn",
    "Turn",
    "Turned",
    "answers",
    "own_words",
    "sent_text",
    "take_in",
]


class Stage(StrEnum):
    """How far a file is on its way."""

    MADE = "made"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file for the evaluation, and what became of it."""

    device: str
    number: int
    made_on: date
    path: Path
    stage: Stage
    day: date
    """Of what the stage says."""
    taken: int = 0
    """Rows that stand at the centre as they were sent."""
    not_taken: int = 0
    refusal: str = ""

    @property
    def id(self) -> str:
        return f"{self.device} {self.number}"

    @property
    def said(self) -> str:
        """How far it is, in words."""
        day = show_day_and_month(self.day)
        if self.stage is Stage.MADE:
            return _("Made {day}").format(day=day)
        if self.stage is Stage.DELIVERED:
            return _("Handed over {day}").format(day=day)
        if self.stage is Stage.REFUSED:
            return _("Refused {day}: {reason}").format(day=day, reason=self.refusal)
        return _("Received {day}").format(day=day) + f": {_counted(self.taken, self.not_taken)}"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a receipt said, for whoever read it in."""

    number: int
    received: date
    taken: int
    not_taken: int
    edited: int
    is_new: bool
    """It was not read in before."""
    is_older: bool
    """A later file has been made since the one it is about."""
    words: str = ""
    """On the first receipt with a key: the six words of the centre's key, to be compared by telephone."""
    refusal: str = ""
    is_new_key: bool = False
    """Earlier receipts were signed with another key."""

    def sentences(self) -> Iterator[str]:
        """What to tell."""
        if not self.is_new:
            yield _("This receipt was read in before. Nothing was changed.")
        day = show_day_and_month(self.received)
        if self.refusal:
            yield _("File number {number} was refused {day}: {reason}").format(
                number=self.number, day=day, reason=self.refusal
            )
        else:
            yield _("File number {number} was received {day}: {counts}").format(
                number=self.number, day=day, counts=_counted(self.taken, self.not_taken)
            )
        if self.edited:
            text = ngettext(
                "{number} cell is changed by hand there.", "{number} cells are changed by hand there.", self.edited
            )
            yield text.format(number=self.edited)
        if self.is_older:
            yield _("You have made a later file since; its receipt is still to come.")
        if self.words and self.is_new_key:
            yield _(
                "The central evaluation's new key is taken from now on. Call them and compare these words: {words}"
            ).format(words=self.words)
        elif self.words:
            yield _(
                "It is the first receipt here. Call the central evaluation and compare these words: {words}"
            ).format(words=self.words)


@dataclass(frozen=True, slots=True)
class Turned:
    """A record that the next file will say otherwise than the last one."""

    what: Named
    turn: Turn

    @property
    def id(self) -> str:
        return self.what.id


@dataclass(frozen=True, slots=True)
class Edited:
    """A cell that the centre changed by hand, with both values."""

    what: Named
    column: str
    centre: str
    laptop: str
    told: date
    why: str = ""
    """What the centre has written about it."""

    @property
    def id(self) -> str:
        return f"{self.what.id} {self.column}"


@dataclass(frozen=True, slots=True)
class Answers:
    """All that is known of what was sent."""

    files: tuple[FileState, ...]
    """The latest first."""
    turned: tuple[Turned, ...]
    """What was changed, added or removed since the last file."""
    missing: tuple[Named, ...]
    """What was sent and never acknowledged; empty while there is no receipt at all."""
    edited: tuple[Edited, ...]

    @property
    def corrected(self) -> tuple[Turned, ...]:
        """What was sent and is no longer so."""
        return tuple(one for one in self.turned if one.turn is not Turn.NEW)


def own_words(desk: Desk) -> str:
    """The six words of the key that signs this computer's files, to read out to the centre; empty without a key."""
    return "" if desk.signer is None else fingerprint(desk.signer.public_key)


def take_in(desk: Desk, path: Path, *, accept_key: bool = False) -> TakenIn:
    """Read a receipt in. Everything about it is judged before anything is kept."""
    if not path.is_file():
        raise FileMissing(path.name)
    if path.stat().st_size > receipt_file.LARGEST:
        raise ReceiptDamaged(path.name)
    content = path.read_bytes()
    receipt = receipt_file.opened(path.name, content)
    if desk.signer is None or receipt.device_key != desk.signer.public_key:
        raise ReceiptForOther(path.name, receipt.device)
    with desk.store.read() as read:
        files = kept.files(read.connection)
    for file in files:
        if (file.device, file.number) == (receipt.device, receipt.number) and file.digest != receipt.digest:
            raise ReceiptOfOtherFile(path.name, receipt.number)
    known = desk.store.fact(facts.CENTRE_KEY)
    present = receipt.centre_key.hex()
    if known and known != present and not accept_key:
        raise CentreKeyChanged(path.name, fingerprint(bytes.fromhex(known)), fingerprint(receipt.centre_key))
    whole, rows, edits = _kept(receipt, content)
    is_new = desk.store.keep(partial(kept.take_in, receipt=whole, rows=rows, edits=edits, key=present))
    latest = max((file.number for file in files if file.device == receipt.device), default=receipt.number)
    taken, not_taken = _split({str(fate): number for fate, number in receipt.counts().items()})
    return TakenIn(
        number=receipt.number,
        received=receipt.received.date(),
        taken=taken,
        not_taken=not_taken,
        edited=len(receipt.edits),
        is_new=is_new,
        is_older=receipt.number < latest,
        words="" if known == present else fingerprint(receipt.centre_key),
        refusal=_refusal_text(_refusal(receipt)),
        is_new_key=bool(known) and known != present,
    )


def _kept(receipt: Receipt, content: bytes) -> tuple[KeptReceipt, list[KeptRow], list[KeptEdit]]:
    """*receipt* as it is kept; written with other spaces it is the same one."""
    signed = json.dumps(json.loads(content), sort_keys=True)
    whole = KeptReceipt(
        id=sha256(signed.encode()).hexdigest()[:32],
        device=receipt.device,
        number=receipt.number,
        received=receipt.received.isoformat(),
        issued=receipt.issued.isoformat(),
        counts={str(fate): number for fate, number in receipt.counts().items()},
        refusal=_refusal(receipt),
    )
    rows = [
        KeptRow(sheet, row, digest, str(fate))
        for sheet, fates in receipt.rows.items()
        for fate, found in fates.items()
        for row, digest in found.items()
    ]
    edits = [KeptEdit(edit.sheet, edit.row, edit.column, edit.centre, edit.laptop, edit.why) for edit in receipt.edits]
    return whole, rows, edits


def _refusal(receipt: Receipt) -> dict[str, str | int]:
    found = receipt.refusal
    if found is None:
        return {}
    return {"reason": found.reason, "sheet": found.sheet, "gone": found.gone, "present": found.present}


def _refusal_text(refusal: Mapping[str, str | int]) -> str:
    if not refusal:
        return ""
    if refusal["reason"] == SHRINK:
        return _(
            "it would mark {gone} of {present} rows in {sheet} as deleted. "
            "If that is right, call the central evaluation."
        ).format(gone=refusal["gone"], present=refusal["present"], sheet=refusal["sheet"])
    return _("it is signed with another key than before. Call the central evaluation and compare the words.")


def _split(counts: Mapping[str, int]) -> tuple[int, int]:
    """How many rows stand at the centre as they were sent, and how many do not."""
    taken = sum(counts.get(fate, 0) for fate in ACKNOWLEDGED)
    return taken, sum(counts.values()) - taken


def _counted(taken: int, not_taken: int) -> str:
    said = ngettext("{number} row received", "{number} rows received", taken).format(number=taken)
    if not not_taken:
        return said
    rest = ngettext("{number} not taken", "{number} not taken", not_taken).format(number=not_taken)
    return f"{said}, {rest}"


def answers(desk: Desk) -> Answers:
    """What is known of the files that were made here, and of their rows."""
    with desk.store.read() as read:
        connection = read.connection
        receipts = kept.receipts(connection)
        upto = facts.read(connection, facts.SENT_UPTO)
        missing = kept.unacknowledged(connection) if any(not one.refusal for one in receipts) else []
        return Answers(
            files=tuple(_file_states(kept.files(connection), receipts)),
            turned=() if upto is None else tuple(sorted(_turned(read, int(upto)), key=lambda one: _by_title(one.what))),
            missing=tuple(sorted({one.id: one for one in named_rows(read, missing).values()}.values(), key=_by_title)),
            edited=tuple(_edited(read)),
        )


def _by_title(one: Named) -> tuple[str, object, str]:
    return one.kind, sort_key(one.title), one.record


def _file_states(files: list[SentFile], receipts: list[KeptReceipt]) -> Iterator[FileState]:
    said: dict[tuple[str, int], KeptReceipt] = {}
    for one in receipts:
        key = (one.device, one.number)
        # A file that was refused may have been accepted afterwards: what it became at last is what counts.
        if key not in said:
            said[key] = one
    for file in files:
        yield _file_state(file, said.get((file.device, file.number)))


def _file_state(file: SentFile, receipt: KeptReceipt | None) -> FileState:
    stage, day = Stage.MADE, file.made_on
    taken = not_taken = 0
    if receipt is not None:
        stage = Stage.REFUSED if receipt.refusal else Stage.ACKNOWLEDGED
        day = receipt.received
        taken, not_taken = _split(receipt.counts)
    elif file.delivered:
        stage, day = Stage.DELIVERED, file.delivered
    return FileState(
        device=file.device,
        number=file.number,
        made_on=date.fromisoformat(file.made_on),
        path=Path(file.path),
        stage=stage,
        day=date.fromisoformat(day[:10]),
        taken=taken,
        not_taken=not_taken,
        refusal=_refusal_text(receipt.refusal) if receipt else "",
    )


def _turned(read: Reader, place: int) -> Iterator[Turned]:
    """What is not as it was sent. What no file has spoken of yet is new, however long it has been here."""
    found = turned_after(read, place)
    titles = named(read, {(one.kind, one.record) for one in found})
    spoken = _spoken_of(read, titles)
    for one in found:
        key = (one.kind, one.record)
        if key in spoken:
            yield Turned(titles[key], one.turn)
        elif key in titles and one.turn is not Turn.REMOVED:
            yield Turned(titles[key], Turn.NEW)


def _spoken_of(read: Reader, records: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of *records* (kind and id) that the last file speaks of; what has no row of its own is part of others."""
    found: set[tuple[str, str]] = set()
    for kind in {kind for kind, _id in records}:
        sheet, rows = rows_of(read, kind, [id for other, id in records if other == kind])
        sent = kept.sent(read.connection, sheet, list(rows.values())) if sheet else set(rows.values())
        found |= {(kind, id) for id, row in rows.items() if row in sent}
    return found


def _edited(read: Reader) -> Iterator[Edited]:
    found = kept.edits(read.connection)
    titles = named_rows(read, [(edit.sheet, edit.row) for edit, _told in found])
    for edit, told in found:
        what = titles.get((edit.sheet, edit.row)) or Named("", edit.row, edit.sheet)
        yield Edited(what, edit.column, edit.centre, edit.laptop, date.fromisoformat(told[:10]), edit.why)


def set_delivered(desk: Desk, file: FileState, day: date | None) -> None:
    """Say that a file was handed over, or take that back."""
    text = day.isoformat() if day else None
    desk.store.keep(lambda connection: kept.set_delivered(connection, file.device, file.number, text))


def sent_text(desk: Desk, kind: str, id: str) -> str:
    """How a record stands to the last file, in words; nothing for what was never in one."""
    with desk.store.read() as read:
        sheet, rows = rows_of(read, kind, [id])
        upto = facts.read(read.connection, facts.SENT_UPTO)
        row = rows.get(id, "")
        if upto is None or not sheet or not kept.sent(read.connection, sheet, [row]):
            return ""
        if is_turned(read, int(upto), kind, id):
            return _("Changed since sent")
        moment = kept.received(read.connection, sheet, [row]).get(row)
    if not moment:
        return _("Sent")
    return _("Received {day}").format(day=show_day_and_month(date.fromisoformat(moment[:10])))
