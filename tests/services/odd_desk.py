"""Records that contradict themselves, one of each kind, for the tests of what is told of them."""

from datetime import date
from typing import Any

from nsk_desktop.domain.contradictions import Why
from nsk_desktop.domain.identity import attendance_id, pair_id
from nsk_desktop.domain.mapping import Exchanged
from nsk_desktop.domain.records import (
    Attendance,
    BridgeContact,
    Decision,
    FollowUp,
    Headcount,
    Initiative,
    PersonPair,
    Posting,
    Series,
    SteeringMeeting,
)
from nsk_desktop.services.desk import Desk
from tests import make

DAY, BEFORE, AFTER = date(2025, 3, 4), date(2025, 2, 4), date(2025, 4, 4)
TODAY = date(2025, 8, 1)


def put(desk: Desk, *records: Exchanged) -> str:
    """Write *records* as a laptop may have received them, past every form; the id of the last."""
    with desk.store.change("Modsigelser") as change:
        return [change.create(record) for record in records][-1]


def held(desk: Desk, **fields: Any) -> str:
    """A meeting that is in order but for *fields*."""
    return put(desk, make.session(**{"day": DAY, "mode": "blandet", "completed": True, "state": "afholdt", **fields}))


def count(desk: Desk, session: str, low: int, high: int, first_time: int | None = None) -> None:
    put(desk, Headcount(session_id=session, low=low, high=high, first_time=first_time))


def come(desk: Desk, session: str, *people: str) -> None:
    for person in people:
        put(desk, Attendance(id=attendance_id(session, person), session_id=session, participant_id=person))


def plant(desk: Desk, why: Why) -> str:
    """One contradiction of the kind; the id of the record that is to be mended."""
    return _PLANTS[why](desk)


def _backwards(desk: Desk) -> str:
    id = held(desk)
    count(desk, id, 9, 4)
    return id


def _new(desk: Desk) -> str:
    id = held(desk)
    count(desk, id, 3, 4, 5)
    return id


def _negative(desk: Desk) -> str:
    id = held(desk)
    count(desk, id, -2, 4)
    return id


def _series(desk: Desk) -> str:
    return held(desk, series_id=put(desk, Series(title="Café", start=AFTER)))


def _initiative(desk: Desk) -> str:
    return held(desk, initiative_id=put(desk, Initiative(title="Fædre", end=BEFORE)))


def _cancelled(desk: Desk) -> str:
    id = held(desk, state="aflyst")
    come(desk, id, put(desk, make.participant()))
    return id


def _not_counted(desk: Desk) -> str:
    id = held(desk, mode="ikke optalt")
    come(desk, id, put(desk, make.participant()))
    return id


def _bridge(desk: Desk) -> str:
    return put(desk, BridgeContact(day=DAY, from_kind="borgere", introduced_on=AFTER, cooperating_on=DAY))


def _to_itself(desk: Desk) -> str:
    actor = put(desk, make.actor())
    return put(desk, BridgeContact(day=DAY, from_actor_id=actor, to_actor_id=actor))


def _follow_up(desk: Desk) -> str:
    bridge = put(desk, BridgeContact(day=DAY, from_kind="borgere"))
    return put(desk, FollowUp(due=BEFORE, text="Ring", about_kind="bridge_contact", about_id=bridge))


def _initiatives_differ(desk: Desk) -> str:
    one, other = (put(desk, Initiative(title=title)) for title in ("Fædre", "Mødre"))
    return put(desk, Posting(day=DAY, year=2025, initiative_id=one, session_id=held(desk, initiative_id=other)))


def _born(desk: Desk) -> str:
    person = put(desk, make.participant(birth_year=2026))
    come(desk, held(desk), person)
    return person


def _withdrawn(desk: Desk) -> str:
    consent = {"status": "trukket", "date": AFTER.isoformat(), "withdrawn_on": DAY.isoformat()}
    return put(desk, make.participant(consent=consent))


def _decision(desk: Desk) -> str:
    meeting = put(desk, SteeringMeeting(session_id=held(desk, type="styregruppemøde")))
    return put(desk, Decision(meeting_id=meeting, text="Ring", done=BEFORE))


def _joined(desk: Desk) -> str:
    one, other = sorted(put(desk, make.participant(alias)) for alias in ("Rosa", "Rose"))
    id = held(desk)
    come(desk, id, one, other)
    pair = pair_id(one, other)
    put(desk, PersonPair(id=pair, first_id=one, second_id=other, verdict="samme"))
    return id


_PLANTS = {
    Why.JOINED: _joined,
    Why.COUNTED_BACKWARDS: _backwards,
    Why.TOO_MANY_NEW: _new,
    Why.FEWER_THAN_NOBODY: _negative,
    Why.ENDS_FIRST: lambda desk: held(desk, from_time="18:00", to_time="17:00"),
    Why.OUTSIDE_SERIES: _series,
    Why.OUTSIDE_INITIATIVE: _initiative,
    Why.HELD_LATER: lambda desk: held(desk, day=date(2025, 9, 1)),
    Why.CANCELLED_BUT_ATTENDED: _cancelled,
    Why.NOT_COUNTED_BUT_ATTENDED: _not_counted,
    Why.SPAN_BACKWARDS: lambda desk: put(desk, Series(title="Café", start=AFTER, end=BEFORE)),
    Why.STEPS_BACKWARDS: _bridge,
    Why.BRIDGE_TO_ITSELF: _to_itself,
    Why.FOLLOWED_UP_FIRST: _follow_up,
    Why.OTHER_YEAR: lambda desk: put(desk, Posting(day=DAY, year=2024, text="Kaffe")),
    Why.OTHER_INITIATIVE: _initiatives_differ,
    Why.BOOKED_LATER: lambda desk: put(desk, Posting(day=date(2025, 9, 1), year=2025, text="Kaffe")),
    Why.BORN_LATER: _born,
    Why.WITHDRAWN_FIRST: _withdrawn,
    Why.DONE_FIRST: _decision,
}
