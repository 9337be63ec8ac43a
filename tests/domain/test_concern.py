"""Words of concern for a child are noticed as people write them, and the subject of a meeting is not."""

import pytest

from nsk_desktop.domain.concern import concern_in


@pytest.mark.parametrize(
    "text",
    [
        "Jeg er bekymret for en pige i gruppen.",
        "Vi har bekymring om hendes børn",
        "Mor fortalte, at sønnen bliver slået derhjemme.",
        "Der er vold i hjemmet, og børnene ser det",
        "Datteren på 15 skal giftes bort til sommer",
        "En 14-årig er bange for at komme hjem",
        "Drengen har blå mærker på armene.",
        "Skal vi lave en underretning om barnet?",
        "Mistanke om overgreb mod en pige",
        "Hendes datter skal på genopdragelsesrejse",
        "PIGEN BLEV TRUET AF SIN BROR",
    ],
)
def test_a_concern_for_a_child_is_noticed(text: str) -> None:
    assert concern_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 børn deltog i madlavningen.",
        "Oplæg om vold og børns rettigheder",
        "Temadag om underretning og bekymring for børn",
        "Forældremøde om pigers fritidsliv",
        "Vi er bekymrede for, om lokalet er stort nok.",
        "Kvindegruppen talte om genopdragelse og normer",
        "Drengene spillede fodbold. Mødet sluttede tidligt.",
        "Der var mange børn. Foreningen blev slået sammen med klubben.",
    ],
)
def test_an_ordinary_summary_is_not(text: str) -> None:
    assert concern_in(text) is None


def test_the_place_is_the_whole_sentence_and_no_other() -> None:
    text = "Godt møde. Pigen blev slået af sin far. Næste gang er tirsdag."
    found = concern_in(text)
    assert found is not None
    assert text[found.start : found.end] == "Pigen blev slået af sin far."


def test_a_concern_beside_the_subject_of_a_meeting_is_noticed() -> None:
    assert concern_in("Oplæg om børns rettigheder. En pige bliver slået derhjemme.") is not None
