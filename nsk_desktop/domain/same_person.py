"""How likely it is that two participants are one person, and why. A suggestion is a question, never an answer.

Every agreement is worth as much as it is rare: how often one person is written down like that twice, against how often
two people happen to be (the model of Fellegi and Sunter, with the shares of names and years taken from the people in
the store). What a slip of the pen is worth was said beforehand from what one would expect; no set of people with known
answers went into it.
"""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from math import exp, log
from typing import NamedTuple

from nsk_desktop.domain.codes import AgeBand, Gender
from nsk_desktop.domain.name_index import NameIndex, Part
from nsk_desktop.domain.spelling import Likeness, is_slip_of_year, plain_name

WORTH_ASKING = 0.2
"""From here on two are suggested: one in five is worth a question, because whoever is missed counts twice."""

# How one and the same person is written down a second time, seen from each of these.
_NAME_AGAIN = {Likeness.SAME: 0.75, Likeness.SLIP: 0.12, Likeness.CLOSE: 0.05, Likeness.OTHER: 0.08}
_SWAPPED = 0.05
_YEAR_AGAIN, _YEAR_SLIP, _OTHER_YEAR = 0.9, 0.06, 0.04
# While few years are known, as if so many more people were spread over so many years.
_AS_IF, _AS_IF_YEARS = 20, 60
# How often two different people agree like that by chance.
_CHANCE_OF_SLIP, _CHANCE_OF_OTHER_YEAR = 0.18, 0.8
_SAME_BAND, _FAR_BAND = log(0.8 / 0.3), log(0.05 / 0.4)
_SAME_GENDER, _OTHER_GENDER = log(0.97 / 0.5), log(0.03 / 0.5)
_BANDS = tuple(band for band in AgeBand if band is not AgeBand.UNKNOWN)


class Person(NamedTuple):
    """What is known of a participant that tells them from others."""

    id: str
    given: str
    surname: str
    birth_year: int | None = None
    age_band: str | None = None
    gender: str | None = None


class Reason(StrEnum):
    """What speaks for or against two being one person."""

    SAME_NAME = "same name"
    LIKE_GIVEN = "like given"
    LIKE_SURNAME = "like surname"
    OTHER_GIVEN = "other given"
    OTHER_SURNAME = "other surname"
    NO_SURNAME = "no surname"
    SWAPPED = "swapped"
    SAME_YEAR = "same year"
    SLIP_OF_YEAR = "slip of year"
    OTHER_YEAR = "other year"
    SAME_BAND = "same band"
    OTHER_BAND = "other band"
    OTHER_GENDER = "other gender"


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two are one person, and the reasons, names first."""

    score: float
    reasons: tuple[Reason, ...]


def name_parts(alias: str, surname: str) -> tuple[str, str]:
    """The given name and the surname in plain letters; the last word of an alias is a surname when none is given."""
    given, last = plain_name(alias), plain_name(surname)
    if given and not last and " " in given:
        given, _blank, last = given.rpartition(" ")
    return given, last


class Comparison:
    """Compares people of one crowd, whose names and years say how rare an agreement is."""

    def __init__(self, names: NameIndex, year_counts: Counter[int]) -> None:
        self._names = names
        self._years = year_counts
        self.people = 0

    def match(self, one: Person, other: Person) -> Match:
        """The likelihood in [0, 1] that two are one person; the order does not matter."""
        names, reasons = self._compare_names(one, other)
        age, age_reason = self._compare_ages(one, other)
        gender = self._compare_genders(one, other)
        if age_reason:
            reasons += (age_reason,)
        if gender < 0:
            reasons += (Reason.OTHER_GENDER,)
        odds = names + age + gender - log(max(self.people, 1))
        return Match(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), reasons)

    def _compare_names(self, one: Person, other: Person) -> tuple[float, tuple[Reason, ...]]:
        like = self._names.likeness
        given, surname = like(one.given, other.given), like(one.surname, other.surname)
        straight = self._weigh(one.given, other.given, given, Part.GIVEN)
        straight += self._weigh(one.surname, other.surname, surname, Part.SURNAME)
        if Likeness.OTHER in (given, surname):
            crossed = self._weigh(one.given, other.surname, like(one.given, other.surname), None)
            crossed += self._weigh(one.surname, other.given, like(one.surname, other.given), None)
            if crossed + log(_SWAPPED) > straight:
                return crossed + log(_SWAPPED), (Reason.SWAPPED,)
        if not (one.surname and other.surname):
            lacking = (Reason.NO_SURNAME,) if one.surname or other.surname else ()
            return straight, (_GIVEN[given], *lacking)
        if given is surname is Likeness.SAME:
            return straight, (Reason.SAME_NAME,)
        return straight, tuple(
            reason
            for level, words in ((given, _GIVEN), (surname, _SURNAME))
            if (reason := words[level]) is not Reason.SAME_NAME
        )

    def _weigh(self, one: str, other: str, level: Likeness, part: Part | None) -> float:
        if not one or not other:
            return 0.0
        if level is Likeness.OTHER:
            return log(_NAME_AGAIN[level])
        # Whoever bears the name is no chance for themselves: without them it is never less than one of all.
        least = 1 / max(self.people, 1)
        shares = (max(self._names.share(name, part, level) - least, least) for name in (one, other))
        return log(_NAME_AGAIN[level] / (sum(shares) / 2))

    def _compare_ages(self, one: Person, other: Person) -> tuple[float, Reason | None]:
        first, second = one.birth_year, other.birth_year
        if first and second:
            if first == second:
                chance = (self._years[first] + _AS_IF / _AS_IF_YEARS) / (self._years.total() + _AS_IF)
                return log(_YEAR_AGAIN / chance), Reason.SAME_YEAR
            if is_slip_of_year(first, second):
                return log(_YEAR_SLIP / _CHANCE_OF_SLIP), Reason.SLIP_OF_YEAR
            return log(_OTHER_YEAR / _CHANCE_OF_OTHER_YEAR), Reason.OTHER_YEAR
        if one.age_band in _BANDS and other.age_band in _BANDS:
            apart = abs(_BANDS.index(AgeBand(one.age_band)) - _BANDS.index(AgeBand(other.age_band)))
            if apart == 0:
                return _SAME_BAND, Reason.SAME_BAND
            # A band that was said years ago may be the one below by now.
            return (_FAR_BAND, Reason.OTHER_BAND) if apart > 1 else (0.0, None)
        return 0.0, None

    def _compare_genders(self, one: Person, other: Person) -> float:
        known = {one.gender, other.gender} - {None, Gender.NOT_STATED}
        if len(known) == 2:
            return _OTHER_GENDER
        return _SAME_GENDER if known and one.gender == other.gender else 0.0


_GIVEN = {
    Likeness.SAME: Reason.SAME_NAME,
    Likeness.SLIP: Reason.LIKE_GIVEN,
    Likeness.CLOSE: Reason.LIKE_GIVEN,
    Likeness.OTHER: Reason.OTHER_GIVEN,
}
_SURNAME = {
    Likeness.SAME: Reason.SAME_NAME,
    Likeness.SLIP: Reason.LIKE_SURNAME,
    Likeness.CLOSE: Reason.LIKE_SURNAME,
    Likeness.OTHER: Reason.OTHER_SURNAME,
}
