"""What the effort works on and for whom: themes and target groups."""

from enum import StrEnum

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_


class Theme(StrEnum):
    DEMOCRACY = "T1"
    PEER = "T2"
    ATTITUDES = "T3"
    COMPETENCE = "T4"


class TargetGroup(StrEnum):
    CITIZENS = "M1"
    LOCAL_ACTORS = "M2"


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
