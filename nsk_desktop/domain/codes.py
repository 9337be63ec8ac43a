"""The code lists: stable codes as they stand in files, with a label in the user's language.

A code is the Danish term itself, because it is what the evaluator reads in the workbook. Codes are
plain text in every record: a retired code stays readable and an unknown one is shown, never dropped.
"""

from dataclasses import dataclass
from enum import StrEnum

from nsk_desktop.i18n import N_, _


@dataclass(frozen=True, slots=True)
class CodeList:
    """An ordered list of codes with their English labels (message ids)."""

    name: str
    labels: dict[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def label(self, code: str | None) -> str:
        """The label of *code* in the user's language; the code itself when it is unknown."""
        if not code:
            return ""
        return _(self.labels[code]) if code in self.labels else code

    def find(self, text: str) -> str | None:
        """The code meant by *text* (code or label, whatever the case), or None."""
        wanted = " ".join(text.casefold().split())
        for code, english in self.labels.items():
            if wanted in (code.casefold(), english.casefold(), _(english).casefold()):
                return code
        return None


class Theme(StrEnum):
    DEMOCRACY = "T1"
    PEER = "T2"
    ATTITUDES = "T3"
    COMPETENCE = "T4"


class TargetGroup(StrEnum):
    CITIZENS = "M1"
    LOCAL_ACTORS = "M2"


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


class Gender(StrEnum):
    WOMAN = "kvinde"
    MAN = "mand"
    OTHER = "andet"
    NOT_STATED = "ikke oplyst"


class AgeBand(StrEnum):
    CHILD = "0-12"
    YOUTH = "13-17"
    YOUNG_ADULT = "18-29"
    ADULT = "30-59"
    SENIOR = "60+"
    UNKNOWN = "ukendt"


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


class BridgeKind(StrEnum):
    ACTOR_ACTOR = "aktør↔aktør"
    ACTOR_EFFORT = "aktør→indsats"
    CITIZEN_OFFER = "borger→tilbud"
    PROFESSIONAL_KNOWLEDGE = "fagperson→viden"


class BridgeStatus(StrEnum):
    IDENTIFIED = "identificeret"
    INTRODUCED = "kontakt formidlet"
    FIRST_MEETING = "første møde holdt"
    COOPERATING = "samarbejde i gang"
    DONE_RESULT = "afsluttet med resultat"
    DONE_NO_RESULT = "afsluttet uden resultat"
    DECLINED = "afslået"


class PairVerdict(StrEnum):
    """What a person has said of two participants who look alike."""

    POSSIBLY = "måske samme"
    SAME = "samme"
    DIFFERENT = "ikke samme"


# Meetings among professionals are never reach, whoever is on their list.
NEVER_REACH = frozenset({SessionType.NETWORK, SessionType.STEERING, SessionType.COORDINATION})

THEMES = CodeList(
    "theme",
    {
        Theme.DEMOCRACY: N_("Democratic formation and stronger knowledge of rights and systems"),
        Theme.PEER: N_("Peer-to-peer and network-based methods focused on empowering women"),
        Theme.ATTITUDES: N_("Work on attitudes (critical reflection on norms of gender and family life)"),
        Theme.COMPETENCE: N_("Developing the skills of local actors"),
    },
)
THEMES_SHORT = CodeList(
    "theme_short",
    {
        Theme.DEMOCRACY: N_("Democratic formation and rights"),
        Theme.PEER: N_("Peer-to-peer and empowering women"),
        Theme.ATTITUDES: N_("Work on attitudes"),
        Theme.COMPETENCE: N_("Skills of local actors"),
    },
)
TARGET_GROUPS = CodeList(
    "target_group",
    {
        TargetGroup.CITIZENS: N_("M1: citizens of the area"),
        TargetGroup.LOCAL_ACTORS: N_("M2: local actors"),
    },
)
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
GENDERS = CodeList(
    "gender",
    {
        Gender.WOMAN: N_("Woman"),
        Gender.MAN: N_("Man"),
        Gender.OTHER: N_("Other"),
        Gender.NOT_STATED: N_("Not stated"),
    },
)
AGE_BANDS = CodeList(
    "age_band",
    {
        AgeBand.CHILD: "0-12",
        AgeBand.YOUTH: "13-17",
        AgeBand.YOUNG_ADULT: "18-29",
        AgeBand.ADULT: "30-59",
        AgeBand.SENIOR: "60+",
        AgeBand.UNKNOWN: N_("Unknown age"),
    },
)
SUBGROUPS = CodeList(
    "subgroup",
    {
        "børn": N_("Children"),
        "unge": N_("Young people"),
        "forældre": N_("Parents"),
        "voksne": N_("Adults"),
        "familie": N_("Family (its members are counted)"),
    },
)
RELATIONS = CodeList(
    "relation",
    {
        "bor i området": N_("Lives in the area"),
        "går i skole/institution her": N_("Goes to school or day care here"),
        "familie/netværk her": N_("Family or network here"),
        "arbejder/frivillig her": N_("Works or volunteers here"),
        "andet": N_("Other"),
        "ukendt": N_("Unknown"),
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
SECTORS = CodeList(
    "sector",
    {
        "civilsamfundsaktør": N_("Civil society actor"),
        "boligforening": N_("Housing association"),
        "boligsocial aktør": N_("Social housing project"),
        "skole": N_("School"),
        "beskæftigelsesindsats/jobcenter": N_("Employment effort or job centre"),
        "daginstitution": N_("Day care"),
        "sprogskole": N_("Language school"),
        "fritids-/ungdomsklub": N_("Leisure or youth club"),
        "sundhedspleje": N_("Health visitors"),
        "politi/SSP": N_("Police or SSP"),
        "bibliotek/kultur": N_("Library or culture"),
        "trossamfund": N_("Faith community"),
        "virksomhed": N_("Company"),
        "andet": N_("Other"),
    },
)
OWNERSHIPS = CodeList(
    "ownership",
    {"kommunal": N_("Municipal"), "civil": N_("Civil"), "privat": N_("Private")},
)
ACTOR_STATUSES = CodeList(
    "actor_status",
    {"aktiv": N_("Active"), "pause": N_("Paused"), "ophørt": N_("Ended")},
)
ACTOR_ROLES = CodeList(
    "actor_role",
    {"medarrangør": N_("Co-host"), "partner": N_("Partner"), "vært": N_("Host")},
)
INITIATIVE_STATUSES = CodeList(
    "initiative_status",
    {
        "idé": N_("Idea"),
        "planlagt": N_("Planned"),
        "afprøves": N_("Being tried"),
        "justeret": N_("Adjusted"),
        "forankret hos aktør": N_("Anchored with an actor"),
        "afsluttet": N_("Finished"),
        "stoppet": N_("Stopped"),
    },
)
BRIDGE_KINDS = CodeList(
    "bridge_kind",
    {
        BridgeKind.ACTOR_ACTOR: N_("Actor and actor"),
        BridgeKind.ACTOR_EFFORT: N_("Actor to effort"),
        BridgeKind.CITIZEN_OFFER: N_("Citizen to offer"),
        BridgeKind.PROFESSIONAL_KNOWLEDGE: N_("Professional to knowledge"),
    },
)
BRIDGE_STATUSES = CodeList(
    "bridge_status",
    {
        BridgeStatus.IDENTIFIED: N_("Identified"),
        BridgeStatus.INTRODUCED: N_("Contact made"),
        BridgeStatus.FIRST_MEETING: N_("First meeting held"),
        BridgeStatus.COOPERATING: N_("Cooperation under way"),
        BridgeStatus.DONE_RESULT: N_("Finished with a result"),
        BridgeStatus.DONE_NO_RESULT: N_("Finished without a result"),
        BridgeStatus.DECLINED: N_("Declined"),
    },
)
CONSENTS = CodeList(
    "consent",
    {
        "ikke spurgt": N_("Not asked"),
        "givet": N_("Given"),
        "afslået": N_("Refused"),
        "trukket tilbage": N_("Withdrawn"),
    },
)
PAIR_VERDICTS = CodeList(
    "pair_verdict",
    {
        PairVerdict.POSSIBLY: N_("Maybe the same"),
        PairVerdict.SAME: N_("The same person"),
        PairVerdict.DIFFERENT: N_("Not the same person"),
    },
)
DISTRICTS = CodeList(
    "district",
    {
        name: name
        for name in (
            "Bispebjerg",
            "Nørrebro",
            "Indre By",
            "Østerbro",
            "Vesterbro/Kgs. Enghave",
            "Brønshøj-Husum",
            "Valby",
            "Vanløse",
            "Amager Øst",
            "Amager Vest",
            "Udenbys",
            "Bydækkende",
        )
    },
)
COOPERATION_LEVELS = CodeList(
    "cooperation_level",
    {
        "0": N_("No contact"),
        "1": N_("Network"),
        "2": N_("Cooperation"),
        "3": N_("Coordination"),
        "4": N_("Coalition"),
        "5": N_("Joint effort"),
    },
)
RATERS = CodeList("rater", {"A": "A", "B": "B", "koordinator": N_("Coordinator")})
RATING_BASES = CodeList(
    "rating_basis",
    {"spørgeskema": N_("Survey"), "interview": N_("Interview"), "møde": N_("Meeting"), "skøn": N_("Estimate")},
)
BUDGET_KINDS = CodeList("budget_kind", {"medarbejder": N_("Staff"), "aktivitet": N_("Activity")})
POSTING_STATES = CodeList(
    "posting_state",
    {"planlagt": N_("Planned"), "disponeret": N_("Committed"), "bogført": N_("Booked")},
)


ALL: tuple[CodeList, ...] = (
    THEMES,
    TARGET_GROUPS,
    SESSION_STATES,
    MODES,
    PRESENCE,
    GENDERS,
    AGE_BANDS,
    SUBGROUPS,
    RELATIONS,
    SESSION_TYPES,
    SECTORS,
    OWNERSHIPS,
    ACTOR_STATUSES,
    ACTOR_ROLES,
    INITIATIVE_STATUSES,
    BRIDGE_KINDS,
    BRIDGE_STATUSES,
    CONSENTS,
    PAIR_VERDICTS,
    DISTRICTS,
    COOPERATION_LEVELS,
    RATERS,
    RATING_BASES,
    BUDGET_KINDS,
    POSTING_STATES,
)
