"""The text guard: what may identify somebody is found in every way people write it, and ordinary text is let out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nsk_desktop.domain.text_guard import ADDRESS, EMAIL, NAME, PERSONAL_NUMBER, PHONE, TextGuard, guard_over, without

GUARD = TextGuard(["Rose", "Amina Hassan", "Hassan", "Bo", "", "Åse"])


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "010190\N{EN DASH}1234",
        "010190\N{MINUS SIGN}1234",
        "010190\N{NO-BREAK SPACE}1234",
        "01/01/1990-1234",
        "0101901234",
        "010190 1234",
        "01.01.90-1234",
        "01 01 90 1234",
        "01-01-90-1234",
        "610190-1234",
        "CPR:311299-0000.",
    ],
)
def test_a_personal_number_is_found_however_it_is_written(text: str) -> None:
    assert PERSONAL_NUMBER in GUARD.findings(text)


@pytest.mark.parametrize("text", ["321390-1234", "12345", "1234567", "Uge 10 2025", "99 88 77 6655 44"])
def test_other_digits_are_no_personal_number(text: str) -> None:
    assert PERSONAL_NUMBER not in GUARD.findings(text)


@pytest.mark.parametrize("text", ["20123456", "20 12 34 56", "+45 2012 3456", "tlf. 20-12-34-56", "004520123456"])
def test_a_phone_number_is_found(text: str) -> None:
    assert PHONE in GUARD.findings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Møde 20250304",
        "kl. 19.00-21.00",
        "2025",
        "12 deltagere",
        "04.03.2025",
        "Næste gang 25.03.2025",
        "31.12.2024-1.1.2025",
        "2025-03-24",
    ],
)
def test_dates_and_times_are_no_phone_number(text: str) -> None:
    assert GUARD.findings(text) == []


def test_an_email_is_found() -> None:
    assert GUARD.findings("Skriv til rosa.s@kk.dk") == [EMAIL]


@pytest.mark.parametrize(
    "text", ["Åkandevej 12", "Frederikssundsvej 4B", "Bellahøjs Alle 3", "Store Gade 1", "Torvets plads 2"]
)
def test_a_street_with_a_number_is_an_address(text: str) -> None:
    assert ADDRESS in GUARD.findings(text)


@pytest.mark.parametrize("text", ["Vej til job", "Hold 2 i haven", "Gadens dag", "Uge 12"])
def test_a_street_without_a_number_is_none(text: str) -> None:
    assert GUARD.findings(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Rose",
        "samtale med rose",
        "ROSE!",
        "Roses mor",
        "Rose's mor",
        "Åses gruppe",
        "Aases mor",
        "aase",
        "(Hassan)",
        "Amina Hassan og co",
    ],
)
def test_a_name_is_found_in_any_case_and_form(text: str) -> None:
    assert GUARD.findings(text) == [NAME]


@pytest.mark.parametrize("text", ["Roser i haven", "Prosedag", "Bo i Tingbjerg", "Rosenhaven", "Kvindegruppen"])
def test_words_that_only_look_like_a_name_are_let_out(text: str) -> None:
    assert GUARD.findings(text) == []


def test_what_was_found_is_told_in_danish() -> None:
    assert NAME.label == "navnet på en deltager"


@pytest.mark.parametrize(
    "text",
    ["Mimersgade 4, 2. tv", "Ved Kæret 12", "Rådmandsgade 41 B", "Hans Tavsens Gade 5 st. th", "Nørrebros Park 3"],
)
def test_addresses_of_more_kinds_are_found(text: str) -> None:
    assert ADDRESS in GUARD.findings(text)


@pytest.mark.parametrize("text", ["hold i haven 3 gange", "parken 2 uger", "en park 12 år gammel", "Vejle 2025"])
def test_common_words_with_a_number_are_no_address(text: str) -> None:
    assert GUARD.findings(text) == []


def test_each_place_is_told_once_and_where_it_stands() -> None:
    text = "Ring til Amina Hassan på 20 12 34 56 eller skriv til a@b.dk, 010190-1234"
    spots = GUARD.spots(text)
    assert [(spot.finding, text[spot.start : spot.end]) for spot in spots] == [
        (PERSONAL_NUMBER, "010190-1234"),
        (PHONE, "20 12 34 56"),
        (EMAIL, "a@b.dk"),
        (NAME, "Amina Hassan"),
    ]


def test_taking_the_places_out_leaves_the_rest_of_the_sentence() -> None:
    text = "Ring til Rose på 20 12 34 56. Vi talte om Åses job"
    assert without(text, GUARD.spots(text)) == "Ring til på. Vi talte om job"
    assert GUARD.findings(without(text, GUARD.spots(text))) == []


def test_control_without_spots_nothing_is_taken_out() -> None:
    assert without("Rose 20123456", []) == "Rose 20123456"


@pytest.mark.parametrize(
    "text", ["vejvej" * 8000, "a.b-c+" * 8000, "x-" * 20000 + "@", "vej 3" + " " * 30000, "12 34 " * 8000]
)
def test_a_pasted_text_without_end_is_looked_through_all_the_same(text: str) -> None:
    # Each of these took minutes when a pattern could look back over all of it.
    assert all(spot.end <= len(text) for spot in TextGuard(["Amina Yusuf"]).spots(text))


def test_a_name_of_many_words_is_found_whole() -> None:
    name = "Abd al-Rahman ibn Khalid El Hassan Omar"
    (spot,) = TextGuard([name]).spots(f"I dag kom {name} igen")
    assert (spot.finding, spot.end - spot.start) == (NAME, len(name))


PARTS = st.text(st.sampled_from("abåéo -'´s"), max_size=6)


@given(called=st.lists(st.tuples(PARTS, PARTS) | st.tuples(PARTS), max_size=6), texts=st.lists(PARTS, max_size=5))
@example(called=[("Alhassan",), ("Bo", "By")], texts=["Hos Al-Hassan"])
def test_a_guard_over_some_texts_finds_in_them_what_one_that_knows_everybody_does(
    called: list[tuple[str, ...]], texts: list[str]
) -> None:
    names = [name for parts in called for name in (*parts, " ".join(parts)) if name.strip()]
    everybody, few = TextGuard(names), guard_over(texts, called)
    assert [few.spots(text) for text in texts] == [everybody.spots(text) for text in texts]
    told: list[int] = []
    assert not guard_over(["Ring til Åse"], [("Bo", "Ali")] * 3, lambda: told.append(1)).findings("Bo Ali")
    assert len(told) == 3
