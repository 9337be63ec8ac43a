"""Entries for reaching somebody: a phone number, an e-mail address."""

from nsk_desktop.domain.contacts import parse_email, parse_phone
from nsk_desktop.ui.widgets.entry import LineEntry


class PhoneEntry(LineEntry):
    """A phone number."""

    empty = ""

    def read(self, text: str) -> str:
        return parse_phone(text)


class EmailEntry(LineEntry):
    """An e-mail address."""

    empty = ""

    def read(self, text: str) -> str:
        return parse_email(text)
