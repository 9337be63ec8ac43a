"""What cooperation is counted from in a central evaluation workbook, out of its owned tables alone."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.network import (
    EFFORT,
    BuiltBridge,
    GivenRating,
    JointSession,
    NetworkActor,
    NetworkRows,
    TriedInitiative,
)
from nsk_desktop.exchange.central import rows_of
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import ID
from nsk_desktop.exchange.values import CellValue

SHEETS = ("Aktører", "Brobygning", "Initiativer", "Samarbejde", "Aktiviteter")
"""Where all that stands."""
_EFFORT, _STAFF = "Indsatsen", "Medarbejder"
_ENDED = "ophørt"


def network_rows(tables: Mapping[str, TableContent]) -> NetworkRows:
    """The rows of the sheets. The steering group never leaves a laptop, so nothing is known of it here."""
    actors = [
        NetworkActor(
            id=str(row[ID]),
            name=_text(row["navn"]),
            sector=_text(row["sektor"]) or None,
            first_day=_day(row["aktiv_fra"]),
            last_day=_day(row["aktiv_til"]),
            ended=row["status"] == _ENDED,
        )
        for row in rows_of(tables, "Aktører")
    ]
    known = {actor.id for actor in actors}
    return NetworkRows(
        actors=sorted(actors),
        ratings=[rating for rating in _ratings(tables) if known.issuperset({rating.one, rating.other} - {EFFORT})],
        sessions=list(_sessions(tables)),
        bridges=[_bridge(row, known) for row in rows_of(tables, "Brobygning")],
        initiatives=[
            TriedInitiative(str(row[ID]), _text(row["titel"]), _day(row["start"]), _text(row["status"]) or None)
            for row in rows_of(tables, "Initiativer")
        ],
    )


def _ratings(tables: Mapping[str, TableContent]) -> Iterable[GivenRating]:
    for row in rows_of(tables, "Samarbejde"):
        one, other = (EFFORT if row[side] == _EFFORT else _text(row[side]) for side in ("aktør_a", "aktør_b"))
        yield GivenRating(
            id=str(row[ID]),
            period=_text(row["halvår"]),
            one=one,
            other=other,
            rater=_text(row["vurderet_af"]),
            level=_whole(row["niveau"]),
            wanted=_whole(row["ønsket_niveau"]),
            reason=_text(row["begrundelse"]),
        )


def _sessions(tables: Mapping[str, TableContent]) -> Iterable[JointSession]:
    for row in rows_of(tables, "Aktiviteter"):
        day = _day(row["dato"])
        hosts = tuple(filter(None, _text(row["medarrangører"]).split(";")))
        if day is not None and hosts and row["tilstand"] == SessionState.HELD:
            yield JointSession(str(row[ID]), day, _text(row["titel"]), hosts)


def _bridge(row: Mapping[str, CellValue], known: set[str]) -> BuiltBridge:
    start, end = _text(row["fra"]), _text(row["til"])
    return BuiltBridge(
        id=str(row[ID]),
        day=_day(row["dato"]),
        one=EFFORT if start == _STAFF else start if start in known else None,
        other=end if end in known else None,
        status=_text(row["status"]),
        first_meeting=_day(row["første_møde"]),
        cooperating=_day(row["samarbejde_i_gang"]),
    )


def _text(value: CellValue) -> str:
    return "" if value is None else str(value)


def _whole(value: CellValue) -> int | None:
    return int(value) if isinstance(value, int | float) and value == int(value) else None


def _day(value: CellValue) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
