"""The effort and its area: who we are, under which appropriation, and how the area was at the start."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.records import Area, Programme
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.change import Change

CODE = "BI08"
APPROPRIATION = {
    "committee": "BIU",
    "number": "35.10",
    "control": "Service",
    "staff": 1600,
    "activity": 400,
    "price_level": 2024,
}
"""What the effort was granted a year, in 1,000 kroner, and by whom."""


@dataclass(frozen=True, slots=True, order=True)
class Residents:
    """How many live in the area, of one age band and gender in one year, and who says so."""

    year: int
    age_band: str
    gender: str
    count: int
    source: str

    @property
    def key(self) -> tuple[int, str, str]:
        return self.year, self.age_band, self.gender


def get_area(desk: Desk) -> Area | None:
    """The housing area, once it has been named."""
    with desk.store.read() as read:
        return next(iter(read.all(Area)), None)


def get_programme(desk: Desk) -> Programme | None:
    """The appropriation, once the area has been named."""
    with desk.store.read() as read:
        return next(iter(read.all(Programme)), None)


def name_area(desk: Desk, name: str, district: str = "") -> None:
    """Say which area the effort works in; the first time also under which appropriation."""
    area = get_area(desk)
    with desk.store.change(_("Name the area")) as change:
        if area is not None:
            change.save(Area, area.id, name=name, district=district or area.district)
            return
        change.put(Area(id=natural_id("area", CODE), name=name, district=district))
        _begin_programme(change)


def save_area(desk: Desk, **fields: object) -> bool:
    """Save what is known of the area; the first time it is made, with the appropriation."""
    area = get_area(desk)
    with desk.store.change(_("Change the area")) as change:
        if area is not None:
            return change.save(Area, area.id, **fields)
        change.put(Area(id=natural_id("area", CODE), **fields))  # type: ignore[arg-type]
        _begin_programme(change)
        return True


def save_programme(desk: Desk, **fields: object) -> bool:
    """Save what is known of the effort as a whole; parts of the appropriation go by their own names."""
    programme = get_programme(desk)
    with desk.store.change(_("Change the effort")) as change:
        if programme is None:
            programme = _begin_programme(change)
        parts = {name: fields.pop(name) for name in list(fields) if name in APPROPRIATION}
        if parts:
            fields["appropriation"] = {**programme.appropriation, **parts}
        return change.save(Programme, programme.id, **fields)


def residents(area: Area | None) -> list[Residents]:
    """The counts of the area, the latest year first, then by age and gender."""
    return in_order(_residents(row) for row in (area.residents if area else []))


def in_order(rows: Iterable[Residents]) -> list[Residents]:
    """The latest year first, then by age and gender."""
    return sorted(rows, key=lambda row: (-row.year, _place(AGE_BANDS.codes, row.age_band), row.gender))


def put_residents(desk: Desk, row: Residents) -> None:
    """Say how many live in the area of one age band and gender; what was said of them before is replaced."""
    kept = [other for other in residents(get_area(desk)) if other.key != row.key]
    save_area(desk, residents=[asdict(one) for one in sorted([*kept, row])])


def drop_residents(desk: Desk, row: Residents) -> None:
    """Take one count away."""
    kept = [other for other in residents(get_area(desk)) if other.key != row.key]
    save_area(desk, residents=[asdict(one) for one in sorted(kept)])


def replace_residents(desk: Desk, rows: Iterable[Residents], file: str) -> None:
    """Say how many live in the area as a *file* says it; what was said before is replaced."""
    area = get_area(desk)
    counts = [asdict(one) for one in sorted(rows)]
    with desk.store.change(_("Import residents from {file}").format(file=file)) as change:
        if area is not None:
            change.save(Area, area.id, residents=counts)
            return
        change.put(Area(id=natural_id("area", CODE), residents=counts))
        _begin_programme(change)


def _begin_programme(change: Change) -> Programme:
    programme = Programme(
        id=natural_id("programme", CODE),
        code=CODE,
        title=_("Area-based effort"),
        first_year=2024,
        last_year=2027,
        appropriation=dict(APPROPRIATION),
    )
    change.put(programme)
    return programme


def _residents(row: dict[str, Any]) -> Residents:
    return Residents(
        int(row.get("year") or 0),
        str(row.get("age_band") or AGE_BANDS.codes[-1]),
        str(row.get("gender") or GENDERS.codes[-1]),
        int(row.get("count") or 0),
        str(row.get("source") or ""),
    )


def _place(codes: tuple[str, ...], code: str) -> int:
    return codes.index(code) if code in codes else len(codes)
