"""Danish holidays: the one door to the library that knows them."""

from datetime import date
from functools import cache

from nsk_desktop.i18n import language

_LANGUAGES = {"da": "da", "en": "en_US"}


def holiday_name(day: date) -> str:
    """The name of the Danish holiday on *day*, or nothing.

    Days that many have off (1 May, Constitution Day, Christmas Eve, New Year's Eve) are among them: a meeting on
    one of them is asked about, and a needless question harms nobody.
    """
    return _of_year(day.year, language()).get(day, "")


@cache
def _of_year(year: int, spoken: str) -> dict[date, str]:
    import holidays

    days = holidays.country_holidays(
        "DK", years=year, categories=("public", "optional"), language=_LANGUAGES.get(spoken, "da")
    )
    # Danish calendars write the second days with a number.
    return {day: name.replace("Anden ", "2. ") for day, name in days.items()}
