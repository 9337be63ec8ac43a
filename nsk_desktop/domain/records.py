"""Every kind of record the journal keeps: import this module and the whole schema is known."""

from collections.abc import Mapping

from nsk_desktop.domain.actors import Actor, ContactPerson, Initiative
from nsk_desktop.domain.bridges import BridgeContact, FollowUp
from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.cooperation import Advice, CooperationRating, ExistingEffort
from nsk_desktop.domain.effort import Area, Programme, StaffMember
from nsk_desktop.domain.mapping import Base, Exchanged
from nsk_desktop.domain.money import BudgetLine, Posting
from nsk_desktop.domain.people import Participant, PersonPair
from nsk_desktop.domain.periods import Period
from nsk_desktop.domain.releases import Release
from nsk_desktop.domain.retired import RetiredCode
from nsk_desktop.domain.sessions import Attendance, Expectation, Headcount, PlanChange, Series, Session
from nsk_desktop.domain.steering import Decision, SteeringAttendance, SteeringMeeting, SteeringMember
from nsk_desktop.domain.stories import MethodCard, Story
from nsk_desktop.domain.targets import Target

RECORDS: tuple[type[Exchanged], ...] = (
    Programme,
    Area,
    StaffMember,
    Actor,
    ContactPerson,
    ExistingEffort,
    Advice,
    CooperationRating,
    Initiative,
    Series,
    PlanChange,
    Expectation,
    Session,
    Participant,
    PersonPair,
    Attendance,
    Headcount,
    BridgeContact,
    FollowUp,
    SteeringMember,
    SteeringMeeting,
    SteeringAttendance,
    Decision,
    Story,
    MethodCard,
    BudgetLine,
    Posting,
    Period,
    Release,
    RetiredCode,
    Target,
)
KINDS: dict[str, type[Exchanged]] = {record.record_kind(): record for record in RECORDS}
METADATA = Base.metadata
STANDS: Mapping[str, Mapping[str, str]] = {Session.record_kind(): {"state": SessionState.HELD.value}}
"""What is shown first where laptops disagree, however old: what somebody has seen goes before a plan."""
SILENT: Mapping[str, frozenset[str]] = {PersonPair.record_kind(): frozenset({"chosen_in"})}
"""Fields that nobody types or reads: laptops that differ in one have nothing to decide."""

__all__ = [
    "KINDS",
    "METADATA",
    "RECORDS",
    "SILENT",
    "STANDS",
    "Actor",
    "Advice",
    "Area",
    "Attendance",
    "BridgeContact",
    "BudgetLine",
    "ContactPerson",
    "CooperationRating",
    "Decision",
    "Exchanged",
    "ExistingEffort",
    "Expectation",
    "FollowUp",
    "Headcount",
    "Initiative",
    "MethodCard",
    "Participant",
    "Period",
    "PersonPair",
    "PlanChange",
    "Posting",
    "Programme",
    "Release",
    "RetiredCode",
    "Series",
    "Session",
    "StaffMember",
    "SteeringAttendance",
    "SteeringMeeting",
    "SteeringMember",
    "Story",
    "Target",
]
