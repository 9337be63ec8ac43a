"""The words for days, weekdays and months that people type, Danish and English side by side.

Both languages are read whatever language is shown: a sheet that a colleague filled in does not know ours.
"""

from nsk_desktop.i18n import N_

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)

_DANISH_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_DANISH_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)

NAMED_DAYS = {
    "d": 0,
    "i dag": 0,
    "idag": 0,
    "today": 0,
    "i går": -1,
    "igår": -1,
    "i gaar": -1,
    "yesterday": -1,
    "i forgårs": -2,
    "forgårs": -2,
    "day before yesterday": -2,
    "i morgen": 1,
    "imorgen": 1,
    "tomorrow": 1,
    "i overmorgen": 2,
    "overmorgen": 2,
    "day after tomorrow": 2,
}
"""Days from today."""

NUMBERS = {"en": 1, "et": 1, "én": 1, "ét": 1, "a": 1, "an": 1, "one": 1, "to": 2, "two": 2, "tre": 3, "three": 3}

UNITS = {
    **dict.fromkeys(("d", "dag", "dage", "day", "days"), "day"),
    **dict.fromkeys(("u", "w", "uge", "uger", "week", "weeks"), "week"),
    **dict.fromkeys(("md", "mdr", "måned", "måneder", "month", "months"), "month"),
}


def _beginnings(words: tuple[str, ...], shortest: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, word in enumerate(words, 1):
        plain = word.casefold()
        for spelling in {plain, plain.replace("ø", "o"), plain.replace("ø", "oe")}:
            for length in range(shortest, len(spelling) + 1):
                found[spelling[:length]] = number
    return found


WEEKDAY_NUMBERS = {**_beginnings(WEEKDAYS, 3), **_beginnings(_DANISH_WEEKDAYS, 2)}
"""Every accepted beginning of a weekday's name, as 1 (Monday) to 7."""
MONTH_NUMBERS = {**_beginnings(MONTHS, 3), **_beginnings(_DANISH_MONTHS, 3)}
