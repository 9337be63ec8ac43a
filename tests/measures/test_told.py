"""A figure told in its own numbers, for each way in which a bound can come about."""

from dataclasses import replace

from nsk_desktop.domain.counting import CountingRows
from nsk_desktop.measures.explained import explain
from nsk_desktop.measures.reach import GROUPINGS, Only, reach
from nsk_desktop.measures.remedies import remedies
from nsk_desktop.measures.scope import scope_of
from nsk_desktop.measures.told import advice, gain, told
from tests.measures.cases import DAY, FIRST, LAST, headcount, person, random_rows, rows, session


def sentences(found: CountingRows, only: Only | None = None) -> tuple[str, ...]:
    return told(explain(scope_of(found, FIRST, LAST, only or {})))


def test_the_parts_of_a_figure_are_its_own_numbers() -> None:
    found = rows(
        [session("1"), session("2", DAY.replace(day=5)), session("3", mode="ikke optalt")],
        {"1": "a b", "2": "a"},
        [headcount("2", 10, 15)],
    )

    assert sentences(found) == (
        "3 afholdte møder tæller med. Ved 1 af dem er ingen talt, og det er ikke 0: det ligger uden for tallet.",
        "2 forskellige borgere er registreret med navn eller alias. Hver er talt én gang, uanset hvor tit de kom.",
        "Mindst 11: så mange var til Møde 2 05.03.2025: 1 registreret og 10 uden navn.",
        "Højst 17: 2 registreret + 15 uden navn, hvis de var nye hver gang.",
        "13-18 fremmøder: 3 registreret + 10-15 uden navn.",
    )


def test_people_at_two_meetings_at_once_open_pairs_and_closed_groups_are_told_of() -> None:
    same = [session(key, times=(600, 720), series="s", same=True) for key in "12"]
    later = session("3", DAY.replace(day=9), series="s", same=True)
    found = rows(
        [*same, later],
        {"1": "a", "2": "b", "3": "c"},
        [headcount("1", 4), headcount("2", 3), headcount("3", 5)],
        possibly=[("a", "c")],
    )
    said = "\n".join(sentences(found))

    assert "1 af dem er måske samme person som en anden, fordi et par ikke er afgjort." in said
    assert "Mindst 9: 2 registreret og 7 uden navn var til disse møder på samme tid" in said
    assert "Højst 10: 3 registreret + 12 uden navn, hvis de var nye hver gang − 5 i lukkede grupper" in said


def test_those_of_unknown_gender_and_those_beside_are_told_of() -> None:
    people = {"u": person("ikke oplyst"), "m": person("kvinde", "M2")}
    found = rows([session("1")], {"1": "w u m"}, [headcount("1", 2), headcount("1", 1, group="")], persons=people)
    women = "\n".join(sentences(found, {"gender": ("kvinde",)}))

    assert "Højst 4: 1 registreret + 1 registreret, hvor alder eller køn mangler + 0 uden navn" in women
    assert "Ved siden af tallet: 1 lokale aktører (M2) registreret, med 1 fremmøder i alt." in women
    assert "1 fremmøder af personer, hvor målgruppen mangler" in "\n".join(sentences(found))


def test_what_is_told_is_the_figure_itself_whatever_is_asked() -> None:
    for seed in range(200):
        found = random_rows(seed, units=seed % 4 == 0)
        for by in GROUPINGS:
            for group in reach(found, FIRST, LAST, by).groups:
                explained = explain(scope_of(found, FIRST, LAST, {by: (group.key,)}))
                assert explained.figures == group.figures
                assert explained.least.number == group.figures.persons.lower
                assert explained.most.number == group.figures.persons.upper
                behind = explained.behind
                assert sum(one.registered for one in behind) == group.figures.attendances.registered
                assert sum(one.anonymous_high for one in behind) == group.figures.attendances.anonymous_high
                assert {row.session for row in group.uncertain} <= {one.id for one in behind}


def test_advice_says_what_to_do_and_what_is_won() -> None:
    meetings = [session("1", series="s"), session("2", DAY.replace(day=5), series="s")]
    found = rows(meetings, {"1": "a", "2": "b"}, [headcount("1", 1), headcount("2", 10, 12)], possibly=[("a", "b")])
    said = [f"{advice(one)} {gain(one)}" for one in remedies(scope_of(found, FIRST, LAST))]

    assert any(text.startswith("Registrér den ene uden navn med navn eller alias.") for text in said)
    assert any(text.startswith("Registrér de 10-12 uden navn med navn eller alias.") for text in said)
    assert "Skriv ét tal i stedet for 10-12. 2 smallere" in said
    assert "Angiv, om dem uden navn er de samme hver gang. op til 1 smallere" in said
    assert any(text.startswith("Afgør parret, der måske er samme person.") for text in said)
    unknown = replace(found, possibly=())
    (trait, *_rest) = [
        one for one in remedies(scope_of(unknown, FIRST, LAST, {"gender": ("mand",)})) if one.kind == "trait"
    ]
    assert advice(trait) == "Skriv alder og køn på de 12, hvor det mangler."
