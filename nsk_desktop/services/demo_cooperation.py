"""The example year's cooperation: what was there before, advice, the steering group, and ratings of two half-years.

It draws from a chance of its own, so that the rest of the year is the same with or without it.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from nsk_desktop.domain.codes import Mode, Presence, SessionState, SessionType
from nsk_desktop.domain.cooperation import COORDINATOR, tie
from nsk_desktop.domain.records import (
    Advice,
    ContactPerson,
    CooperationRating,
    Decision,
    Exchanged,
    ExistingEffort,
    Session,
    SteeringAttendance,
    SteeringMeeting,
    SteeringMember,
)
from nsk_desktop.domain.steering import steering_attendance_id, steering_meeting_id
from nsk_desktop.store.change import Change

_FIRST_DAY = date(2025, 1, 1)


class CooperationYear:
    """Writes what the plan says about cooperation, among *actors* in the order of the plan."""

    def __init__(self, change: Change, plan: dict[str, Any], actors: Sequence[str], seed: int) -> None:
        self._change, self._plan, self._actors = change, plan, actors
        # Another seed than the year's own, or both would draw the same ids.
        self._chance = random.Random(f"cooperation {seed}")

    def write(self) -> None:
        """Everything, as part of the change."""
        for actor, name, role, phone in self._plan["contacts"]:
            self._create(ContactPerson(id=self._id(), actor_id=self._actors[actor], name=name, role=role, phone=phone))
        for actor, title, themes, trust, isolated in self._plan["existing_efforts"]:
            self._create(
                ExistingEffort(
                    id=self._id(),
                    actor_id=self._actors[actor],
                    title=title,
                    themes=themes,
                    target_groups=["M1"],
                    trust=trust,
                    isolated=isolated,
                    linked_to=[] if isolated else [self._actors[0]],
                )
            )
        for actor, day, theme, concrete, minutes, directed in self._plan["advice"]:
            self._create(
                Advice(
                    id=self._id(),
                    day=date.fromisoformat(day),
                    actor_id=self._actors[actor],
                    theme=theme,
                    concrete=concrete,
                    minutes=minutes,
                    directed_to=directed,
                )
            )
        for rating in self._plan["ratings"]:
            self._rate(*rating)
        self._steer()

    def _rate(
        self, one: int | None, other: int, rater: str, first: int, second: int | None, wanted: int, reason: str
    ) -> None:
        """The first half-year's rating, and the second's where somebody has given it."""
        side = None if one is None else self._actors[one]
        pair = tie(side, self._actors[other], rater)
        basis = "møde" if rater == COORDINATOR else "interview"
        for period, level in (("2025H1", first), ("2025H2", second)):
            if level is not None:
                self._create(
                    CooperationRating(
                        id=pair.rating_id(period),
                        period=period,
                        actor_a_id=pair.one,
                        actor_b_id=pair.other,
                        rater=pair.rater,
                        level=level,
                        wanted=wanted,
                        basis=basis,
                        reason=reason if level != first else "",
                        unchanged=period == "2025H2" and level == first,
                    )
                )

    def _steer(self) -> None:
        plan = self._plan["steering"]
        members = [
            self._create(
                SteeringMember(
                    id=self._id(),
                    actor_id=self._actors[actor],
                    name=name,
                    role=role,
                    ownership=ownership,
                    first_day=_FIRST_DAY,
                )
            )
            for actor, name, role, ownership in plan["members"]
        ]
        for day, agenda, decisions in plan["meetings"]:
            held = date.fromisoformat(day)
            session = Session(
                id=self._id(),
                type=SessionType.STEERING,
                title="Styregruppemøde",
                day=held,
                from_time="09:00",
                to_time="11:00",
                place="Beboerhuset",
                target_groups=["M2"],
                mode=Mode.NOT_COUNTED,
                state=SessionState.HELD,
                completed=True,
            )
            self._create(session)
            away = self._chance.choice(members)
            marks = {member: Presence.EXCUSED if member == away else Presence.PRESENT for member in members}
            meeting = SteeringMeeting(id=steering_meeting_id(session.id), session_id=session.id, agenda=agenda)
            self._create(meeting)
            for member, status in marks.items():
                id = steering_attendance_id(session.id, member)
                self._create(SteeringAttendance(id=id, meeting_id=meeting.id, member_id=member, status=status))
            for text, owner, weeks, done in decisions:
                deadline = held + timedelta(weeks=weeks)
                ended = deadline - timedelta(days=3) if done else None
                self._create(
                    Decision(
                        id=self._id(), meeting_id=meeting.id, text=text, owner=owner, deadline=deadline, done=ended
                    )
                )

    def _create(self, record: Exchanged) -> str:
        return self._change.create(record)

    def _id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"
