"""The codes of meetings: type, state, how people are registered, and who was there."""

from enum import StrEnum

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_


class SessionState(StrEnum):
    PLANNED = "planlagt"
    HELD = "afholdt"
    CANCELLED = "aflyst"


class Mode(StrEnum):
    """Registration mode. NOT_COUNTED is its own state, not zero."""

    NAMED = "navngivet"
    ANONYMOUS = "anonym optælling"
    MIXED = "blandet"
    ESTIMATE = "skøn"
    NOT_COUNTED = "ikke optalt"


class Presence(StrEnum):
    PRESENT = "til stede"
    ABSENT = "fraværende"
    EXCUSED = "afbud"


class SessionType(StrEnum):
    DIALOGUE = "dialogmøde"
    COURSE = "forløb/workshop"
    WOMEN_GROUP = "netværks-/kvindegruppe"
    FATHERS_GROUP = "fædregruppe"
    PARENTS_MEETING = "forældremøde"
    TALK = "oplæg"
    COMPETENCE = "kompetenceudvikling"
    OPEN_EVENT = "åbent arrangement"
    OUTREACH = "opsøgende samtale"
    NETWORK = "netværksmøde"
    STEERING = "styregruppemøde"
    COORDINATION = "koordineringsmøde"


class Answer(StrEnum):
    """What was said of an expected meeting: it is held although it is a holiday, or there is none that day."""

    HELD = "holdes"
    SKIPPED = "sprunget over"


# Meetings among professionals are never reach, whoever is on their list.
NEVER_REACH = frozenset({SessionType.NETWORK, SessionType.STEERING, SessionType.COORDINATION})
SESSION_STATES = CodeList(
    "session_state",
    {
        SessionState.PLANNED: N_("Planned"),
        SessionState.HELD: N_("Held"),
        SessionState.CANCELLED: N_("Cancelled"),
    },
)
MODES = CodeList(
    "registration_mode",
    {
        Mode.NAMED: N_("Named or alias"),
        Mode.ANONYMOUS: N_("Anonymous headcount"),
        Mode.MIXED: N_("Mixed"),
        Mode.ESTIMATE: N_("Estimate"),
        Mode.NOT_COUNTED: N_("Not counted"),
    },
)
PRESENCE = CodeList(
    "presence",
    {
        Presence.PRESENT: N_("Present"),
        Presence.ABSENT: N_("Absent"),
        Presence.EXCUSED: N_("Excused"),
    },
)
SESSION_TYPES = CodeList(
    "session_type",
    {
        SessionType.DIALOGUE: N_("Dialogue meeting"),
        SessionType.COURSE: N_("Course or workshop"),
        SessionType.WOMEN_GROUP: N_("Network or women's group"),
        SessionType.FATHERS_GROUP: N_("Fathers' group"),
        SessionType.PARENTS_MEETING: N_("Parents' meeting"),
        SessionType.TALK: N_("Talk"),
        SessionType.COMPETENCE: N_("Skills development"),
        SessionType.OPEN_EVENT: N_("Open event"),
        SessionType.OUTREACH: N_("Outreach conversation"),
        SessionType.NETWORK: N_("Network meeting"),
        SessionType.STEERING: N_("Steering group meeting"),
        SessionType.COORDINATION: N_("Coordination meeting"),
    },
)
