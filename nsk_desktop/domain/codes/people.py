"""The codes of participants: age, gender, relation to the area, consent, and who may be the same."""

from enum import StrEnum

from nsk_desktop.domain.codes.code_list import CodeList
from nsk_desktop.i18n import N_


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


class PairVerdict(StrEnum):
    """What a person has said of two participants who look alike."""

    POSSIBLY = "måske samme"
    SAME = "samme"
    DIFFERENT = "ikke samme"


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
LIVES_HERE = "bor i området"
RELATIONS = CodeList(
    "relation",
    {
        LIVES_HERE: N_("Lives in the area"),
        "går i skole/institution her": N_("Goes to school or day care here"),
        "familie/netværk her": N_("Family or network here"),
        "arbejder/frivillig her": N_("Works or volunteers here"),
        "andet": N_("Other"),
        "ukendt": N_("Unknown"),
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
