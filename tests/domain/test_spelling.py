"""Names that are spelled alike are told from names that only look short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.spelling import Likeness, is_slip_of_year, likeness, lookup_keys, plain_name, sound_of

NAMES = st.text(alphabet="abdehilmnrsty ", max_size=12).map(plain_name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Hassan", "Alhassan"),
        ("al Hassan", "ALHASSAN"),
        ("Søren", "Soeren"),
        ("Aase", "Åse"),
        ("O'Brien", "obrien"),
        ("Işık", "ISIK"),
    ],
)
def test_two_ways_to_write_one_name_are_the_same(one: str, other: str) -> None:
    assert likeness(plain_name(one), plain_name(other)) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("fatma", "fatima"), ("amina", "amira"), ("amian", "amina"), ("yousef", "yusuf"), ("mohammed", "muhamad")],
)
def test_a_slip_or_the_same_sound_is_a_slip(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.SLIP


@pytest.mark.parametrize(
    ("one", "other"), [("fati", "fatima"), ("amina", "amina sahra"), ("kristian", "kristina"), ("hodan", "hoda")]
)
def test_a_short_form_and_one_of_several_names_are_close_at_least(one: str, other: str) -> None:
    assert likeness(one, other) in (Likeness.SLIP, Likeness.CLOSE)


@pytest.mark.parametrize(
    ("one", "other"), [("ali", "adi"), ("bo", "ib"), ("amina", "hodan"), ("emir", "omar"), ("", "bo")]
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.OTHER


@given(NAMES, NAMES)
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)


@given(NAMES, st.data())
def test_a_name_with_one_letter_wrong_is_found_by_a_shared_key(name: str, data: st.DataObject) -> None:
    glued = name.replace(" ", "")
    if glued:
        place = data.draw(st.integers(0, len(glued) - 1))
        wrong = glued[:place] + "x" + glued[place + 1 :]
        assert set(lookup_keys(wrong)) & set(lookup_keys(glued))


def test_yusuf_sounds_the_same_however_it_is_written() -> None:
    assert sound_of("yusuf") == sound_of("yousef") == sound_of("jussuf")
    assert sound_of("amina") != sound_of("hodan"), "control"


@pytest.mark.parametrize(("one", "other"), [(1985, 1986), (1985, 1895), (1985, 1958), (2003, 2013)])
def test_a_digit_or_two_that_changed_places_is_a_slip(one: int, other: int) -> None:
    assert is_slip_of_year(one, other)
    assert is_slip_of_year(other, one)


@pytest.mark.parametrize(("one", "other"), [(1985, 1985), (1985, 1997), (1999, 2000)])
def test_the_same_year_and_quite_another_are_none(one: int, other: int) -> None:
    assert not is_slip_of_year(one, other)
