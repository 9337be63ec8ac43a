"""The order of long lists: ids as the store sorts and filters them, for lists that read only the rows they show."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.ages import LAST_AGES
from nsk_desktop.domain.codes import AgeBand
from nsk_desktop.domain.folding import beginnings, matches
from nsk_desktop.store.reader import Reader

NO_DAY = "9999"
"""Stands where a day is missing: behind every day there is."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by, and which way. Codes sort in the order of *codes*, which follows their labels."""

    by: str
    descending: bool = False
    codes: Sequence[str] = ()


class _Question:
    """Conditions and what they are filled with, in the order of the statement."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.given: list[object] = []

    def ask(self, condition: str, *given: object) -> None:
        """Only what fulfils *condition*."""
        self.conditions.append(condition)
        self.given += given

    def ids(self, read: Reader, source: str, order: str, *given: object, limit: int = -1) -> list[str]:
        """The first ids in order. They come as one text: a row each would take five times as long."""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        # With a condition it is the hits that are sorted: to walk an index of everybody in order and look each one
        # up takes seven times as long as to read the narrow table through.
        order = f"+{order}" if self.conditions else order
        statement = f"SELECT group_concat(id, ' ') FROM (SELECT id FROM {source}{where} ORDER BY {order} LIMIT ?)"
        found = read.connection.exec_driver_sql(statement, (*self.given, *given, limit)).scalar()
        return str(found).split() if found else []


def participant_ids(
    read: Reader, today: date, *, text: str = "", order: Order | None = None, limit: int = -1
) -> list[str]:
    """The participants (none deleted) whose name matches *text*, by name unless another order is asked for."""
    question = _Question()
    order = order or Order("name")
    _fitting(question, text)
    way = "DESC" if order.descending else "ASC"
    name = f"name_key {way}, name {way}, id" if order.by == "name" else "name_key, name, id"
    given: tuple[object, ...] = ()
    if order.by == "age":
        expression, given = _band_place(today)
        by = f"{expression} {way}, {name}"
    elif order.by == "gender":
        expression, given = _code_place("gender", order.codes)
        by = f"{expression} {way}, {name}"
    else:
        by = {
            "name": name,
            "times": f"times {way}, {name}",
            "first_seen": f"coalesce(first_seen, '{NO_DAY}') {way}, {name}",
            "last_seen": f"coalesce(last_seen, '{NO_DAY}') {way}, {name}",
        }[order.by]
    return question.ids(read, "listed_participant", by, *given, limit=limit)


def find_participants(read: Reader, text: str, limit: int) -> list[str]:
    """The participants meant by what has been typed, those seen last first; at most *limit*."""
    question = _Question()
    _fitting(question, text)
    where = " AND ".join(question.conditions)
    # By this index: those seen last come first, so that most searches end early, and it is the narrowest to read.
    rows = read.connection.exec_driver_sql(
        f"SELECT id FROM listed_participant INDEXED BY ix_listed_participant_seen WHERE {where} "
        "ORDER BY last_seen DESC, folded, id LIMIT ?",
        (*question.given, limit),
    )
    return [row[0] for row in rows]


def session_ids(
    read: Reader,
    *,
    first: date | None = None,
    last: date | None = None,
    text: str = "",
    type: str | None = None,
    theme: str | None = None,
    series_id: str | None = None,
    lacking: bool = False,
    order: Order | None = None,
    limit: int = -1,
) -> list[str]:
    """The sessions (none deleted) that fit, newest first unless another order is asked for.

    *lacking* asks for those that somebody has to finish; *text* is looked for in title, place and series.
    """
    question = _Question()
    for condition, value in (
        ("day >= ?", first.isoformat() if first else None),
        ("day <= ?", last.isoformat() if last else None),
        ("type = ?", type),
        ("instr(themes, ?) > 0", f" {theme} " if theme else None),
        ("series_id = ?", series_id),
        ("unfinished = ?", 1 if lacking else None),
    ):
        if value is not None:
            question.ask(condition, value)
    if first and not last:
        question.ask("day < ?", NO_DAY)
    _fitting(question, text, _series_called(read) if text.strip() else {})
    order = order or Order("day", descending=True)
    way = "DESC" if order.descending else "ASC"
    newest = "day DESC, from_time DESC, id DESC"
    given: tuple[object, ...] = ()
    if order.by == "type":
        expression, given = _code_place("type", order.codes)
        by = f"{expression} {way}, {newest}"
    else:
        by = {
            "day": f"day {way}, from_time {way}, id {way}",
            "time": f"from_time = '' {way}, from_time {way}, {newest}",
            "title": f"title_key {way}, title {way}, id",
            "themes": f"themes {way}, {newest}",
            "attendance": f"registered + high {way}, {newest}",
            "status": f"{_PROGRESS} {way}, {newest}",
        }[order.by]
    return question.ids(read, "listed_session", by, *given, limit=limit)


# From what lacks most, over drafts that could be finished, to the finished and the cancelled.
_PROGRESS = "CASE WHEN unfinished THEN -lacks WHEN state = 'aflyst' THEN 2 ELSE 1 END"


def count_sessions(read: Reader) -> int:
    """How many sessions there are that are not deleted."""
    return int(read.connection.exec_driver_sql("SELECT count(*) FROM listed_session").scalar_one())


def count_participants(read: Reader) -> int:
    """How many participants there are that are not deleted."""
    return int(read.connection.exec_driver_sql("SELECT count(*) FROM listed_participant").scalar_one())


def _fitting(question: _Question, text: str, series: dict[str, str] | None = None) -> None:
    """`domain.folding.matches` as SQL: every word of *text* begins a word, in one way of spelling or another.

    With *series* (titles by id) a word may also be one of the series' title.
    """
    for part, forms in zip(text.split(), beginnings(text), strict=True):
        ways = [" AND ".join("instr(folded, ?) > 0" for _ in pieces) or "1" for pieces in forms]
        given: list[object] = [f" {piece}" for pieces in forms for piece in pieces]
        if series is not None:
            called = [id for id, title in series.items() if matches(part, title)]
            if called:
                ways.append("series_id IN (SELECT value FROM json_each(?))")
                given.append(json.dumps(called))
        question.ask("(" + " OR ".join(ways) + ")", *given)


def _series_called(read: Reader) -> dict[str, str]:
    return {row[0]: row[1] for row in read.connection.exec_driver_sql("SELECT id, title FROM series")}


def _band_place(today: date) -> tuple[str, tuple[object, ...]]:
    """The age band of *today*, and what fills the expression. As text the bands stand in order, the unknown last."""
    ages = " ".join(f"WHEN ? - birth_year <= {last} THEN '{band}'" for band, last in LAST_AGES)
    expression = f"""CASE WHEN coalesce(birth_year, 0) = 0 THEN coalesce(nullif(age_band, ''), '{AgeBand.UNKNOWN}')
        WHEN birth_year > ? THEN '{AgeBand.UNKNOWN}' {ages} ELSE '{AgeBand.UNKNOWN}' END"""
    return expression, (today.year,) * (1 + len(LAST_AGES))


def _code_place(column: str, codes: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """The place of a code in *codes*; nothing comes first and an unknown code last."""
    cases = "".join(f" WHEN ? THEN {place}" for place in range(len(codes)))
    known = f"CASE {column}{cases} ELSE {len(codes)} END" if codes else column
    return f"CASE WHEN {column} IS NULL THEN -1 ELSE {known} END", tuple(codes)
