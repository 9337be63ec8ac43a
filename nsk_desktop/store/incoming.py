"""An entry that a stranger may have written: taken only when every part of it could have come from our own program."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text

from nsk_desktop.domain.records import KINDS
from nsk_desktop.errors.store import DamagedJournal
from nsk_desktop.store import state
from nsk_desktop.store.journal import DELETED, Entry, Value

# Lower-case hex that sorts as text, before the year 9700: a later stamp would leave our own clock no room to go on.
_STAMP: Final = re.compile(r"[0-9a-d][0-9a-f]{15}")
_ID: Final = re.compile(r"[0-9a-f]{32}")
_FIELD: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")
_LONGEST_TEXT: Final = 200_000
_LONGEST_AUTHOR: Final = 200
_MOST_REPLACED: Final = 10_000
_LARGEST: Final = 2**53
Fits = Callable[[Value], bool]


def read_entry(row: Sequence[Any]) -> Entry:
    """The entry in a *row* of a file. Raises `DamagedJournal` when it is none."""
    fields = row[6]
    if not all(isinstance(part, str) for part in row[:6]) or not isinstance(fields, dict):
        raise DamagedJournal("")
    read: dict[str, tuple[Value, tuple[str, ...]]] = {}
    for name, said in fields.items():
        if not isinstance(said, list) or len(said) != 2 or not isinstance(said[1], list):
            raise DamagedJournal(row[4])
        if not all(isinstance(id, str) for id in said[1]):
            raise DamagedJournal(row[4])
        read[name] = (said[0], tuple(said[1]))
    return Entry(row[0], row[1], row[2], row[3], row[4], row[5], read)


def validate(entry: Entry) -> None:
    """Refuse an entry that no NSK Desktop could have written."""
    ids = (entry.id, entry.device, entry.record)
    sound = all(_ID.fullmatch(id) for id in ids) and _STAMP.fullmatch(entry.hlc) and entry.kind in KINDS
    if not sound or not entry.fields or not _is_author(entry.author):
        raise DamagedJournal(entry.kind)
    rules = _rules(entry.kind)
    for name, (value, replaced) in entry.fields.items():
        # A field that only another version knows stays in the journal; it never reaches a table.
        rule = rules.get(name, _is_json)
        if not _FIELD.fullmatch(name) or len(replaced) > _MOST_REPLACED or not rule(value):
            raise DamagedJournal(entry.kind)
        if not all(_ID.fullmatch(id) for id in replaced):
            raise DamagedJournal(entry.kind)


def _is_author(text: str) -> bool:
    return len(text) <= _LONGEST_AUTHOR and (not text or text.isprintable())


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def _is_number(value: Value) -> bool:
    return type(value) is int and abs(value) <= _LARGEST


def _is_flag(value: Value) -> bool:
    return isinstance(value, bool)


def _is_day(value: Value) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_json(value: Value) -> bool:
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, dict):
        return all(isinstance(name, str) and _is_json(one) for name, one in value.items())
    return value is None or _is_flag(value) or _is_number(value) or _is_text(value)


@cache
def _rules(kind: str) -> dict[str, Fits]:
    """What each field of *kind* may hold."""
    table, blanks = KINDS[kind].__table__, state.defaults(kind)
    rules: dict[str, Fits] = {DELETED: _is_flag}
    for name in KINDS[kind].field_names():
        column = table.columns[name]
        rules[name] = _rule(column.type, bool(column.nullable), blanks[name])
    return rules


def _rule(type_: object, may_lack: bool, blank: Value) -> Fits:
    fits: Fits = _is_text
    if isinstance(type_, JSON):
        shape = type(blank)
        return lambda value: isinstance(value, shape) and _is_json(value)
    if isinstance(type_, Date):
        fits = _is_day
    elif isinstance(type_, Boolean):
        fits = _is_flag
    elif isinstance(type_, Integer):
        fits = _is_number
    elif isinstance(type_, String) and not isinstance(type_, Text):
        pattern = {5: _TIME, 32: _ID}.get(type_.length or 0)
        if pattern is not None:
            return lambda value: (may_lack and value is None) or (isinstance(value, str) and _fits(pattern, value))
    return lambda value: (may_lack and value is None) or fits(value)


def _fits(pattern: re.Pattern[str], value: str) -> bool:
    return pattern.fullmatch(value) is not None
