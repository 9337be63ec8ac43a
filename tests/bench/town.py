"""A town, the same each time: series of meetings with their own people, ten at each, as rows of an encrypted store."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from nsk_desktop.domain.identity import attendance_id, natural_id
from nsk_desktop.store import cipher, state
from nsk_desktop.store.journal import Entry, Value
from tests import make
from tests.bench.named import spread_names

EACH, IN_SERIES = 10, 50
FIRST_DAY, LAST_DAY = date(2019, 1, 7), date(2025, 3, 11)
_STAMPS = ("18ac3d5e0b2a0000", "AB", "18ac3d5e0b2a0000", "AB")
_DEVICE = "d" * 32
_ENTRY = "id, device, hlc, author, kind, record_id, fields"
_TITLES = ("Kvindegruppen", "Fædregruppen", "Åben café", "Lektiehjælp", "Ældreklubben", "Æblefest", "Øvelokalet")
_PLACES = ("Beboerhuset", "Ungdomsklubben", "Mimers Skole", "Biblioteket")
_TYPES = ("netværks-/kvindegruppe", "dialogmøde", "arrangement", None)
_FIRST = ("Amina", "Åse", "Zeynep", "Øzlem", "Ældina", "Rosa", "Yusuf", "Mohamed", "Søren", "Aase", "Hodan", "Lürssen")
_LAST = ("Ali", "Ødegård", "Yıldız", "Jensen", "Hassan", "Sørensen", "Aagaard", "Warsame", "Nguyen", "")
RARE, _RARELY = "Æbelø", 50_000
"""A surname that hardly anybody bears."""
_BANDS = (None, "0-12", "13-17", "18-29", "30-59", "60+")

Made = tuple[str, str, dict[str, Value]]


def build(folder: Path, sessions: int) -> Path:
    """A store in *folder* with so many sessions, as many participants, and ten times as many attendances."""
    path = make.database(folder)
    raw = cipher.connect(path, make.KEY)
    try:
        _write_town(raw, sessions)
    finally:
        raw.close()
    # The rows of lists are made when the store is opened, as after an upgrade.
    make.reopened(folder).close()
    return path


def _write_town(raw: Any, sessions: int) -> None:
    # Nobody misses this store if the power fails meanwhile: it is written once, and not into a log first. Ids are
    # drawn at random: with little memory every insert would read a page back from the disk.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -600000"):
        raw.execute(f"PRAGMA {pragma}")
    indexes = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall()
    for name, _sql in indexes:
        raw.execute(f"DROP INDEX {name}")
    raw.execute("BEGIN IMMEDIATE")
    for kind, records in _town(sessions):
        _write(raw, kind, records)
    _write_attendances(raw, sessions)
    raw.execute("DELETE FROM fact WHERE name = 'lists'")
    raw.execute("COMMIT")
    for _name, sql in indexes:
        raw.execute(sql)


def _town(sessions: int) -> Iterator[tuple[str, Iterator[tuple[str, dict[str, Value]]]]]:
    yield "series", ((_id("series", n), _series(n)) for n in range(max(1, sessions // IN_SERIES)))
    yield "participant", ((_id("participant", n), _participant(n, names)) for n, names in enumerate(_names(sessions)))
    yield "session", ((_id("session", n), _session(n, sessions)) for n in range(sessions))


def _id(kind: str, number: int) -> str:
    return natural_id("town", kind, str(number))


def _series(number: int) -> dict[str, Value]:
    return {"title": f"{_TITLES[number % 7]} {number}", "place": _PLACES[number % 4]}


def _names(people: int) -> Iterator[tuple[str, str]]:
    """Names as names are spread; letters that are typed in many ways are in half of them."""
    for number, (first, last) in enumerate(spread_names(Random(3), people)):
        if number % 2:
            first, last = _FIRST[number // 2 % 12], _LAST[number // 2 % 10]
        yield first.capitalize(), RARE if number % _RARELY == 99 else last.capitalize()


def _participant(number: int, names: tuple[str, str]) -> dict[str, Value]:
    return {
        "alias": names[0],
        "surname": names[1],
        "birth_year": 1940 + number % 75 if number % 3 else None,
        "age_band": _BANDS[number % 6],
        "gender": "kvinde" if number % 2 else "mand",
        "pseudonym": f"p-{number}",
    }


def _session(number: int, sessions: int) -> dict[str, Value]:
    days = (LAST_DAY - FIRST_DAY).days
    series = number // IN_SERIES
    return {
        "series_id": _id("series", series),
        "title": f"{_TITLES[series % 7]} {series}",
        "day": (FIRST_DAY + timedelta(days=(number * 7919) % days)).isoformat() if number % 500 else None,
        "from_time": f"{8 + number % 12:02}:00",
        "type": _TYPES[series % 4],
        "place": _PLACES[series % 4],
        "themes": [f"T{1 + series % 5}"],
        "mode": "navngivet",
        "state": "afholdt" if number % 50 else "aflyst",
        "completed": bool(number % 100),
        "summary": "Vi talte om det, der fylder i området, og aftalte hvem der tager det videre. " * 3,
    }


def _write_attendances(raw: Any, sessions: int) -> None:
    """A million of them: what they have in common is written by the database."""
    blank = dict(zip(state.columns("attendance"), state.make_row("attendance", "", _STAMPS, {}), strict=True))
    given = ("id", "session_id", "participant_id")
    same = {name: value for name, value in blank.items() if name not in given}
    names = ", ".join((*given, *same))
    values = ", ".join(repr(value) if isinstance(value, str) else str(value) for value in same.values())
    raw.executemany(f"INSERT INTO attendance ({names}) VALUES (?, ?, ?, {values})", _attendances(sessions))
    raw.execute(
        f"""INSERT INTO journal ({_ENTRY}) SELECT substr(id, 17) || substr(id, 1, 16), ?, ?, ?, 'attendance', id,
        '{{"session_id":["' || session_id || '",[]],"participant_id":["' || participant_id || '",[]]}}'
        FROM attendance""",
        (_DEVICE, *_STAMPS[:2]),
    )


def _attendances(sessions: int) -> Iterator[tuple[str, str, str]]:
    people = [_id("participant", number) for number in range(sessions)]
    for number in range(sessions):
        session = _id("session", number)
        first = number - number % IN_SERIES
        for seat in range(EACH):
            # Seats are a prime step apart, so that each meeting of a series has other people of the series.
            person = people[first + (number * 7 + seat * 11) % min(IN_SERIES, sessions - first)]
            yield attendance_id(session, person), session, person


def _write(raw: Any, kind: str, records: Iterable[tuple[str, dict[str, Value]]]) -> None:
    lines: list[tuple[str, ...]] = []
    rows: list[state.Row] = []
    for id, values in records:
        rows.append(state.make_row(kind, id, _STAMPS, values))
        fields = {name: (value, ()) for name, value in values.items()}
        lines.append(Entry(id[16:] + id[:16], _DEVICE, _STAMPS[0], "AB", kind, id, fields).row())
    raw.executemany(state.upsert(kind), rows)
    raw.executemany(f"INSERT INTO journal ({_ENTRY}) VALUES (?,?,?,?,?,?,?)", lines)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
