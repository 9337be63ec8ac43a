"""Small builders of counting rows, by hand and at random."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from nsk_desktop.domain.counting import CountedHeadcount, CountedPerson, CountedSession, CountingRows

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
DAY = date(2025, 3, 4)


def session(
    key: str,
    day: date = DAY,
    times: tuple[int | None, int | None] = (None, None),
    *,
    kind: str | None = "dialogmøde",
    themes: tuple[str, ...] = ("T1",),
    state: str = "afholdt",
    mode: str | None = "blandet",
    series: str | None = None,
    same: bool = False,
    initiative: str | None = None,
) -> CountedSession:
    return CountedSession(
        key, day, times[0], times[1], f"Møde {key}", kind, themes, state, mode, series, same, initiative
    )


def headcount(
    at: str, low: int, high: int | None = None, *, age: str = "ukendt", gender: str = "ikke oplyst", group: str = "M1"
) -> CountedHeadcount:
    return CountedHeadcount(at, age, gender, group, low, low if high is None else high)


def person(gender: str = "kvinde", group: str | None = "M1", unit: str = "") -> CountedPerson:
    return CountedPerson(gender, group, unit)


def rows(
    sessions: Sequence[CountedSession],
    there: dict[str, str],
    headcounts: Sequence[CountedHeadcount] = (),
    *,
    persons: dict[str, CountedPerson] | None = None,
    ages: dict[str, str] | None = None,
    joined: Sequence[tuple[str, str]] = (),
    possibly: Sequence[tuple[str, str]] = (),
) -> CountingRows:
    """Rows where *there* names, for each session, those who were there: ``{"1": "a b"}``."""
    attendances = [
        (key, name, (ages or {}).get(name, "30-59")) for key, names in there.items() for name in names.split()
    ]
    known = {name: person() for _key, name, _age in attendances} | (persons or {})
    return CountingRows(sessions, known, attendances, headcounts, joined, possibly)


def random_rows(seed: int, *, units: bool = False, overlaps: bool = True) -> CountingRows:
    """A tiny store in which everything that reach knows of happens now and then."""
    dice = random.Random(seed)
    names = "abcde"[: dice.randint(1, 5)]
    sessions = [
        _random_session(dice, str(number), overlaps=overlaps) for number in range(dice.choice((1, 2, 3, 3, 4, 4)))
    ]
    unit_of = {name: dice.choice("xy") if units else "" for name in names}
    attendances = []
    for one in sessions:
        home = dice.choice("xy") if units else ""
        for name in names:
            if dice.random() < 0.4 and (not units or unit_of[name] == home):
                attendances.append((one.id, name, dice.choice(("13-17", "30-59", "30-59", "ukendt"))))
    dice.shuffle(attendances)
    people = {
        name: CountedPerson(
            dice.choice(("kvinde", "mand", "ikke oplyst")), dice.choice(("M1",) * 10 + ("M2", None)), unit_of[name]
        )
        for name in names
    }
    headcounts = [_random_headcount(dice, dice.choice(sessions).id) for _ in range(dice.choice((0, 1, 2, 3, 4, 4)))]
    joined = _pairs(dice, names, 0 if units else dice.choice((0, 0, 0, 1)))
    possibly = _pairs(dice, names, dice.choice((0, 1, 2, 3)))
    return CountingRows(sessions, people, attendances, headcounts, joined, possibly)


def _random_session(dice: random.Random, key: str, *, overlaps: bool) -> CountedSession:
    series = dice.choice((None, "s", "s", "s", "u"))
    slots = ((600, 720), (600, 720), (660, 780), (720, 840), (None, None), (None, None), (600, None), (720, 700))
    return session(
        key,
        DAY + timedelta(days=dice.choice((0,) * 8 + (30, 30, 200, 400))),
        dice.choice(slots) if overlaps else (None, None),
        kind=dice.choice(("dialogmøde",) * 6 + ("oplæg", "oplæg", None, None, "netværksmøde")),
        themes=dice.choice((("T1",), ("T1", "T3"), ("T2",), ())),
        state=dice.choice(("afholdt",) * 12 + ("planlagt", "aflyst")),
        mode=dice.choice(("blandet",) * 12 + ("ikke optalt", None)),
        series=series,
        same=series == "s",
        # Not from the dice: the stores of before stay as they were.
        initiative=(None, "i", "j")[int(key) % 3],
    )


def _random_headcount(dice: random.Random, at: str) -> CountedHeadcount:
    low = dice.randint(0, 2)
    return headcount(
        at,
        low,
        low + dice.choice((0, 0, 1)),
        age=dice.choice(("13-17", "30-59", "ukendt")),
        gender=dice.choice(("kvinde", "mand", "ikke oplyst")),
        group=dice.choice(("M1",) * 10 + ("M2", "")),
    )


def _pairs(dice: random.Random, names: str, number: int) -> list[tuple[str, str]]:
    if len(names) < 2:
        return []
    found = []
    for _ in range(number):
        one, other = dice.sample(names, 2)
        found.append((one, other))
    return found
