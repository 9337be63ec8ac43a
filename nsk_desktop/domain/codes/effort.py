"""The codes of the effort as a whole: initiatives, districts and money."""

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_

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
BUDGET_KINDS = CodeList("budget_kind", {"medarbejder": N_("Staff"), "aktivitet": N_("Activity")})
POSTING_STATES = CodeList(
    "posting_state",
    {"planlagt": N_("Planned"), "disponeret": N_("Committed"), "bogført": N_("Booked")},
)
