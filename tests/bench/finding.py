"""Finding anything: 22 hard questions among 100,000 participants and 100,000 meetings, as Ctrl+K asks them.

The control is the least that a search without memory does: one scan of the same folded words with LIKE, which knows
neither order nor words nor days. Both answer every question once; the figure is the median question.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from nsk_desktop.domain.folding import fold
from nsk_desktop.domain.identity import natural_id
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.finding import Finder
from nsk_desktop.store import cipher, state
from nsk_desktop.store.journal import Value
from tests import make
from tests.bench.figures import Figure
from tests.bench.named import crowd
from tests.hard_names import PEOPLE, QUESTIONS

SIZE, TODAY = 100_000, date(2025, 3, 11)
DAYS = ("4/3", "kvindegruppen marts", "uge 10", "a", "s", "ma", "kvinde", "an fa")
"""Asked too: days, and what so many fit that choosing the best is the work. Not among the 22."""
FRAMES_MS = 33
_STAMPS = ("18ac3d5e0b2a0000", "AB", "18ac3d5e0b2a0000", "AB")
_TITLES = ("Kvindegruppen", "Fædregruppen", "Åben café", "Lektiehjælp", "Ældreklubben", "Æblefest", "Øvelokalet")


def build(folder: Path, size: int = SIZE) -> Desk:
    """A store with so many participants and meetings, the hard names among them."""
    raw = cipher.connect(make.database(folder), make.KEY)
    raw.execute("BEGIN IMMEDIATE")
    for kind, records in (("participant", _people(size)), ("session", _meetings(size))):
        rows = (state.make_row(kind, natural_id(kind, str(n)), _STAMPS, values) for n, values in enumerate(records))
        raw.executemany(state.upsert(kind), rows)
    raw.execute("DELETE FROM fact WHERE name = 'lists'")
    raw.execute("COMMIT")
    raw.close()
    return Desk(make.reopened(folder), folder)


def _people(size: int) -> Iterator[dict[str, Value]]:
    for alias, surname in PEOPLE:
        yield {"alias": alias, "surname": surname, "pseudonym": alias}
    for person in crowd(size - len(PEOPLE)):
        yield {
            "alias": person.given.title(),
            "surname": person.surname.title(),
            "birth_year": person.birth_year,
            "pseudonym": person.id,
        }


def _meetings(size: int) -> Iterator[dict[str, Value]]:
    random = Random(5)
    for number in range(size):
        day = date(2019, 1, 7) + timedelta(days=random.randrange(2_250))
        title = f"{_TITLES[number % 7]} {number // 50}"
        yield {"title": title, "day": day.isoformat(), "state": "afholdt", "place": f"Lokale {number % 30}"}


def measure() -> Iterator[Any]:
    """Each question on its own, and how long the memory takes to fill."""
    with TemporaryDirectory() as folder:
        desk = build(Path(folder))
        yield from _measured(desk)
        desk.close()


def _measured(desk: Desk) -> Iterator[Figure]:
    finder = Finder(desk)
    began = time.perf_counter()
    finder.build(TODAY)
    built = (time.perf_counter() - began) * 1000
    right = sum(_first(finder, text) == name for text, name in QUESTIONS)
    with desk.store.read() as read:

        def scan(text: str) -> object:
            like = (f"%{fold(text)}%",)
            return [
                read.connection.exec_driver_sql(f"SELECT id FROM {table} WHERE folded LIKE ?", like).fetchall()
                for table in ("listed_participant", "listed_session")
            ]

        texts = [text for text, _name in QUESTIONS]
        ours, least = _each(lambda text: finder.find(text, TODAY), texts), _each(scan, texts)
        found = f"find anything, {right} of {len(QUESTIONS)} hard questions"
        yield Figure(found, statistics.median(ours), "LIKE over the same words", statistics.median(least), goal=1)
        yield Figure("the slowest of the 22", max(ours), "two frames", FRAMES_MS, goal=1)
        for text, took in zip(DAYS, _each(lambda text: finder.find(text, TODAY), list(DAYS)), strict=True):
            yield Figure(f"find “{text}”", took, "two frames", FRAMES_MS, goal=1)
    yield Figure("fill the memory, beside the window", built, "ten seconds", 10_000, goal=1)


def _first(finder: Finder, text: str) -> str:
    found = finder.find(text, TODAY)
    return found[0].hits[0].title if found else ""


def _each(ask: Callable[[str], object], texts: list[str], runs: int = 5) -> list[float]:
    """The median time of each question."""
    taken: list[list[float]] = [[] for _text in texts]
    for _run in range(runs):
        for times, text in zip(taken, texts, strict=True):
            began = time.perf_counter()
            ask(text)
            times.append((time.perf_counter() - began) * 1000)
    return [statistics.median(times) for times in taken]
