"""Stores made by chance in which hardly anything agrees with anything else."""

import random
from datetime import date, timedelta
from typing import Any

from nsk_desktop.domain.codes import BRIDGE_STATUSES, PairVerdict
from nsk_desktop.domain.identity import attendance_id, new_id, pair_id
from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.domain.records import (
    Actor,
    Attendance,
    BridgeContact,
    BudgetLine,
    CooperationRating,
    FollowUp,
    Headcount,
    Initiative,
    PersonPair,
    Posting,
    Series,
    Session,
    Target,
)
from nsk_desktop.services.desk import Desk
from tests import make

_TIMES = (None, "", "09:00", "17:00", "18:00", "18:30", "23:59", "00:00")
_NUMBERS = (None, -3, 0, 1, 4, 7, 2024, 10**9)
_PERIODS = ("2024H2", "2025H1", "2025H1", "baseline", "2025H3", "", "2025")


class _Chance:
    """Values that need not agree."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.pick: Any = self.random.choice

    def day(self) -> date | None:
        if self.random.random() < 0.15:
            return None
        return date(2024, 11, 1) + timedelta(days=self.random.randrange(400))

    def some(self, ids: list[str]) -> str | None:
        return self.random.choice([None, *ids])

    def ids(self, number: int) -> list[str]:
        return [new_id() for _one in range(number)]


def contradict(desk: Desk, seed: int) -> None:
    """Fill *desk* with records of every kind that figures are counted from."""
    chance = _Chance(seed)
    with desk.store.change("Modsigelser") as change:
        for record in _records(chance):
            change.put(record)


def _records(chance: _Chance) -> list[Exchanged]:
    pick, day = chance.pick, chance.day
    actors, initiatives, series = (chance.ids(number) for number in (4, 3, 2))
    sessions, bridges = chance.ids(8), chance.ids(5)
    people = [make.participant(f"A{number}", birth_year=pick([None, 1985, 2024, 2030])) for number in range(6)]
    found: list[Exchanged] = list(people)
    found += [
        Actor(
            id=id,
            name=f"Aktør {id[:3]}",
            sector=pick([None, "skole", "ukendt her"]),
            status=pick(["aktiv", "ophørt"]),
            mobilised_on=day(),
            ended_on=day(),
        )
        for id in actors
    ]
    found += [
        Initiative(id=id, title="Fædre", start=day(), end=day(), themes=pick([[], ["T1", "T9"]])) for id in initiatives
    ]
    found += [
        Series(
            id=id, title="Café", start=day(), end=day(), closed=pick([True, False]), same_anonymous=pick([True, False])
        )
        for id in series
    ]
    found += [_session(chance, id, series, initiatives, actors) for id in sessions]
    for session in sessions:
        for person in chance.random.sample(people, 3):
            status = pick(["til stede", "til stede", "fraværende", "noget andet"])
            found.append(
                Attendance(
                    id=attendance_id(session, person.id),
                    session_id=session,
                    participant_id=person.id,
                    status=status,
                    first_time=pick([True, False]),
                )
            )
        if pick([True, False]):
            found.append(
                Headcount(
                    session_id=session,
                    low=pick(_NUMBERS) or 0,
                    high=pick(_NUMBERS) or 0,
                    first_time=pick(_NUMBERS),
                    target_group=pick(["M1", "M2", "M7"]),
                )
            )
    for one, other in (chance.random.sample(people, 2) for _turn in range(3)):
        first, second = sorted((one.id, other.id))
        found.append(
            PersonPair(id=pair_id(first, second), first_id=first, second_id=second, verdict=pick(list(PairVerdict)))
        )
    found += [
        BridgeContact(
            id=id,
            day=day(),
            from_kind=pick(["aktør", "borgere", "medarbejder", "andet"]),
            from_actor_id=chance.some(actors),
            to_actor_id=chance.some(actors),
            introduced_on=day(),
            first_meeting_on=day(),
            cooperating_on=day(),
            ended_on=day(),
            citizens=pick(_NUMBERS),
            status=pick([*BRIDGE_STATUSES.codes, "et andet trin"]),
        )
        for id in bridges
    ]
    found += [
        CooperationRating(
            period=pick(_PERIODS),
            actor_a_id=chance.some(actors),
            actor_b_id=chance.some(actors),
            level=pick(_NUMBERS),
            wanted=pick(_NUMBERS),
            rater=pick(["A", "B", "koordinator", "C"]),
        )
        for _turn in range(8)
    ]
    found += [
        BudgetLine(year=pick([None, 2025, 1]), kind=pick(["aktivitet", "fest"]), amount_ore=pick([0, -5, 10**8]))
        for _turn in range(3)
    ]
    found += [
        Posting(
            day=day(),
            year=pick([None, 2024, 2031]),
            amount_ore=pick([0, -100, 10**9]),
            kind=pick(["aktivitet", "fest"]),
            state=pick(["planlagt", "bogført", "væk"]),
            initiative_id=chance.some(initiatives),
            session_id=chance.some(sessions),
        )
        for _turn in range(5)
    ]
    found += [
        FollowUp(
            due=day(),
            about_kind=pick(["bridge_contact", "session", "", "x"]),
            about_id=chance.some([*bridges, *sessions]),
        )
        for _turn in range(4)
    ]
    found += [Target(period=pick(_PERIODS), value=pick(_NUMBERS), theme=pick([None, "T1"])) for _turn in range(3)]
    return found


def _session(chance: _Chance, id: str, series: list[str], initiatives: list[str], actors: list[str]) -> Session:
    pick = chance.pick
    return make.session(
        id=id,
        day=chance.day(),
        series_id=chance.some(series),
        initiative_id=chance.some(initiatives),
        from_time=pick(_TIMES),
        to_time=pick(_TIMES),
        state=pick(["afholdt", "afholdt", "afholdt", "planlagt", "aflyst", "ukendt"]),
        mode=pick([None, "ikke optalt", "navngivet", "skøn", "andet"]),
        themes=pick([[], ["T1"], ["T2", "T2"], ["T9"]]),
        type=pick([None, "dialogmøde", "styregruppemøde", "en anden"]),
        hosts=[{"actor": pick(actors), "role": ""} for _turn in range(2)],
    )
