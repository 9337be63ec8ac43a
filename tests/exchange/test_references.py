"""References that end exactly at a table's old last row grow; all others keep every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.exchange.references import (
    Growing,
    Growth,
    grow,
    grow_areas,
    is_one_reference,
    is_relative,
    mentions,
    shift,
)

GROWTHS = [
    Growth("Aktiviteter", 1, 6, 2, 10, 5, totals=False),
    Growth("Muligt samme", 1, 3, 2, 2, 4, totals=False),
    Growth("Møder d'or", 2, 4, 5, 8, 3, totals=True),
]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(Aktiviteter!A2:A10)", "SUM(Aktiviteter!A2:A15)"),
        ("SUM(Aktiviteter!$A$2:$F$10)*2", "SUM(Aktiviteter!$A$2:$F$15)*2"),
        ("aktiviteter!A1:B10+'Aktiviteter'!A5:A10", "aktiviteter!A1:B15+'Aktiviteter'!A5:A15"),
        ("SUM(Aktiviteter!A2:A9,Aktiviteter!A2:A11)", None),
        ("SUM(Aktiviteter!G2:G10)", None),
        ("SUM(Aktiviteter!F2:H10)", "SUM(Aktiviteter!F2:H15)"),
        ("SUM(Andet!A2:A10)+A2:A10", None),
        ("SUM([1]Aktiviteter!A2:A10)+'[b.xlsx]Aktiviteter'!A2:A10", None),
        ("Aktiviteter!A10+Aktiviteter!$A$10+Aktiviteter!B10:F10", None),
        ("SUM(Aktiviteter!$A$2:A10)", None),
        ('"Aktiviteter!A2:A10"&"a""Aktiviteter!A2:A10"', None),
        ("nsk_Aktiviteter[[#This Row],[A2:A10]]+nsk_A[antal]", None),
        ("Aktiviteter!A2:A10x+Aktiviteter!A2:A101", None),
        ("SUM('Muligt samme'!B2:B2)", "SUM('Muligt samme'!B2:B6)"),
        ("'Muligt samme'!B2+'Muligt samme'!B2:C2", None),
        ("SUM('Møder d''or'!$C$5:$C$8)", "SUM('Møder d''or'!$C$5:$C$11)"),
        ("'Møder d''or'!C9+'Møder d''or'!C9:D9", "'Møder d''or'!C12+'Møder d''or'!C12:D12"),
        ("SUM('Møder d''or'!B4:D9)", "SUM('Møder d''or'!B4:D12)"),
        ("LOG10(Aktiviteter!A2:A10)+1E10", "LOG10(Aktiviteter!A2:A15)+1E10"),
        ("SUM(Første:Aktiviteter!A2:A10)", None),
        ("Navn.A2:A10+A2:A10(1)", None),
    ],
)
def test_a_formula_grows_where_it_ends_at_the_last_row(before: str, after: str | None) -> None:
    assert grow(before, GROWTHS, Growing.FORMULA) == (after or before)


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("A2:A10+$A$2:$A$10", "A2:A10+$A$2:$A$15", Growing.FIXED),
        ("B10/SUM(B$2:B$10)", "B10/SUM(B$2:B$15)", Growing.FIXED),
        ("SUM($B$2:B10)", None, Growing.FIXED),
        ("SUM(B2:B10)", "SUM(B2:B15)", Growing.FORMULA),
        ("A10", None, Growing.SERIES),
        ("'Muligt samme'!$B$2", "'Muligt samme'!$B$2:$B$6", Growing.SERIES),
        ("'Muligt samme'!$B$2:$C$2", None, Growing.SERIES),
    ],
)
def test_where_a_reference_stands_decides_how_boldly_it_grows(before: str, after: str | None, rule: Growing) -> None:
    assert grow(before, GROWTHS, rule, home="Aktiviteter") == (after or before)


def test_areas_grow_also_when_the_table_has_one_row() -> None:
    assert grow_areas("A2:C2 H1 D1:D2", GROWTHS, "Muligt samme") == "A2:C6 H1 D1:D2"
    assert grow_areas("B2", GROWTHS, "Muligt samme") == "B2:B6"
    assert grow_areas("A10 A1:F10", GROWTHS, "Aktiviteter") == "A10 A1:F15"


def test_a_copied_formula_follows_its_row() -> None:
    assert shift('A2*$B$1+C$3:C4+Ark!D5+LOG10(E6)&"F7"', 3) == 'A5*$B$1+C$3:C7+Ark!D8+LOG10(E9)&"F7"'
    assert shift("nsk_A[[#This Row],[A1]]+'A1 b'!navn+1E5+TAX", 1) == "nsk_A[[#This Row],[A1]]+'A1 b'!navn+1E5+TAX"
    assert shift("A2+$B$1+C$3:$D4", -1, 2) == "C1+$B$1+E$3:$D3"
    assert is_relative("A2+1")
    assert not is_relative("nsk_A[x]+$A$2")


def test_a_reference_alone_and_a_mention_are_recognised() -> None:
    assert is_one_reference("Ark!$A$1:$A$9")
    assert not is_one_reference("SUM(Ark!$A$1:$A$9)")
    assert mentions("OFFSET('Muligt samme'!$A$1,0,0)", ["muligt samme"])
    assert not mentions('"Aktiviteter!A1"', ["Aktiviteter"])


@given(st.text(alphabet="AB12$:!'\"[](),+ xø", max_size=30))
def test_any_text_survives_when_nothing_grows(text: str) -> None:
    far = [Growth("x", 1, 3, 900, 999, 5, totals=False)]
    assert grow(text, far, Growing.FORMULA, home="x") == text
    assert shift(text, 0) == text
