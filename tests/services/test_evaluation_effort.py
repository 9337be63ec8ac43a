"""Stories and money in the evaluation file: only what was marked, and never a word too many."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.exchange.sheets import row_sheet
from nsk_desktop.services import actors, budget, evaluation, people, sessions, stories, submission
from nsk_desktop.services.desk import Desk

TODAY = date(2025, 12, 1)
DAY = date(2025, 5, 1)
STORY = {
    "title": "Et råd i gården",
    "day": DAY,
    "who": "En gruppe mødre",
    "what": "Dannede et råd",
    "significance": "De høres",
    "contribution": "Lånte et lokale ud",
    "evidence": "Referat",
    "substantiated_by": "Skolelederen",
    "themes": ["T2"],
}


def rows(desk: Desk, sheet: str) -> list[dict[str, Any]]:
    headers = row_sheet(sheet).headers
    return [dict(zip(headers, row, strict=True)) for row in evaluation.prepare(desk, TODAY).data.sheets[sheet]]


def test_a_marked_story_leaves_with_its_words_and_without_who_can_confirm_it(desk: Desk) -> None:
    school = actors.new_actor(desk, "Mimers Skole")
    stories.new_story(desk, **STORY, actors=[school], for_evaluation=True)
    (row,) = rows(desk, "Fortællinger")
    assert (row["titel"], row["dato"], row["temaer"], row["aktører"]) == ("Et råd i gården", DAY, ["T2"], [school])
    assert row["tekst"].splitlines() == [
        "Hvem: En gruppe mødre",
        "Hvad ændrede sig: Dannede et råd",
        "Betydning: De høres",
        "Indsatsens bidrag: Lånte et lokale ud",
        "Ses på: Referat",
    ]
    assert "Skolelederen" not in repr(row)


def test_a_story_that_was_never_marked_is_not_spoken_of(desk: Desk) -> None:
    id = stories.new_story(desk, **STORY)
    stories.save_story(desk, id, what="Noget andet")
    assert rows(desk, "Fortællinger") == []


@pytest.mark.parametrize("taken_back", ["unmarked", "deleted"])
def test_a_story_that_is_taken_back_is_sent_as_gone_without_its_words(desk: Desk, taken_back: str) -> None:
    id = stories.new_story(desk, **STORY, for_evaluation=True)
    before = rows(desk, "Fortællinger")[0]["version"]
    if taken_back == "deleted":
        stories.delete_story(desk, id)
    else:
        stories.save_story(desk, id, for_evaluation=False)
    (row,) = rows(desk, "Fortællinger")
    assert (row["id"], row["slettet"], row["titel"], row["tekst"]) == (id, True, None, None)
    assert row["version"] > before


@pytest.mark.parametrize("part", ["title", "who", "what", "significance", "contribution", "evidence"])
def test_a_name_in_any_part_is_withheld_and_told_before(desk: Desk, part: str) -> None:
    people.new_participant(desk, "Zarifa")
    id = stories.new_story(desk, **{**STORY, part: "Zarifas idé"}, for_evaluation=True)
    (row,) = rows(desk, "Fortællinger")
    assert "Zarifa" not in repr(row)
    assert "(tilbageholdt)" in row["titel"] + row["tekst"]
    assert [(finding.kind, finding.id) for finding in submission.check(desk, TODAY)] == [("story", id)]


def test_control_the_same_words_without_a_participant_leave(desk: Desk) -> None:
    stories.new_story(desk, **{**STORY, "what": "Zarifas idé"}, for_evaluation=True)
    assert "Zarifas idé" in rows(desk, "Fortællinger")[0]["tekst"]


def test_money_leaves_as_amounts_without_a_word(desk: Desk) -> None:
    session = sessions.new_session(desk, title="Kvindegruppen", day=DAY, completed=True, state="afholdt")
    draft = sessions.new_session(desk, title="Kladde", day=DAY)
    budget.new_posting(
        desk, DAY, text="Kaffe til Rose", supplier="Bageren", voucher="B7", amount_ore=123_450, session_id=session
    )
    budget.new_posting(desk, DAY, amount_ore=5, state="planlagt", kind="medarbejder", session_id=draft)
    found = {row["beløb_øre"]: row for row in rows(desk, "Økonomi")}
    cells = ("dato", "art", "tilstand", "initiativ", "aktivitet")
    assert [found[123_450][cell] for cell in cells] == [DAY, "aktivitet", "bogført", None, session]
    assert [found[5][cell] for cell in cells] == [DAY, "medarbejder", "planlagt", None, None]
    assert not {"Kaffe", "Bageren", "B7"} & set(repr(found).replace("'", " ").split())


def test_a_deleted_posting_is_sent_as_gone(desk: Desk) -> None:
    id = budget.new_posting(desk, DAY, amount_ore=5)
    budget.delete_posting(desk, id)
    (row,) = rows(desk, "Økonomi")
    assert (row["id"], row["slettet"], row["beløb_øre"]) == (id, True, None)


def test_the_words_of_the_file_are_danish_whatever_language_is_shown(desk: Desk, tmp_path: Path) -> None:
    from nsk_desktop import i18n

    stories.new_story(desk, **STORY, for_evaluation=True)
    shown = rows(desk, "Fortællinger")
    i18n.use("en")
    assert rows(desk, "Fortællinger") == shown
