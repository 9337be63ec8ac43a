"""The codes of the effort as a whole: initiatives, districts, money and half-years."""

from enum import StrEnum

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_


class BudgetKind(StrEnum):
    STAFF = "medarbejder"
    ACTIVITY = "aktivitet"


class PostingState(StrEnum):
    PLANNED = "planlagt"
    COMMITTED = "disponeret"
    BOOKED = "bogført"


class PeriodState(StrEnum):
    OPEN = "åbent"
    CLOSED = "lukket"
    SIGNED = "underskrevet"


class Indicator(StrEnum):
    """What a target can be set for."""

    PERSONS = "borgere nået"
    ATTENDANCES = "fremmøder"
    RETAINED = "kommet tre gange"
    MEETINGS = "møder afholdt"
    MOBILISED = "aktører mobiliseret"
    FIRST_MEETINGS = "første møder ved brobygning"
    TIES = "samarbejder på niveau 3"


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
BUDGET_KINDS = CodeList("budget_kind", {BudgetKind.STAFF: N_("Staff"), BudgetKind.ACTIVITY: N_("Activity")})
POSTING_STATES = CodeList(
    "posting_state",
    {
        PostingState.PLANNED: N_("Planned"),
        PostingState.COMMITTED: N_("Committed"),
        PostingState.BOOKED: N_("Booked"),
    },
)
PERIOD_STATES = CodeList(
    "period_state",
    {PeriodState.OPEN: N_("Not closed"), PeriodState.CLOSED: N_("Closed"), PeriodState.SIGNED: N_("Signed")},
)
INDICATORS = CodeList(
    "indicator",
    {
        Indicator.PERSONS: N_("Citizens reached"),
        Indicator.ATTENDANCES: N_("Attendances"),
        Indicator.RETAINED: N_("Registered who came three times or more"),
        Indicator.MEETINGS: N_("Meetings held"),
        Indicator.MOBILISED: N_("Local actors mobilised"),
        Indicator.FIRST_MEETINGS: N_("First meetings after a bridge contact"),
        Indicator.TIES: N_("Ties between actors at level 3 or more"),
    },
)
