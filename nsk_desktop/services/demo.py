"""A believable year of synthetic people, the same for the same seed. Nobody in it exists."""

import json
import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS
from nsk_desktop.domain.codes import Answer, BridgeStatus, Mode, PairVerdict, Presence, SessionState
from nsk_desktop.domain.identity import attendance_id, expectation_id, expected_session_id, headcount_id, pair_id
from nsk_desktop.domain.records import (
    Actor,
    Area,
    Attendance,
    BridgeContact,
    Exchanged,
    Expectation,
    FollowUp,
    Headcount,
    Initiative,
    Participant,
    PersonPair,
    Programme,
    Series,
    Session,
    StaffMember,
)
from nsk_desktop.domain.recurrence import expected_days
from nsk_desktop.errors.store import StoreFilled
from nsk_desktop.i18n import _
from nsk_desktop.paths import resource
from nsk_desktop.services import demo_effort
from nsk_desktop.services.bridges import STEP_DATES
from nsk_desktop.services.demo_cooperation import CooperationYear
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.expected import plan_of
from nsk_desktop.services.public_holidays import holiday_name
from nsk_desktop.store.change import Change

YEAR = 2025
PEOPLE = 120
# Weeks when nothing is held: Christmas, winter, Easter, summer and autumn holidays.
_CLOSED_WEEKS = frozenset({1, 7, 8, 16, 27, 28, 29, 30, 31, 42, 51, 52})
_LAST_REGISTERED = date(YEAR, 12, 8)
"""From this day on nothing is registered yet: the meetings are expected."""
_RELATIONS = ("bor i området", "bor i området", "bor i området", "familie/netværk her", "går i skole/institution her")
_STEPS = (
    BridgeStatus.IDENTIFIED,
    BridgeStatus.INTRODUCED,
    BridgeStatus.FIRST_MEETING,
    BridgeStatus.COOPERATING,
    BridgeStatus.DONE_RESULT,
)


def refuse_filled(desk: Desk) -> None:
    """Raise unless the store is empty: example data never stand among real ones."""
    with desk.store.read() as read:
        filled: list[Exchanged] = [*read.all(Session), *read.all(Participant)]
        if filled:
            raise StoreFilled(desk.folder)


def fill(desk: Desk, seed: int = 1) -> None:
    """Write the demo year into the open store as one change; its half-years are ended when it is there."""
    plan = json.loads(resource("demo", "year.json").read_text(encoding="utf-8"))
    with desk.store.change(_("Example data")) as change:
        year = _Year(change, plan, random.Random(seed))
        year.write()
        cooperation = json.loads(resource("demo", "cooperation.json").read_text(encoding="utf-8"))
        CooperationYear(change, cooperation, year.actors, seed).write()
        effort = demo_effort.read_plan()
        demo_effort.EffortYear(change, effort, year.actors, year.initiatives).write(year.programme, year.area)
    demo_effort.end_half_years(desk, effort)


class _Year:
    """Writes the year from the plan; all chance comes from one generator, so a seed gives one year."""

    def __init__(self, change: Change, plan: dict[str, Any], chance: random.Random) -> None:
        self._change, self._plan, self._chance = change, plan, chance
        self._came: dict[str, set[str]] = defaultdict(set)
        self.actors: list[str] = []
        """The ids of the actors in the order of the plan."""
        self.initiatives: list[str] = []
        self.programme = Programme(id=self._id(), **plan["programme"])
        self.area = Area(id=self._id(), **plan["area"])

    def write(self) -> None:
        plan = self._plan
        self._change.create(self.programme)
        self._change.create(self.area)
        for name, initials, fte in plan["staff"]:
            self._change.create(StaffMember(id=self._id(), name=name, initials=initials, fte_percent=fte))
        self.actors = [self._actor(*row) for row in plan["actors"]]
        self.initiatives = [
            self._change.create(
                Initiative(
                    id=self._id(),
                    title=title,
                    themes=themes,
                    status=status,
                    partners=[{"actor": self.actors[actor], "role": role} for actor, role in partners],
                    start=date.fromisoformat(start),
                )
            )
            for title, themes, status, partners, start in plan["initiatives"]
        ]
        people = self._people()
        for series in plan["series"]:
            self._write_series(series, people)
        for event in plan["events"]:
            self._write_event(*event)
        for number, bridge in enumerate(plan["bridges"]):
            self._write_bridge(number, *bridge)
        self._write_pairs(people)

    def _id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"

    def _actor(self, name: str, sector: str, ownership: str, mobilised: str, how: str) -> str:
        day = date.fromisoformat(mobilised)
        return self._change.create(
            Actor(id=self._id(), name=name, sector=sector, ownership=ownership, mobilised_on=day, mobilised_how=how)
        )

    def _people(self) -> list[Participant]:
        names = {
            gender: [f"{name} {number}" if number > 1 else name for number in (1, 2, 3) for name in listed]
            for gender, listed in self._plan["aliases"].items()
        }
        people = []
        for number in range(PEOPLE):
            gender = "kvinde" if number % 20 < 12 else "mand"
            professional = number >= PEOPLE - 18
            age = self._chance.randint(*((28, 62) if professional else self._chance.choice([(13, 20), (22, 64)])))
            person = Participant(
                id=self._id(),
                alias=names[gender].pop(0),
                birth_year=YEAR - age,
                gender=gender,
                target_group="M2" if professional else "M1",
                subgroup=None if professional else "unge" if age < 18 else "forældre",
                relation="arbejder/frivillig her" if professional else self._chance.choice(_RELATIONS),
                consent={"status": "givet", "date": f"{YEAR}-01-06", "wording": "1"},
                pseudonym=f"p-{self._chance.getrandbits(60):015x}",
            )
            self._change.create(person)
            people.append(person)
        return people

    def _write_series(self, plan: dict[str, Any], people: list[Participant]) -> None:
        series = Series(
            id=self._id(),
            title=plan["title"],
            initiative_id=self.initiatives[plan["initiative"]],
            type=plan["type"],
            place=plan["place"],
            from_time=plan["from_time"],
            to_time=plan["to_time"],
            weekday=plan["weekday"],
            interval_weeks=plan["every"],
            themes=plan["themes"],
            target_groups=["M2" if plan.get("professionals") else "M1"],
            hosts=[
                {"actor": self.actors[host], "role": "medarrangør"} for host in (plan["host"], *plan.get("with", ()))
            ],
            closed=plan["closed"],
            same_anonymous=plan["same_anonymous"],
            expected=plan["size"][1],
            start=date(YEAR, 1, 6),
            end=date(YEAR, 12, 19) if plan["ends"] else None,
        )
        self._change.create(series)
        circle = self._circle(plan, people)
        for day in expected_days(plan_of(series, ()), date(YEAR, 1, 1), date(YEAR, 12, 19)):
            if day.isocalendar().week in _CLOSED_WEEKS or holiday_name(day):
                self._skip(series, day)
            elif day < _LAST_REGISTERED:
                self._write_session(series, plan, day, circle)

    def _skip(self, series: Series, day: date) -> None:
        id = expectation_id(series.id, day)
        self._change.create(Expectation(id=id, series_id=series.id, day=day, answer=Answer.SKIPPED))

    def _circle(self, plan: dict[str, Any], people: list[Participant]) -> list[Participant]:
        """Those who could come to a series: its gender, its age, and citizens or professionals."""
        youngest, oldest = plan["ages"]
        wanted = "M2" if plan.get("professionals") else "M1"
        fitting = [
            person
            for person in people
            if person.target_group == wanted
            and plan["gender"] in ("", person.gender)
            and youngest <= YEAR - (person.birth_year or 0) <= oldest
        ]
        return self._chance.sample(fitting, min(len(fitting), plan["size"][1] * 2))

    def _write_session(self, series: Series, plan: dict[str, Any], day: date, circle: list[Participant]) -> None:
        cancelled = self._chance.random() < 0.03
        counted = self._chance.random() > 0.02
        low, high = plan["anonymous"]
        extra = self._chance.randint(low, high) if counted and self._chance.random() < 0.6 else 0
        session = Session(
            id=expected_session_id(series.id, day),
            series_id=series.id,
            expected_on=day,
            initiative_id=series.initiative_id,
            type=series.type,
            title=series.title,
            day=day,
            from_time=series.from_time,
            to_time=series.to_time,
            place=series.place,
            themes=series.themes,
            target_groups=series.target_groups,
            hosts=series.hosts,
            mode=Mode.NOT_COUNTED if not counted else Mode.MIXED if extra else Mode.NAMED,
            state=SessionState.CANCELLED if cancelled else SessionState.HELD,
            cancel_reason="Sygdom" if cancelled else "",
            completed=True,
        )
        self._change.create(session)
        if cancelled or not counted:
            return
        size = min(len(circle), self._chance.randint(*plan["size"]))
        # Some come nearly always, some now and then: the order of the circle says who.
        weights = [1 / (place + 2) for place in range(len(circle))]
        for person in _choose(self._chance, circle, weights, size):
            self._attend(session, person)
        if extra:
            self._count(session, extra, extra, gender=plan["gender"] or "ikke oplyst", group=series.target_groups[0])

    def _attend(self, session: Session, person: Participant) -> None:
        id = attendance_id(session.id, person.id)
        first = not self._came[person.id]
        self._came[person.id].add(session.id)
        status = Presence.EXCUSED if self._chance.random() < 0.04 else Presence.PRESENT
        self._change.create(
            Attendance(id=id, session_id=session.id, participant_id=person.id, status=status, first_time=first)
        )

    def _count(self, session: Session, low: int, high: int, *, gender: str, group: str) -> None:
        id = headcount_id(session.id, "ukendt", gender, group)
        self._change.create(
            Headcount(id=id, session_id=session.id, gender=gender, target_group=group, low=low, high=high)
        )

    def _write_event(self, title: str, type: str, themes: list[str], day: str, low: int, high: int) -> None:
        mode = Mode.ANONYMOUS if low == high else Mode.ESTIMATE
        session = Session(
            id=self._id(),
            type=type,
            title=title,
            day=date.fromisoformat(day),
            from_time="15:00",
            to_time="17:00",
            place="Gården",
            themes=themes,
            target_groups=["M1"] if high else ["M2"],
            mode=mode if high else Mode.NOT_COUNTED,
            state=SessionState.HELD,
            completed=True,
        )
        self._change.create(session)
        if high:
            self._count(session, low, high, gender="ikke oplyst", group="M1")

    def _write_bridge(
        self, number: int, source: int | None, target: int, kind: str, status: str, day: str, purpose: str
    ) -> None:
        start = date.fromisoformat(day)
        reached = _STEPS.index(BridgeStatus(status)) if status in _STEPS else 1
        steps = {
            STEP_DATES[step]: start + timedelta(days=9 * place) for place, step in enumerate(_STEPS[: reached + 1])
        }
        if status == BridgeStatus.DONE_NO_RESULT:
            steps["ended_on"] = start + timedelta(days=60)
        bridge = BridgeContact(
            id=self._id(),
            from_kind=FROM_CITIZENS if source is None else FROM_ACTOR,
            from_actor_id=None if source is None else self.actors[source],
            to_actor_id=self.actors[target],
            kind=kind,
            purpose=purpose,
            citizens=3 + number if source is None else None,
            status=status,
            **steps,  # type: ignore[arg-type]
        )
        self._change.create(bridge)
        if number % 2 == 0:
            due = date(YEAR, 12, 1) + timedelta(days=number)
            follow_up = FollowUp(id=self._id(), due=due, text="Hør hvordan det går", about_id=bridge.id)
            follow_up.about_kind = BridgeContact.record_kind()
            self._change.create(follow_up)

    def _write_pairs(self, people: list[Participant]) -> None:
        """Two open questions for the coordinators: aliases that may be one person, never seen at the same meeting."""
        citizens = [person for person in people if person.target_group == "M1" and self._came[person.id]]
        asked: set[str] = set()
        for one, other in combinations(citizens, 2):
            apart = self._came[one.id].isdisjoint(self._came[other.id])
            if len(asked) < 4 and apart and one.gender == other.gender and asked.isdisjoint((one.id, other.id)):
                asked |= {one.id, other.id}
                first, second = sorted((one.id, other.id))
                id = pair_id(first, second)
                self._change.create(PersonPair(id=id, first_id=first, second_id=second, verdict=PairVerdict.POSSIBLY))


def _choose(chance: random.Random, people: list[Participant], weights: list[float], size: int) -> list[Participant]:
    """*size* different people, the heavier more often."""
    keyed = sorted(zip(people, weights, strict=True), key=lambda pair: chance.random() ** (1 / pair[1]), reverse=True)
    return [person for person, _weight in keyed[:size]]
