"""Code lists: every code has a Danish label, is found by it, and an unknown one is shown."""

import pytest

from nsk_desktop.domain import codes
from nsk_desktop.domain.ages import age_band
from nsk_desktop.domain.codes import CodeList

LISTS = [value for value in vars(codes).values() if isinstance(value, CodeList)]


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.name)
def test_every_code_is_found_by_itself_and_by_its_label_in_any_case(listed: CodeList) -> None:
    for code in listed.codes:
        assert listed.find(code) == code
        assert listed.find(f"  {code.upper()} ") == code
        assert listed.label(code)
        if listed.name != "theme_short":
            assert listed.find(listed.label(code).upper()) == code


def test_an_unknown_code_is_shown_and_not_found() -> None:
    assert codes.SECTORS.label("cirkus") == "cirkus"
    assert codes.SECTORS.find("cirkus") is None
    assert codes.SECTORS.label(None) == ""


@pytest.mark.parametrize(
    ("age", "band"),
    [
        *((0, "0-12"), (12, "0-12"), (13, "13-17"), (17, "13-17"), (18, "18-29"), (29, "18-29"), (30, "30-59")),
        *((59, "30-59"), (60, "60+"), (120, "60+"), (121, "ukendt"), (-1, "ukendt")),
    ],
)
def test_age_bands(age: int, band: str) -> None:
    assert age_band(age) == band


def test_meetings_between_professionals_never_count_as_reach() -> None:
    assert {"netværksmøde", "styregruppemøde", "koordineringsmøde"} == set(codes.NEVER_REACH)
