"""Making the evaluation file: all of what may leave the laptop, every time."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.dates import half_year, half_year_bounds
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.records import Area
from nsk_desktop.domain.text_guard import TextGuard
from nsk_desktop.errors.files import NotWritten
from nsk_desktop.exchange import evaluation as evaluation_file
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import PRACTICE, Holding, Manifest
from nsk_desktop.exchange.receipts import row_digests
from nsk_desktop.exchange.sheets import ROW_SHEETS
from nsk_desktop.measures.reach import reach
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.evaluation_effort import effort_sheets
from nsk_desktop.services.evaluation_rows import Material, Row, Withheld, sheets
from nsk_desktop.services.tallies import tallies
from nsk_desktop.store import facts, receipts
from nsk_desktop.store.queries import evaluation as queries
from nsk_desktop.store.queries.counting import counting_rows
from nsk_desktop.store.queries.sending import place_now
from nsk_desktop.store.reader import Reader
from nsk_desktop.store.receipts import SentFile

_VIEWS = (
    "session",
    "series",
    "participant",
    "attendance",
    "headcount",
    "pair",
    "actor",
    "initiative",
    "bridge",
    "effort",
    "rating",
    "story",
    "posting",
)


@dataclass(frozen=True, slots=True)
class Made:
    """An evaluation file that was made, and what was kept back from it."""

    path: Path
    number: int
    rows: Mapping[str, int]
    """How many rows of each sheet that are not deleted."""
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the next file would hold."""

    data: EvaluationData
    withheld: tuple[Withheld, ...]
    upto: int
    """The place in the journal that the file reaches to."""

    def live_rows(self) -> dict[str, int]:
        """How many rows of each sheet speak of something that is not deleted."""
        return {
            sheet.name: sum(row[sheet.index("slettet")] is False for row in self.data.sheets.get(sheet.name, ()))
            for sheet in ROW_SHEETS
        }


def prepare(desk: Desk, today: date) -> Prepared:
    """The whole content of the next evaluation file, in one consistent view of the store."""
    number = int(desk.store.fact(facts.RUNNING_NUMBER) or 0) + 1
    with desk.store.read() as read:
        rows = counting_rows(read)
        material = _material(desk.store.device, read, rows)
        content = sheets(material) | effort_sheets(material)
        content["Rækkevidde"] = list(_reach_rows(material, rows))
        area = next((area.name for area in read.all(Area)), "")
        if desk.practice:
            # Invented people must be told from real ones wherever such a file ends up.
            area = f"{PRACTICE} {area}".strip()
        upto = place_now(read)
        holds = {device: Holding(count, stamp) for device, (count, stamp) in queries.held(read).items()}
    days = [session.day for session in rows.sessions]
    manifest = Manifest(
        area=area,
        device=desk.store.device,
        number=number,
        made_on=today,
        first=min(days, default=None),
        last=max(days, default=None),
        holds=holds,
    )
    tuples = {
        sheet.name: [tuple(row.get(header) for header in sheet.headers) for row in content.get(sheet.name, ())]
        for sheet in ROW_SHEETS
    }
    return Prepared(EvaluationData(manifest, tuples), tuple(material.withheld), upto)


def make_file(desk: Desk, folder: Path, today: date) -> Made:
    """Write the evaluation file into *folder*, whole or not at all, and count the running number up."""
    signer = desk.signer
    if signer is None:
        raise RuntimeError("a desk without a device key cannot sign")
    prepared = prepare(desk, today)
    target = folder / evaluation_file.file_name(prepared.data.manifest)
    beside = target.with_name(f".{target.name}.part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        evaluation_file.write(beside, prepared.data, signer.sign, signer.public_key)
        written = evaluation_file.read(beside)
        beside.replace(target)
    except OSError as problem:
        raise NotWritten(target, problem) from problem
    finally:
        with suppress(OSError):
            beside.unlink()
    number = prepared.data.manifest.number
    file = SentFile(desk.store.device, number, today.isoformat(), str(target), written.digest)
    noted = {
        facts.RUNNING_NUMBER: str(number),
        facts.SENT_UPTO: str(prepared.upto),
        facts.LAST_EXPORT: f"{today.isoformat()} {target}",
    }
    desk.store.keep(partial(receipts.note_file, file=file, digests=row_digests(written), noted=noted))
    return Made(target, number, prepared.live_rows(), prepared.withheld)


def _material(device: str, read: Reader, rows: CountingRows) -> Material:
    return Material(
        device=device,
        views={view: queries.rows(read, view) for view in _VIEWS},
        versions=queries.versions(read),
        completed=queries.ever_completed(read),
        withdrawn_ever=queries.ever_withdrawn(read),
        shared=queries.ever_shared(read),
        guard=TextGuard(queries.names(read)),
        tallies={tally.session.id: tally for tally in tallies(rows)},
    )


def _reach_rows(material: Material, rows: CountingRows) -> list[Row]:
    """This laptop's own figures per half-year, for every half-year that a meeting was ever planned in."""
    version = material.version(material.versions)
    days = [date.fromisoformat(row["day"]) for row in material.views["session"] if row["day"]]
    found = []
    for half in sorted({half_year(day) for day in days}):
        first, last = half_year_bounds(half)
        figures = reach(rows, first, last).figures
        found.append(
            {
                "id": natural_id("reach", material.device, half),
                "version": version,
                "enhed": material.device,
                "slettet": False,
                "halvår": half,
                "registreret": figures.persons.registered,
                "nedre": figures.persons.lower,
                "øvre": figures.persons.upper,
                "fremmøder": figures.attendances.registered,
                "anonyme_min": figures.attendances.anonymous_low,
                "anonyme_maks": figures.attendances.anonymous_high,
                "afholdte": figures.sessions.held,
                "ikke_optalte": figures.sessions.not_counted,
            }
        )
    return found
