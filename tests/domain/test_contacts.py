"""Phone numbers and e-mail addresses: what is one is kept, what is none is refused in words."""

import pytest

from nsk_desktop.domain.contacts import parse_email, parse_phone
from nsk_desktop.errors.typed import EmailProblem, PhoneProblem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("33663366", "33 66 33 66"),
        (" 33 66 33 66 ", "33 66 33 66"),
        ("33-66-33-66", "33 66 33 66"),
        ("+45 33663366", "+45 33663366"),
        ("+46 (8) 123 456", "+46 (8) 123 456"),
        ("112", "112"),
    ],
)
def test_a_phone_number_is_kept_as_people_read_it(typed: str, kept: str) -> None:
    assert parse_phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "ring til Bo", "33 66 33 66 lokal", "1234567890123456", "33;66;33;66"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    with pytest.raises(PhoneProblem):
        parse_phone(typed)


@pytest.mark.parametrize("typed", ["ane@kk.dk", " a.b-c+d@skole.kbh.dk ", "åse@ødegård.dk"])
def test_an_address_is_kept(typed: str) -> None:
    assert parse_email(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed", ["", "ane", "ane@kk", "ane@kk..dk", "a b@kk.dk", "ane@kk.dk, bo@kk.dk", "<ane@kk.dk>"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(EmailProblem, match="e-mail"):
        parse_email(typed)
