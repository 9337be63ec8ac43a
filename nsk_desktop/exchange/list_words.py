"""The words that lists of attendance are made of, Danish and English, in their folded form."""

import re
from enum import StrEnum

from nsk_desktop.domain.codes import Gender, Presence
from nsk_desktop.domain.folding import fold
from nsk_desktop.i18n import N_


class Meaning(StrEnum):
    """What a column of a list says."""

    NOTHING = "nothing"
    NAME = "name"
    GIVEN = "given"
    SURNAME = "surname"
    DAY = "day"
    MARK = "mark"
    TITLE = "title"
    THEME = "theme"
    PLACE = "place"
    AGE = "age"
    AGE_BAND = "age_band"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    PRESENCE = "presence"
    FIRST_TIME = "first_time"
    COUNT = "count"
    WOMEN = "women"
    MEN = "men"


LABELS = {
    Meaning.NOTHING: N_("not read"),
    Meaning.NAME: N_("name or alias"),
    Meaning.GIVEN: N_("first name"),
    Meaning.SURNAME: N_("surname"),
    Meaning.DAY: N_("date"),
    Meaning.MARK: N_("who came that day"),
    Meaning.TITLE: N_("activity"),
    Meaning.THEME: N_("theme"),
    Meaning.PLACE: N_("place"),
    Meaning.AGE: N_("age"),
    Meaning.AGE_BAND: N_("age group"),
    Meaning.BIRTH_YEAR: N_("birth year"),
    Meaning.GENDER: N_("gender"),
    Meaning.PRESENCE: N_("there or not"),
    Meaning.FIRST_TIME: N_("first time"),
    Meaning.COUNT: N_("number without names"),
    Meaning.WOMEN: N_("number of women"),
    Meaning.MEN: N_("number of men"),
}

_HEADINGS = {
    Meaning.NAME: (
        "navn deltager deltagernavn fulde-navn navn-pa-deltager alias kaldenavn name participant full-name person "
        "borger deltagere navne"
    ),
    Meaning.GIVEN: "fornavn fornavne first-name given-name firstname",
    Meaning.SURNAME: "efternavn efternavne surname last-name lastname familienavn",
    Meaning.DAY: "dato modedato dag date day dato-for-mode dato-for-aktivitet tidspunkt",
    Meaning.TITLE: "aktivitet titel mode forlob arrangement emne activity title event hold aktivitetens-navn gruppe",
    Meaning.THEME: "tema temaer theme themes",
    Meaning.PLACE: "sted lokale adresse-for-mode place venue location lokation",
    Meaning.AGE: "alder ar-gammel age",
    Meaning.AGE_BAND: "aldersgruppe alderstrin aldersinterval age-group age-band",
    Meaning.BIRTH_YEAR: "fodselsar fodt fodtar fodear arstal birth-year year-of-birth",
    Meaning.GENDER: "kon gender sex k/m m/k",
    Meaning.PRESENCE: (
        "til-stede fremmode modt tilstede deltog present attended attendance deltaget fremmodt modte-op status kom"
    ),
    Meaning.FIRST_TIME: "forste-gang ny nye first-time new forste-gang? ny-deltager",
    Meaning.COUNT: (
        "antal antal-deltagere deltagerantal antal-personer i-alt count number headcount fremmodte antal-fremmodte "
        "antal-uden-navn participants people number-of-people"
    ),
    Meaning.WOMEN: "kvinder antal-kvinder heraf-kvinder women females",
    Meaning.MEN: "maend antal-maend heraf-maend men males",
}
HEADINGS = {word.replace("-", " "): meaning for meaning, words in _HEADINGS.items() for word in words.split()}
"""What is written over columns, and what is meant by it."""
_NEVER_READ = re.compile(r"(?:cpr|personn(?:ummer|r)|telefon|tlf|mobil|phone|e ?mail|mail|adresse|address)\b.*|cpr.*")

_PRESENT = "x xx v + ✓ ✔ √ ☑ ☒ ja j yes y true sand til-stede tilstede modt deltog kom present 1 ok deltaget fremmodt"
_ABSENT = "nej n no 0 - – — o fravaerende fravaer udeblevet udeblev absent false falsk ej ikke ikke-modt"
_EXCUSED = "afbud a syg sygdom meldt-afbud excused ferie"
MARKS = {
    word.replace("-", " ") if len(word) > 1 else word: status
    for status, words in ((Presence.PRESENT, _PRESENT), (Presence.ABSENT, _ABSENT), (Presence.EXCUSED, _EXCUSED))
    for word in words.split()
}
"""How somebody is ticked off."""
GENDER_WORDS = {
    word: gender
    for gender, words in (
        (Gender.WOMAN, "k kvinde kvinder pige piger f w female woman girl dame hun kv"),
        (Gender.MAN, "m mand maend dreng drenge male man boy herre han"),
        (Gender.OTHER, "andet other"),
        (Gender.NOT_STATED, "ukendt ? unknown"),
    )
    for word in words.split()
}
TOTALS = ("i alt", "ialt", "total", "totalt", "sum", "samlet", "gennemsnit", "antal i alt", "antal deltagere", "antal")
"""How a row begins that adds up the others."""
_UNNAMED = {
    "kvinder": Gender.WOMAN,
    "piger": Gender.WOMAN,
    "maend": Gender.MAN,
    "drenge": Gender.MAN,
    "uden navn": Gender.NOT_STATED,
    "anonyme": Gender.NOT_STATED,
    "andre": Gender.NOT_STATED,
    "gaester": Gender.NOT_STATED,
    "personer": Gender.NOT_STATED,
    "women": Gender.WOMAN,
    "men": Gender.MAN,
}
"""What stands instead of a name before the numbers of people without one."""


def word_of(text: str) -> str:
    """*text* as the words above are written: folded, without signs around it."""
    return " ".join(fold(text.replace("\n", " ")[:120]).strip(" .:;*()#").replace("-", " ").split())


def is_never_read(text: str) -> bool:
    """Whether a column with this heading holds what the program never keeps."""
    return _NEVER_READ.fullmatch(word_of(text)) is not None


def is_total(text: str) -> bool:
    """Whether a row that begins with *text* only adds up."""
    word = word_of(text)
    return word in TOTALS or word.startswith(("i alt ", "ialt ", "total ", "sum "))


def unnamed_gender(text: str) -> Gender | None:
    """The gender of the people that a row counts without their names; None for a name."""
    word = word_of(text)
    for extra in (" uden navn", " anonyme", " without names"):
        word = word.removesuffix(extra)
    return _UNNAMED.get(word.removeprefix("antal "))
