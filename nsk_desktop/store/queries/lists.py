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

    def ids(self, read: Reader, source: str, terms: "_Terms", *given: object, limit: int = -1) -> list[str]:
        """The first ids in order. They come as one text: a row each would take five times as long."""
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        order = ", ".join(f"{term} {'DESC' if descending else 'ASC'}" for term, descending in terms)
        # With a condition it is the hits that are sorted: to walk an index of everybody in order and look each one
        # up takes seven times as long as to read the narrow table through.
        order = f"+{order}" if self.conditions else order
        statement = f"SELECT group_concat(id, ' ') FROM (SELECT id FROM {source}{where} ORDER BY {order} LIMIT ?)"
        found = read.connection.exec_driver_sql(statement, (*self.given, *given, limit)).scalar()
        return str(found).split() if found else []


_Terms = Sequence[tuple[str, bool]]
"""What is sorted by, and whether descending."""


def _place(read: Reader, source: str, terms: _Terms, given: tuple[object, ...], id: str) -> int | None:
    """How many come before *id* in order; None when it is not there. They are counted, which no sorting precedes."""
    named = ", ".join(f"{term} AS by{number}" for number, (term, _descending) in enumerate(terms))
    here = read.connection.exec_driver_sql(f"SELECT {named} FROM {source} WHERE id = ?", (*given, id)).first()
    if here is None:
        return None
    before = "0"
    for number, (_term, descending) in reversed(list(enumerate(terms))):
        sign = ">" if descending else "<"
        # Each row is looked at (+): by an index for one term, the rows would have to be fetched for the next.
        before = f"+by{number} {sign} ? OR +by{number} = ? AND ({before})"
    statement = f"SELECT count(*) FROM (SELECT {named} FROM {source}) WHERE {before}"
    twice = [value for value in here for _each in range(2)]
    return int(read.connection.exec_driver_sql(statement, (*given, *twice)).scalar_one())


def participant_ids(
    read: Reader, today: date, *, text: str = "", order: Order | None = None, limit: int = -1
) -> list[str]:
    """The participants (none deleted) whose name matches *text*, by name unless another order is asked for."""
    question = _Question()
    _fitting(question, text)
    terms, given = _order_of_participants(today, order or Order("name"))
    return question.ids(read, "listed_participant", terms, *given, limit=limit)


def participant_place(read: Reader, today: date, order: Order, id: str) -> int | None:
    """Where a participant stands among all of them; None when there is no such row."""
    return _place(read, "listed_participant", *_order_of_participants(today, order), id)


def _order_of_participants(today: date, order: Order) -> tuple[_Terms, tuple[object, ...]]:
    way = order.descending
    if order.by == "name":
        return [("name_key", way), ("name", way), ("id", False)], ()
    given: tuple[object, ...] = ()
    if order.by == "age":
        expression, given = _band_place(today)
    elif order.by == "gender":
        expression, given = _code_place("gender", order.codes)
    else:
        expression = {
            "times": "times",
            "first_seen": f"coalesce(first_seen, '{NO_DAY}')",
            "last_seen": f"coalesce(last_seen, '{NO_DAY}')",
        }[order.by]
    return [(expression, way), ("name_key", False), ("name", False), ("id", False)], given


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
    terms, given = _order_of_sessions(order or _NEWEST)
    return question.ids(read, "listed_session", terms, *given, limit=limit)


def session_place(read: Reader, order: Order | None, id: str) -> int | None:
    """Where a session stands among all of them; None when there is no such row."""
    return _place(read, "listed_session", *_order_of_sessions(order or _NEWEST), id)


_NEWEST = Order("day", descending=True)


def _order_of_sessions(order: Order) -> tuple[_Terms, tuple[object, ...]]:
    way = order.descending
    newest = [("day", True), ("from_time", True), ("id", True)]
    if order.by == "day":
        return [(term, way) for term, _descending in newest], ()
    if order.by == "title":
        return [("title_key", way), ("title", way), ("id", False)], ()
    if order.by == "time":
        return [("from_time = ''", way), ("from_time", way), *newest], ()
    if order.by == "type":
        expression, given = _code_place("type", order.codes)
        return [(expression, way), *newest], given
    expression = {"themes": "themes", "attendance": "registered + high", "status": _PROGRESS}[order.by]
    return [(expression, way), *newest], ()


# From what lacks most, over drafts that could be finished, to the finished and the cancelled.
_PROGRESS = "CASE WHEN unfinished THEN -lacks WHEN state = 'aflyst' THEN 2 ELSE 1 END"


def outcome_ids(
    read: Reader,
    kind: str,
    *,
    first: date | None = None,
    last: date | None = None,
    undated: bool = False,
    text: str = "",
    theme: str | None = None,
    about: str | None = None,
    in_report: bool | None = None,
    order: Order | None = None,
    limit: int = -1,
) -> list[str]:
    """The stories or method cards (none deleted) that fit, the latest first unless another order is asked for.

    *about* is the id of something that they rest on; with *undated* those without a day are asked for. What is told
    without a day lies in no period.
    """
    question = _Question()
    for condition, value in (
        ("day >= ?", first.isoformat() if first else None),
        ("day <= ?", last.isoformat() if last else None),
        ("day = ?", NO_DAY if undated else None),
        ("instr(themes, ?) > 0", f" {theme} " if theme else None),
        ("instr(about, ?) > 0", f" {about} " if about else None),
        ("in_report = ?", None if in_report is None else int(in_report)),
    ):
        if value is not None:
            question.ask(condition, value)
    if (first or last) and not undated:
        question.ask("day < ?", NO_DAY)
    _fitting(question, text)
    terms, given = _order_of_outcomes(order or _NEWEST)
    return question.ids(read, f"listed_{kind}", terms, *given, limit=limit)


def _order_of_outcomes(order: Order) -> tuple[_Terms, tuple[object, ...]]:
    way = order.descending
    called = [("title_key", False), ("title", False), ("id", False)]
    if order.by == "title":
        return [("title_key", way), ("title", way), ("id", False)], ()
    if order.by == "in_report":
        return [("in_report", not way), ("day", True), *called], ()
    # What has no day comes last, whichever way.
    return [(f"day = '{NO_DAY}'", False), ("day", way), *called], ()


def outcome_half_years(read: Reader, kind: str) -> list[str]:
    """The half-years that have any of them, the earliest first."""
    statement = f"""SELECT DISTINCT substr(day, 1, 4) || CASE WHEN substr(day, 6, 2) < '07' THEN 'H1' ELSE 'H2' END
        FROM listed_{kind} WHERE day <> ? ORDER BY 1"""
    return [row[0] for row in read.connection.exec_driver_sql(statement, (NO_DAY,))]


def outcome_actors(read: Reader, kind: str) -> set[str]:
    """The actors that any of them rests on."""
    statement = f"SELECT DISTINCT value FROM {kind}, json_each({kind}.actors) WHERE NOT {kind}.deleted"
    return {row[0] for row in read.connection.exec_driver_sql(statement)}


def count_outcomes(read: Reader, kind: str) -> int:
    """How many of them there are that are not deleted."""
    return int(read.connection.exec_driver_sql(f"SELECT count(*) FROM listed_{kind}").scalar_one())


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
