"""Who may be the same person: found among many, worth what it is rare, and never more than a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.crowd import Crowd
from nsk_desktop.domain.same_person import WORTH_ASKING, Person, Reason, name_parts

OTHERS = (
    *("Hodan Farah", "Leyla Demir", "Sara Holm", "Mona Ibrahim", "Khadija Omar", "Zahra Jama", "Nadia Petrov"),
    *("Ayse Kaya", "Bodil Friis", "Inger Dahl", "Samira Haddad", "Rana Saleh", "Maryam Nur", "Hawa Osman"),
    *("Dina Aziz", "Ines Lopez", "Marta Nowak", "Elif Arslan", "Grete Lund", "Shirin Karimi"),
)


def person(id: str, name: str, year: int | None = None, **more: str) -> Person:
    alias, _blank, surname = name.partition(" ")
    return Person(id, *name_parts(alias, surname), year, more.get("band"), more.get("gender"))


def crowd(*people: Person) -> Crowd:
    return Crowd([*(person(f"x{place}", name) for place, name in enumerate(OTHERS)), *people])


def score(one: Person, other: Person) -> float:
    return crowd(one, other).match(one.id, other.id).score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Yusuf", "Amina Yousef"),
        ("Amina Yusuf", "Amira Yusuf"),
        ("Fatma Alhassan", "Fatima Al-Hassan"),
        ("Amina Yusuf", "Yusuf Amina"),
        ("Mohammed Warsame", "Muhamad Warsame"),
        ("Åse Ødegård", "Aase Oedegaard"),
        ("Amina", "Amina Yusuf"),
        ("Amina Sahra Yusuf", "Amina Yusuf"),
    ],
)
def test_these_are_worth_a_question(one: str, other: str) -> None:
    first, second = person("a", one), person("b", other)
    everybody = crowd(first, second)
    assert [(each.one, each.other) for each in everybody.pairs()] == [("a", "b")]
    assert everybody.like(first)[0][0] == "b"


@pytest.mark.parametrize(
    ("one", "other"), [("Amina Yusuf", "Hibo Warsame"), ("Ali Yusuf", "Adi Warsame"), ("Amina Yusuf", "Samir Holm")]
)
def test_control_these_are_not(one: str, other: str) -> None:
    assert score(person("a", one), person("b", other)) < WORTH_ASKING


def test_what_is_only_like_is_worth_less_than_what_is_the_same() -> None:
    amina = person("a", "Amina Yusuf", 1985)
    same, like = person("b", "Amina Yusuf", 1985), person("b", "Amira Yusuf", 1985)
    assert score(amina, same) > score(amina, like) > WORTH_ASKING


def test_a_rare_name_says_more_than_a_common_one() -> None:
    many = [person(f"y{place}", f"Amina {name.split()[1]}") for place, name in enumerate(OTHERS)]
    rare = Crowd([*many, person("a", "Hibo"), person("b", "Hibo")]).match("a", "b").score
    common = Crowd([*many, person("a", "Amina"), person("b", "Amina")]).match("a", "b").score
    assert rare > WORTH_ASKING > common


def test_year_age_and_gender_speak_for_and_against() -> None:
    plain = score(person("a", "Amina Yusuf"), person("b", "Amira Yusuf"))
    year = score(person("a", "Amina Yusuf", 1985), person("b", "Amira Yusuf", 1985))
    slip = score(person("a", "Amina Yusuf", 1985), person("b", "Amira Yusuf", 1986))
    far = score(person("a", "Amina Yusuf", 1985), person("b", "Amira Yusuf", 2012))
    man = score(person("a", "Amina Yusuf", gender="kvinde"), person("b", "Amira Yusuf", gender="mand"))
    child = score(person("a", "Amina Yusuf", band="0-12"), person("b", "Amira Yusuf", band="60+"))
    unsaid = score(person("a", "Amina Yusuf", gender="kvinde"), person("b", "Amira Yusuf", gender="ikke oplyst"))
    assert year > plain > slip > far
    assert max(man, child) < plain == unsaid


def test_the_reasons_are_those_that_a_person_sees() -> None:
    def reasons(one: Person, other: Person) -> tuple[Reason, ...]:
        return crowd(one, other).match("a", "b").reasons

    assert reasons(person("a", "Amina Yusuf", 1985), person("b", "Amina Yousef", 1985)) == (
        Reason.LIKE_SURNAME,
        Reason.SAME_YEAR,
    )
    assert reasons(person("a", "Amina Yusuf"), person("b", "Yusuf Amina")) == (Reason.SWAPPED,)
    assert reasons(person("a", "Amina"), person("b", "Amina Yusuf")) == (Reason.SAME_NAME, Reason.NO_SURNAME)
    assert reasons(person("a", "Fatma Ali", 1985), person("b", "Fatima Ali", 1958)) == (
        Reason.LIKE_GIVEN,
        Reason.SLIP_OF_YEAR,
    )


def test_somebody_with_the_very_name_is_always_asked_about() -> None:
    many = [person(f"y{place}", "Amina") for place in range(9)]
    found = Crowd([*many, *(person(f"x{place}", name) for place, name in enumerate(OTHERS))])
    assert len(found.like(person("", "Amina"), limit=3)) == 3
    assert found.pairs() == [], "but nine of one name are no list of twins"


def test_people_come_and_go() -> None:
    everybody = crowd(person("a", "Amina Yusuf"))
    assert everybody.like(person("", "Amina Yousef"))
    everybody.put(person("a", "Rose"))
    assert everybody.like(person("", "Amina Yousef")) == []
    everybody.put(person("b", "Amina Yousef"))
    everybody.put(person("a", "Amina Yusuf"))
    assert len(everybody.pairs()) == 1
    everybody.drop("b")
    assert everybody.pairs() == []
    assert len(everybody) == len(OTHERS) + 1


NAME = st.text(alphabet="amiyd ", max_size=8).map(str.strip)
PEOPLE = st.builds(
    lambda given, surname, year, band, gender: Person("", *name_parts(given, surname), year, band, gender),
    NAME,
    NAME,
    st.none() | st.integers(1950, 1999),
    st.sampled_from([None, "0-12", "18-29", "60+", "ukendt"]),
    st.sampled_from(["kvinde", "mand", "ikke oplyst"]),
)


@given(st.lists(PEOPLE, min_size=2, max_size=8))
def test_a_pair_has_one_likelihood_whoever_is_named_first(people: list[Person]) -> None:
    known = [one._replace(id=f"p{place}") for place, one in enumerate(people)]
    everybody = Crowd(known)
    for one in known:
        for other in known:
            match = everybody.match(one.id, other.id)
            assert 0 <= match.score <= 1
            assert match == everybody.match(other.id, one.id)


@given(st.lists(PEOPLE, min_size=1, max_size=8), st.lists(st.integers(0, 7), max_size=6))
def test_a_crowd_that_changed_is_like_one_made_anew(people: list[Person], leaving: list[int]) -> None:
    known = [one._replace(id=f"p{place}") for place, one in enumerate(people)]
    changed = Crowd(known)
    gone = {f"p{place}" for place in leaving}
    for id in gone:
        changed.drop(id)
    fresh = Crowd(one for one in known if one.id not in gone)
    assert changed.pairs() == fresh.pairs()
