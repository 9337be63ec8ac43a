"""The text guard: what may identify somebody in a text that is about to leave the laptop."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.folding import folded_forms
from nsk_desktop.i18n import N_, _

LONGEST_NAME = 4
"""Words in the longest name that is looked for."""
_LEAST_LETTERS = 3

# A personal number is a date and four digits in every written variant; no modulus 11, and day + 60 is allowed.
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(\d\d)[ ./-]?(\d\d)[ ./-]?(\d\d)[ ./-]{0,3}\d{4}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:(?:\+|00) ?45[ .-]?)?[2-9]\d(?:[ .-]?\d\d){3}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_ADDRESS = re.compile(
    r"\b\w*(?:vej|vejen|gade|gaden|alle|allé|plads|stræde|vænget?|parken|boulevard|toften|haven) \d+[a-z]?\b", re.I
)
_DATE_DIGITS = re.compile(r"20[234]\d[01]\d[0-3]\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: its kind (a message id)."""

    kind: str

    @property
    def label(self) -> str:
        return _(self.kind)


PERSONAL_NUMBER = Finding(N_("a personal number"))
PHONE = Finding(N_("a phone number"))
EMAIL = Finding(N_("an e-mail address"))
ADDRESS = Finding(N_("an address"))
NAME = Finding(N_("the name of a participant"))


class TextGuard:
    """Looks for personal numbers, phones, e-mails, addresses and the names it was given."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        folded = (" ".join(words) for name in names for words in _spellings(name))
        self._names = {name for name in folded if sum(char.isalpha() for char in name) >= _LEAST_LETTERS}

    def findings(self, text: str) -> list[Finding]:
        """Everything in *text* that may identify somebody."""
        found = []
        if any(_is_date(*match.groups()) for match in _PERSONAL_NUMBER.finditer(text)):
            found.append(PERSONAL_NUMBER)
        if any(not _DATE_DIGITS.fullmatch(match[0]) for match in _PHONE.finditer(text)):
            found.append(PHONE)
        if _EMAIL.search(text):
            found.append(EMAIL)
        if _ADDRESS.search(text):
            found.append(ADDRESS)
        if self._names and self._has_name(text):
            found.append(NAME)
        return found

    def _has_name(self, text: str) -> bool:
        lengths = range(1, LONGEST_NAME + 1)
        spoken = {
            " ".join(words[start : start + length])
            for words in _spellings(text)
            for start in range(len(words))
            for length in lengths
        }
        # Danish puts an s on whose it is: "Roses mor".
        return any(name in self._names or name.removesuffix("s") in self._names for name in spoken)


def _spellings(text: str) -> list[list[str]]:
    """The words of *text* in each way that they may be typed: Åse is also Aase and Ase."""
    return [re.findall(r"\w+", form) for form in folded_forms(text)]


def _is_date(day: str, month: str, year: str) -> bool:
    try:
        date(2000 + int(year), int(month), int(day) - 60 if int(day) > 60 else int(day))
    except ValueError:
        return False
    return True
