"""Numbers and amounts of money as people type them. What could be two numbers is refused, never guessed."""

import re
import unicodedata

from nsk_desktop.errors.typed import AmountProblem, NumberProblem, UnclearAmount

_WHOLE = re.compile(r"([+-]?)(\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2})", re.ASCII)
_DANISH = re.compile(r"([+-]?)(\d{1,9}|\d{1,3}(?:[. ]\d{3}){1,2})(?:,(\d{1,2}|-))?", re.ASCII)
_ENGLISH = re.compile(r"([+-]?)(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})\.(\d{1,2})", re.ASCII)
_CURRENCY = re.compile(r"^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk|,-)$", re.IGNORECASE)


def parse_whole(text: str) -> int:
    """The whole number that *text* means: ``12``, ``1.204``, ``1 204``."""
    match = _WHOLE.fullmatch(_plain(text))
    if not match:
        raise NumberProblem(text)
    return _signed(match[1], match[2])


def parse_amount(text: str) -> int:
    """The amount in øre that *text* (kroner) means: ``1.234,50``, ``1234,5``, ``kr. 12``."""
    plain = _CURRENCY.sub("", _CURRENCY.sub("", _plain(text)))
    if english := _ENGLISH.fullmatch(plain):
        # 1234.5 is how a calculator writes it, but a point is a thousands mark here: ask, do not guess.
        digits = english[2].replace(",", "")
        raise UnclearAmount(text, f"{digits},{english[3]}", f"{digits}{english[3]}")
    match = _DANISH.fullmatch(plain)
    if not match:
        raise AmountProblem(text)
    ore = (match[3] or "").replace("-", "").ljust(2, "0")
    return _signed(match[1], match[2] + ore)


def _signed(sign: str, digits: str) -> int:
    number = int(re.sub("[. ]", "", digits))
    return -number if sign == "-" else number


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:60]).split()).replace("\N{MINUS SIGN}", "-")
