"""Lists made by chance, in either shape: whatever they hold, the same again adds nothing and undo leaves nothing."""

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.services import list_import, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import checking
from tests.exchange.lists import workbook
from tests.services.test_list_import import TODAY, everything, reading

NAMES = ["Ida", "Hansen, Ida", "IDA", "Amina", "Amina Ali", "Omar ", "Sara", "Åse", "Aase", "", "12", "I alt"]
TICKS = ["x", "ja", 1, "✓", "nej", "afbud", 0, "", None, None, 3, "måske"]
YEARS = [1980, 1980, None, None, 1990, "80", "nitten"]


def days(chance: random.Random, number: int) -> list[Any]:
    found: list[Any] = []
    for place in range(number):
        day = date(2025, 1, 7) + timedelta(weeks=place)
        found.append(
            chance.choice([day, f"{day.day}/{day.month}-25", f"{day:%d.%m.%Y}", f"{day.day}/{day.month}", "4/13-25"])
        )
    return found


def matrix(chance: random.Random) -> list[list[Any]]:
    """People down, days across."""
    head = ["Navn", "Født", date(2025, 1, 1), *days(chance, 4)]
    rows = [[chance.choice(NAMES), chance.choice(YEARS), *chance.choices(TICKS, k=5)] for _row in range(9)]
    return [["Café 2025"], [], head, ["Rosa Bo", 1970, "x"], *rows]


def long_list(chance: random.Random) -> list[list[Any]]:
    """One row for each time somebody came."""
    held = days(chance, 3)
    rows = [
        [chance.choice(held), chance.choice(NAMES), chance.choice(YEARS), chance.choice(["Café", "café", "Kor"])]
        for _row in range(14)
    ]
    return [["Dato", "Navn", "Født", "Aktivitet"], [date(2025, 1, 1), "Rosa Bo", 1970, "Kor"], *rows]


@pytest.mark.parametrize("make_rows", [matrix, long_list])
@pytest.mark.parametrize("seed", range(12))
def test_a_list_made_by_chance_adds_nothing_the_second_time_and_leaves_nothing_when_undone(
    desk: Desk, tmp_path: Path, make_rows: Any, seed: int
) -> None:
    rows = make_rows(random.Random(seed))
    wanted = reading(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows), year=2025)
    first = list_import.apply(desk, wanted, list_import.plan(desk, wanted, TODAY), TODAY, skip_bad=True)
    assert first.wrote
    assert checking.check(desk.store).problems == ()
    before = checking.digest(desk.store)
    again = list_import.plan(desk, wanted, TODAY)
    assert (again.new, again.back) == ([], [])
    list_import.apply(desk, wanted, again, TODAY, skip_bad=True)
    assert checking.digest(desk.store) == before
    more = replace(wanted, mended={(len(wanted.table.rows), column): text for column, text in one_more_row(wanted)})
    assert list_import.plan(desk, more, TODAY).new, "one row more is seen"
    desk.undo()
    assert (everything(desk), people.list_participants(desk), sessions.list_sessions(desk)) == ([], [], [])
    assert checking.check(desk.store).problems == ()


def one_more_row(wanted: list_import.Reading) -> list[tuple[int, str]]:
    """A last row about somebody whom the list does not know."""
    said = {"name": "Ny Person", "day": "07.01.2025", "title": "Café", "mark": "x"}
    return [(place, said.get(meaning.value, "")) for place, meaning in enumerate(wanted.meanings, 1)]
