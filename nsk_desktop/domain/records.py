"""Every kind of record the journal keeps: import this module and the whole schema is known."""

from nsk_desktop.domain.actors import Actor, ContactPerson, Initiative
from nsk_desktop.domain.bridges import BridgeContact, FollowUp
from nsk_desktop.domain.effort import Area, Programme, StaffMember
from nsk_desktop.domain.mapping import Base, Exchanged
from nsk_desktop.domain.people import Participant, PersonPair
from nsk_desktop.domain.sessions import Attendance, Headcount, Series, Session

RECORDS: tuple[type[Exchanged], ...] = (
    Programme,
    Area,
    StaffMember,
    Actor,
    ContactPerson,
    Initiative,
    Series,
    Session,
    Participant,
    PersonPair,
    Attendance,
    Headcount,
    BridgeContact,
    FollowUp,
)
KINDS: dict[str, type[Exchanged]] = {record.record_kind(): record for record in RECORDS}
METADATA = Base.metadata

__all__ = [
    "KINDS",
    "METADATA",
    "RECORDS",
    "Actor",
    "Area",
    "Attendance",
    "BridgeContact",
    "ContactPerson",
    "Exchanged",
    "FollowUp",
    "Headcount",
    "Initiative",
    "Participant",
    "PersonPair",
    "Programme",
    "Series",
    "Session",
    "StaffMember",
]
