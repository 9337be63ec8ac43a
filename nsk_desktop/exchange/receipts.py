"""The receipt, centre to laptop: what became of each row of one file. Small, signed, and the same in any order."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from nsk_desktop.errors.receipts import ReceiptAltered, ReceiptDamaged, ReceiptForeign
from nsk_desktop.errors.travelling import FileNewer
from nsk_desktop.exchange import strict_json
from nsk_desktop.exchange.evaluation import EvaluationData, file_safe
from nsk_desktop.exchange.row_plan import Fate, HandEdit
from nsk_desktop.exchange.sheets import ID, ROW_SHEETS, Sheet, row_sheet
from nsk_desktop.exchange.values import CellValue, shown, written

FORMAT = 1
KIND = "nsk-kvittering"
LARGEST = 24 << 20
"""More bytes than the receipt of a sheet filled to its last row takes."""
SHRINK, KEY = "shrink", "key"
REFUSALS = (SHRINK, KEY)
_BODY_FROM = 3
_LONGEST = 2000
_MOST_EDITS = 20_000
_SHEETS = {sheet.name for sheet in ROW_SHEETS}
_ID = re.compile(r"[\w.:-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{16}")
_MINUTE = "%Y-%m-%dT%H:%M"

Rows = Mapping[str, Mapping[Fate, Mapping[str, str]]]
"""By sheet, then what became of the row: its id, and the digest of what the file said."""


@dataclass(frozen=True, slots=True)
class EditedCell:
    """A cell that the centre changed by hand, as both sides show it."""

    sheet: str
    row: str
    column: str
    centre: str
    laptop: str
    why: str = ""
    """In the evaluator's own words; they may be lacking."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a whole file was not taken."""

    reason: str
    sheet: str = ""
    gone: int = 0
    present: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the centre says about one file."""

    device: str
    device_key: bytes
    """The key that signed the file: whoever holds it is the one who is answered."""
    number: int
    digest: str
    file: str
    made_on: date
    received: datetime
    """When the centre first got this file."""
    issued: datetime
    """When this receipt was written; a later one of the same file says what stands now."""
    rows: Rows = field(default_factory=dict)
    edits: tuple[EditedCell, ...] = ()
    refusal: Refusal | None = None
    centre_key: bytes = b""
    """The key that signed the receipt; known of one that was read."""

    def counts(self) -> dict[Fate, int]:
        """How many rows met each fate."""
        found = dict.fromkeys(Fate, 0)
        for fates in self.rows.values():
            for fate, rows in fates.items():
                found[fate] += len(rows)
        return found


def row_digest(row: Sequence[CellValue]) -> str:
    """What tells one wording of a row from another: its cells, without who sent it and how new it is."""
    digest = sha256()
    for value in row[_BODY_FROM:]:
        text = written(value).encode()
        digest.update(b"%d:" % len(text) + text)
    return digest.hexdigest()[:16]


def row_digests(data: EvaluationData) -> dict[str, dict[str, str]]:
    """By sheet and row: the digest of what *data* says."""
    return {
        sheet.name: {str(row[sheet.index(ID)]): row_digest(row) for row in data.sheets.get(sheet.name, ())}
        for sheet in ROW_SHEETS
    }


def receipt_of(
    data: EvaluationData,
    name: str,
    fates: Mapping[str, Mapping[str, Fate]],
    hand_edits: Sequence[HandEdit],
    received: datetime,
    issued: datetime,
) -> Receipt:
    """The receipt of a file that was taken. Only the edits of rows that this file carries are told."""
    rows: dict[str, dict[Fate, dict[str, str]]] = {}
    for sheet, digests in row_digests(data).items():
        for id, digest in digests.items():
            rows.setdefault(sheet, {}).setdefault(fates[sheet][id], {})[id] = digest
    edited = [
        EditedCell(edit.sheet, edit.row, edit.column, _short(edit.kept), _short(edit.laptop), edit.why[:_LONGEST])
        for edit in hand_edits
        if fates.get(edit.sheet, {}).get(edit.row) is Fate.HAND_EDITED
    ]
    return _about(data, name, received, issued, rows, tuple(edited[:_MOST_EDITS]), None)


def refusal_of(data: EvaluationData, name: str, refusal: Refusal, issued: datetime) -> Receipt:
    """The receipt of a file that was not taken."""
    return _about(data, name, issued, issued, {}, (), refusal)


def _about(
    data: EvaluationData,
    name: str,
    received: datetime,
    issued: datetime,
    rows: Rows,
    edits: tuple[EditedCell, ...],
    refusal: Refusal | None,
) -> Receipt:
    said = data.manifest
    return Receipt(
        device=said.device,
        device_key=data.public_key,
        number=said.number,
        digest=data.digest,
        file=name[:200],
        made_on=said.made_on,
        received=received.replace(second=0, microsecond=0),
        issued=issued.replace(microsecond=0),
        rows=rows,
        edits=edits,
        refusal=refusal,
    )


def _short(value: CellValue) -> str:
    return shown(value)[:_LONGEST]


def receipt_name(receipt: Receipt, area: str) -> str:
    """``kvittering_<område>_<enhed>_<løbenr>_<dato>_<indhold>.json``."""
    place = file_safe(area) or "område"
    file = f"{receipt.device[:8]}_{receipt.number:04}"
    return f"kvittering_{place}_{file}_{receipt.issued:%Y-%m-%d}_{receipt.digest[:4]}.json"


# As bytes


def sealed(receipt: Receipt, sign: Callable[[bytes], bytes], public_key: bytes) -> bytes:
    """The file: what is said, by whom, and the signature over both."""
    said = {"format": FORMAT, "kind": KIND, "key": public_key.hex(), "receipt": _as_json(receipt)}
    return strict_json.dumps(said | {"signature": sign(strict_json.dumps(said)).hex()}) + b"\n"


def _as_json(receipt: Receipt) -> dict[str, Any]:
    refusal = receipt.refusal
    return {
        "device": receipt.device,
        "device_key": receipt.device_key.hex(),
        "number": receipt.number,
        "digest": receipt.digest,
        "file": receipt.file,
        "made_on": receipt.made_on.isoformat(),
        "received": receipt.received.strftime(_MINUTE),
        "issued": receipt.issued.isoformat(),
        "rows": {
            sheet: {str(fate): dict(rows) for fate, rows in fates.items()} for sheet, fates in receipt.rows.items()
        },
        "edits": [
            {"sheet": e.sheet, "row": e.row, "column": e.column, "centre": e.centre, "laptop": e.laptop}
            | ({"why": e.why} if e.why else {})
            for e in receipt.edits
        ],
        "refusal": None
        if refusal is None
        else {"reason": refusal.reason, "sheet": refusal.sheet, "gone": refusal.gone, "present": refusal.present},
    }


def opened(name: str, content: bytes) -> Receipt:
    """The receipt in *content*, whose signature holds. Raises a known error that names the file for anything else."""
    try:
        outer = strict_json.loads(content, LARGEST)
    except strict_json.NotStrict as error:
        raise ReceiptDamaged(name) from error
    if not isinstance(outer, dict) or outer.get("kind") != KIND:
        raise ReceiptForeign(name)
    number = outer.get("format")
    if type(number) is not int or number < 1:
        raise ReceiptDamaged(name)
    if number > FORMAT:
        raise FileNewer(name)
    try:
        key, signature = bytes.fromhex(_text(outer, "key")), bytes.fromhex(_text(outer, "signature"))
        signed = {field: value for field, value in outer.items() if field != "signature"}
        _refuse_other_keys(signed, ("format", "kind", "key", "receipt"))
        if not _signature_holds(key, signature, strict_json.dumps(signed)):
            raise ReceiptAltered(name)
        return _receipt(outer["receipt"], key)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ReceiptDamaged(name) from error


def _signature_holds(public_key: bytes, signature: bytes, payload: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, payload)
    except (InvalidSignature, ValueError):
        return False
    return True


def _receipt(said: Any, key: bytes) -> Receipt:
    _refuse_other_keys(
        said,
        (
            *("device", "device_key", "number", "digest", "file", "made_on", "received", "issued"),
            *("rows", "edits", "refusal"),
        ),
    )
    device_key = bytes.fromhex(_text(said, "device_key"))
    if len(device_key) != 32 or not _ID.fullmatch(_text(said, "device")):
        raise ValueError("device")
    return Receipt(
        device=_text(said, "device"),
        device_key=device_key,
        number=_number(said, "number", least=1),
        digest=_text(said, "digest"),
        file=_text(said, "file"),
        made_on=date.fromisoformat(_text(said, "made_on")),
        received=_moment(said, "received"),
        issued=_moment(said, "issued"),
        rows=_rows(said["rows"]),
        edits=tuple(_edits(said["edits"])),
        refusal=None if said["refusal"] is None else _refusal(said["refusal"]),
        centre_key=key,
    )


def _rows(said: Any) -> dict[str, dict[Fate, dict[str, str]]]:
    found: dict[str, dict[Fate, dict[str, str]]] = {}
    for sheet, fates in said.items():
        known: set[str] = set()
        if sheet not in _SHEETS:
            raise ValueError("sheet")
        for fate, rows in fates.items():
            if not known.isdisjoint(rows):
                raise ValueError("a row with two fates")
            known.update(rows)
            if not all(_ID.fullmatch(id) and _DIGEST.fullmatch(digest) for id, digest in rows.items()):
                raise ValueError("row")
            found.setdefault(sheet, {})[Fate(fate)] = rows
    return found


def _edits(said: Any) -> Iterator[EditedCell]:
    if not isinstance(said, list) or len(said) > _MOST_EDITS:
        raise ValueError("edits")
    for one in said:
        _refuse_other_keys(one, ("sheet", "row", "column", "centre", "laptop", *(("why",) if "why" in one else ())))
        sheet = _known_sheet(_text(one, "sheet"))
        if _text(one, "column") not in sheet.headers or not _ID.fullmatch(_text(one, "row")):
            raise ValueError("column")
        centre, laptop = _text(one, "centre", _LONGEST), _text(one, "laptop", _LONGEST)
        why = _text(one, "why", _LONGEST) if "why" in one else ""
        yield EditedCell(sheet.name, one["row"], one["column"], centre, laptop, why)


def _known_sheet(name: str) -> Sheet:
    if name not in _SHEETS:
        raise ValueError("sheet")
    return row_sheet(name)


def _refusal(said: Any) -> Refusal:
    _refuse_other_keys(said, ("reason", "sheet", "gone", "present"))
    reason, sheet = _text(said, "reason"), _text(said, "sheet")
    if reason not in REFUSALS or (sheet and sheet not in _SHEETS):
        raise ValueError("refusal")
    return Refusal(reason, sheet, _number(said, "gone"), _number(said, "present"))


def _refuse_other_keys(said: Any, keys: Sequence[str]) -> None:
    if not isinstance(said, dict) or set(said) != set(keys):
        raise ValueError("keys")


def _text(said: Mapping[str, Any], key: str, most: int = 300) -> str:
    value = said[key]
    if not isinstance(value, str) or len(value) > most:
        raise ValueError(key)
    return value


def _number(said: Mapping[str, Any], key: str, least: int = 0) -> int:
    value = said[key]
    if type(value) is not int or not least <= value <= 10_000_000:
        raise ValueError(key)
    return value


def _moment(said: Mapping[str, Any], key: str) -> datetime:
    moment = datetime.fromisoformat(_text(said, key))
    if moment.tzinfo is not None:
        raise ValueError(key)
    return moment
