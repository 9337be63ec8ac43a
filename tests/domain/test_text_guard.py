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
        "0 1 0 1 9 0 1 2 3 4",
        "0 1 0 1 9 0 - 1 2 3 4",
        "0 1 0 1 9 0-1 2 3 4.",
        "\N{NO-BREAK SPACE}".join("6101901234"),
    ],
)
def test_a_personal_number_is_found_however_it_is_written(text: str) -> None:
    assert PERSONAL_NUMBER in GUARD.findings(text)


@pytest.mark.parametrize(
    "text",
    [
        *("321390-1234", "12345", "1234567", "Uge 10 2025", "99 88 77 6655 44"),
        *("1 2 3 4 5 6 7 8 9 10", "3 2 1 3 9 0 1 2 3 4", "0 1 0 1 9 0 1 2 3", "0 1 0 1 9 0 1 2 3 4 5"),
    ],
)
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


@pytest.mark.parametrize("text", ["+46 70 123 45 67", "+49 151 23456789", "0046 70 123 45 67", "20/12/34/56"])
def test_a_phone_number_from_abroad_is_found_whole(text: str) -> None:
    assert [text[spot.start : spot.end] for spot in GUARD.spots(text)] == [text]


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


@pytest.mark.parametrize(
    "text",
    [
        "Terrasserne 12",
        "vi ses i Langhusene 4",
        "Ruten 7, 1. tv",
        "Gavlhusene 3B",
        "hun bor på Store Kro 12",
        "adressen er Kildeheden 8",
        "flyttet til Sandholm 5, 2. th",
        "Langelinie 12 st. tv",
    ],
)
def test_a_house_whose_street_ends_like_no_street_is_an_address(text: str) -> None:
    assert ADDRESS in GUARD.findings(text)


MARKED = "م\u064fح\u064eم\u0651\u064eد"
PLAIN = "محمد"


@pytest.mark.parametrize(("known", "said"), [(MARKED, PLAIN), (PLAIN, MARKED), (MARKED, MARKED), ("Åse", "A\u030ase")])
def test_a_name_is_found_with_and_without_the_marks_over_its_letters(known: str, said: str) -> None:
    (spot,) = TextGuard([known]).spots(f"samtale med {said} i dag")
    assert (spot.finding, spot.start, spot.end) == (NAME, 12, 12 + len(said))


@pytest.mark.parametrize("text", ["Jeg talte med Bo", "Bo", "vi besøgte Bos mor", "Amina og Bo kom", "(og Bo)"])
def test_a_name_of_two_letters_is_found_where_it_can_be_no_other_word(text: str) -> None:
    assert GUARD.findings(text) == [NAME]


@pytest.mark.parametrize(
    "text", ["Bo i Tingbjerg", "hvor de bo", "BO-VEST kom", "Hun er glad. Bo selv er svært", "- Bo i egen bolig"]
)
def test_a_name_of_two_letters_is_let_out_where_it_is_a_word(text: str) -> None:
    assert GUARD.findings(text) == []


ORDINARY = """
Vi var 14 kvinder og 3 børn til fællesspisning, og alle blev til kl. 21.
Kaffe og kage til 25 personer, 340 kr. i alt, bilag 12.
Næste møde er tirsdag den 18. marts kl. 17.30 i beboerhuset.
Uge 10 og 12 er aflyst på grund af vinterferie og påske.
Hold 2 i haven såede ærter, hold 3 malede bænke.
Park og vej holdt oplæg om legepladsen ved blok 4.
De unge vil gerne have et sted at være efter kl. 20.
Vi talte om skole, job og hvordan man finder en bolig.
Tre mødre spurgte efter et sprogkursus på trin 2.
Kontakten til jobcenteret er på plads, opfølgning om 2 uger.
Klubben stiller lokale til rådighed hver torsdag 16-19.
Sundhedsplejen kom for 4. gang og svarede på spørgsmål om søvn.
Vi delte 120 flyers ud i gården, og 8 nye skrev sig op.
Bevilling på 1.600.000 kr. i 2024 og 400.000 kr. til aktiviteter.
Fra 3 til 5 på skalaen: de ringer nu selv til hinanden.
Sommerfest i parken 3 uger før ferien, 60 deltagere.
Fædregruppen har mødtes 6 gange siden 1. februar 2025.
Skoven 2 timer med madpakker, en god dag for alle.
My og bo er ord, som nogen har spurgt om på dansk.
Ea sagde ingenting om det på mødet, men vi spørger igen.
Vi har brug for flere frivillige på 18 år og derover.
Al mad var uden svinekød, og der var nok til alle.
En kvinde på 45 år har fået praktik 20 timer om ugen.
Tingbjerg 2025: tre nye gadehaver og en cykelskole.
Ringen 12.30 mødes vi til kaffe, før bussen går.
Budgettet er brugt med 67 %, resten bruges i 2. halvår.
Biblioteket åbner igen den 04.03.2025 efter ombygning.
Lis og Bo-foreningen er nævnt i avisen side 12.
Evaluering: 9 af 10 vil komme igen, 7 kendte ingen i forvejen.
Der kom 0 til 5 nye hver gang, mest i uge 36, 37 og 38.
Naboerne på gangen 2 dage i træk: vi skal tale om støj.
Store Bededag 1 dag færre, så vi flytter mødet.
Dialogmøde nr. 3 om ligestilling, 11 mænd og 19 kvinder.
Bydelen har 12.000 beboere, heraf 2.300 børn under 18 år.
"""
NAMES = ["Rose", "Amina Hassan", "Bo", "Ea", "My", "Li", "An", "Al", "Vi", "Sol", "Ib", "Storm Holm", "Mai", "Per"]


@pytest.mark.parametrize("sentence", ORDINARY.strip().splitlines())
def test_what_a_coordinator_writes_every_day_stays_unmarked(sentence: str) -> None:
    assert [sentence[spot.start : spot.end] for spot in TextGuard(NAMES).spots(sentence)] == []


def test_control_the_same_sentences_with_somebody_in_them_are_marked() -> None:
    guard = TextGuard(NAMES)
    for sentence in ORDINARY.strip().splitlines():
        for added in (" Ring til Rose.", " Det sagde Bo.", " CPR 0 1 0 1 9 0 1 2 3 4.", " Bor på Ruten 7."):
            assert guard.spots(sentence + added), added
