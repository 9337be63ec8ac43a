"""Phone numbers and e-mail addresses as people type them."""

import re

from nsk_desktop.errors.typed import EmailProblem, PhoneProblem

_PHONE = re.compile(r"\+?[\d ().-]+", re.ASCII)
_EMAIL = re.compile(r"[^\s@,;<>()]+@[^\s@,;<>().]+(?:\.[^\s@,;<>().]+)+")
_FEWEST, _MOST = 3, 15
_DANISH = 8


def parse_phone(text: str) -> str:
    """*text* as a phone number; eight digits stand in pairs. Raises PhoneProblem when it is none."""
    plain = " ".join(text.split())
    digits = re.sub(r"\D", "", plain)
    if not _PHONE.fullmatch(plain) or not _FEWEST <= len(digits) <= _MOST:
        raise PhoneProblem(text)
    if len(digits) == _DANISH and not plain.startswith("+"):
        return " ".join(digits[place : place + 2] for place in range(0, _DANISH, 2))
    return plain


def parse_email(text: str) -> str:
    """*text* as an e-mail address. Raises EmailProblem when it is none."""
    plain = text.strip()
    if not _EMAIL.fullmatch(plain):
        raise EmailProblem(text)
    return plain
