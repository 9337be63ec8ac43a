"""Receipts that the centre writes for the laptops, whatever the files were merged into."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile

from nsk_desktop.errors.files import NotWritten
from nsk_desktop.errors.travelling import DeviceKeyChanged, WouldShrink
from nsk_desktop.exchange import centre_key, evaluation
from nsk_desktop.exchange.centre_key import CentreKey
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.merge_plan import MergePlan, reception_id
from nsk_desktop.exchange.receipts import KEY, SHRINK, Receipt, Refusal, receipt_name, receipt_of, refusal_of, sealed
from nsk_desktop.exchange.sheets import ID
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.paths import write_whole

_CLOCK = "%d.%m.%Y %H:%M"
_TRIED = 1 << 16
"""So many bytes must find room in a folder before it is taken to have room for receipts."""


def signer_for(folder: Path, key_file: Path | None) -> CentreKey:
    """The centre's key, once it is sure that receipts can be written into *folder*."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as tried:
            tried.write(bytes(_TRIED))
            tried.flush()
    except OSError as problem:
        raise NotWritten(folder, problem) from problem
    return centre_key.load_or_make(key_file)


def write_receipts(
    folder: Path, signer: CentreKey, plan: MergePlan, receptions: Iterable[Mapping[str, CellValue]], now: datetime
) -> tuple[Path, ...]:
    """A receipt for each file of *plan*; *receptions* is the log of files as it stands now."""
    logged = {str(row[ID]): str(row["modtaget"]) for row in receptions}
    return tuple(_write(folder, signer, *one) for one in _receipts(plan, logged, now))


def _receipts(plan: MergePlan, logged: Mapping[str, str], now: datetime) -> Iterator[tuple[Receipt, str]]:
    """A receipt for each file, with the area it is about."""
    for outcome in plan.files:
        received = _moment(logged.get(reception_id(outcome.data), ""), now)
        yield (
            receipt_of(outcome.data, outcome.name, outcome.fates, plan.hand_edits, received, now),
            outcome.data.manifest.area,
        )


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        return datetime.strptime(text, _CLOCK)
    except ValueError:
        return otherwise  # The evaluator's own words stand there.


@contextmanager
def refusals_told(
    folder: Path | None, signer: CentreKey | None, files: Sequence[Path], now: datetime
) -> Iterator[None]:
    """A file that is refused inside gets a receipt too, because whoever sent it should know."""
    try:
        yield
    except (WouldShrink, DeviceKeyChanged) as refused:
        if folder is not None and signer is not None:
            _write_refusal(folder, signer, files, refused, now)
        raise


def _write(folder: Path, signer: CentreKey, receipt: Receipt, area: str) -> Path:
    path = folder / receipt_name(receipt, area)
    try:
        write_whole(path, sealed(receipt, signer.sign, signer.public_key))
    except OSError as problem:
        raise NotWritten(path, problem) from problem
    return path


def _write_refusal(
    folder: Path, signer: CentreKey, files: Sequence[Path], refused: WouldShrink | DeviceKeyChanged, now: datetime
) -> None:
    path = next((path for path in files if path.name == refused.name), None)
    if path is not None:
        write_refusal(folder, signer, evaluation.read(path), refused, now)


def write_refusal(
    folder: Path, signer: CentreKey, data: EvaluationData, refused: WouldShrink | DeviceKeyChanged, now: datetime
) -> Path:
    """A receipt that says why a file was not taken."""
    reason = Refusal(KEY)
    if isinstance(refused, WouldShrink):
        reason = Refusal(SHRINK, refused.sheet, refused.gone, refused.present)
    return _write(folder, signer, refusal_of(data, refused.name, reason, now), data.manifest.area)
