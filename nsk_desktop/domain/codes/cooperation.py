"""The codes of local actors: who they are, bridges between them, advice, and how well they work together."""

from enum import StrEnum

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_


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
DIRECTED_TO = CodeList(
    "directed_to",
    {
        "Etnisk Konsulentteam": N_("Ethnic Consultant Team"),
        "social kontrol-vejleder (Jobcenter)": N_("Social control adviser (job centre)"),
        "RED Rådgivning": N_("RED Counselling"),
        "sikkerhedskonsulent": N_("Security consultant"),
        "Socialforvaltningen (underretning vejledt)": N_("Social services (guided in notifying)"),
        "politi": N_("Police"),
        "andet": N_("Other"),
    },
)
