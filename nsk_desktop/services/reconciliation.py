"""Holding the laptops' own figures against what the centre counts from the rows, and saying why they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.reconciliation import OwnFigures, Surroundings, own_figures, surroundings
from nsk_desktop.exchange.strays import told as strays_told
from nsk_desktop.i18n import _, ngettext
from nsk_desktop.measures.reach import reach

__all__ = ["Cause", "Difference", "reconcile"]

_FIELDS = ("registreret", "nedre", "øvre", "fremmøder", "anonyme_min", "anonyme_maks", "afholdte", "ikke_optalte")


class Cause(StrEnum):
    """Why the centre counts otherwise than a laptop."""

    JOINED = "joined"
    ADDED = "added"
    LATE = "late"
    HAND_EDITED = "hand-edited"
    UNRESOLVED = "unresolved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure where the centre counts otherwise than the laptop says, and why that may be."""

    device: str
    half_year: str
    figure: str
    laptop: int
    centre: int
    causes: tuple[Cause, ...]
    reason: str


def reconcile(tables: Mapping[str, TableContent], devices: Iterable[str] | None = None) -> tuple[Difference, ...]:
    """Where the figures of *devices* (or all) differ from what is counted from the rows as they stand."""
    known: dict[str, Surroundings] = {}
    found: list[Difference] = []
    for own in own_figures(tables, devices):
        if own.device not in known:
            known[own.device] = surroundings(tables, own.device)
        found += _differences(own, known[own.device])
    return tuple(found)


def _differences(own: OwnFigures, around: Surroundings) -> list[Difference]:
    centre = _counted(around.rows, own.half_year)
    differing = [name for name in _FIELDS if own.figures.get(name, centre[name]) != centre[name]]
    if not differing:
        return []
    causes = _causes(own, around)
    reason = " ".join(_sentence(cause, around) for cause in causes)
    return [
        Difference(own.device, own.half_year, name, own.figures[name], centre[name], causes, reason)
        for name in differing
    ]


def _counted(rows: CountingRows, half_year: str) -> dict[str, int]:
    figures = reach(rows, *half_year_bounds(half_year)).figures
    values = (
        figures.persons.registered,
        figures.persons.lower,
        figures.persons.upper,
        figures.attendances.registered,
        figures.attendances.anonymous_low,
        figures.attendances.anonymous_high,
        figures.sessions.held,
        figures.sessions.not_counted,
    )
    return dict(zip(_FIELDS, values, strict=True))


def _causes(own: OwnFigures, around: Surroundings) -> tuple[Cause, ...]:
    """All that is known to set the two apart. With fewer joins the figures agree: then that is the one cause."""
    unjoined = _counted(around.own_joins, own.half_year)
    if all(own.figures.get(name, value) == value for name, value in unjoined.items()):
        return (Cause.JOINED,)
    found = []
    if around.added:
        found.append(Cause.ADDED)
    if around.edited:
        found.append(Cause.HAND_EDITED)
    if around.ahead:
        found.append(Cause.LATE)
    if around.unresolved:
        found.append(Cause.UNRESOLVED)
    return tuple(found) or (Cause.UNKNOWN,)


def _sentence(cause: Cause, around: Surroundings) -> str:
    if cause is Cause.JOINED:
        return _("A colleague has joined persons that this laptop had not joined when it made its file.")
    if cause is Cause.ADDED:
        return " ".join(strays_told(around.added))
    if cause is Cause.LATE:
        names = ", ".join(device[:8] for device in around.ahead)
        return _("The file is older than what {devices} has sent: it is settled by the laptop's next file.").format(
            devices=names
        )
    if cause is Cause.HAND_EDITED:
        sheet, row, column = around.edited[0]
        number = len(around.edited)
        said = ngettext(
            "{number} cell that counts was changed by hand: {sheet}, {column}, id {row}.",
            "{number} cells that count were changed by hand, the first: {sheet}, {column}, id {row}.",
            number,
        )
        return said.format(number=number, sheet=sheet, column=column, row=row)
    if cause is Cause.UNRESOLVED:
        return _("Two laptops changed the same rows unaware of each other.")
    return _("Nothing in the workbook explains it. Were rows taken out? The laptop's next file puts them back.")
