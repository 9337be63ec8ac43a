"""The printed activity summary: right, neutral, and the same on every machine."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from nsk_desktop import i18n
from nsk_desktop.domain.codes import Mode, SessionState
from nsk_desktop.measures.figures import Beside
from nsk_desktop.reports.activity import make_activity, write_activity
from nsk_desktop.reports.rows import SessionLine
from tests.reports.pages import fonts_not_embedded, page_texts, read, text
from tests.reports.summaries import figures, session, summary

HOSTILE = (
    '<img src="/etc/passwd">',
    "<Ali>",
    "&amp; &lt;b&gt; &",
    "</para><para>",
    '<a href="https://example.org">her</a>',
    "<b>",
    "W" * 400,
    "Å" * 5000,
    "Et møde " * 700,
    "Sommerfest 🎉🎈",
    "نادي النساء",
    "tab\tlinje\nny\rside\x0c nul\x00 slut",
    "\u202eomvendt\u202c \ud800 \ue000",
    "",
)


def test_headline_figures_are_printed_in_danish() -> None:
    file = text(make_activity(summary(40)))
    assert "Aktivitetsoversigt Østerparken · Områdebaseret indsats 1. halvår 2025 (01.01.2025 – 30.06.2025)" in file
    assert "281–666" in file
    assert "borgere nået" in file
    assert "268 registreret enkeltvis" in file
    assert "møder holdt" in file
    assert "mindst 281 og højst 666" in file


def test_one_number_stands_where_the_interval_is_exact() -> None:
    made = summary(3)
    exact = replace(made, reach=replace(made.reach, figures=figures((18, 18, 18), (89, 0, 0), (14, 0)), groups=()))
    file = text(make_activity(exact))
    assert "18 89 14 borgere nået fremmøder møder holdt" in file
    assert "Derfor er tallet et interval" not in file


def test_thousands_are_set_apart() -> None:
    made = summary(3)
    many = replace(made, reach=replace(made.reach, figures=figures((1204, 1300, 22666), (99999, 5, 10), (1500, 2))))
    assert "1.300–22.666" in text(make_activity(many))


def test_themes_are_said_not_to_add_up_and_have_no_sum() -> None:
    file = page_texts(make_activity(summary(12)))[0]
    note = "Temaerne kan ikke lægges sammen – samme person kan have deltaget i flere."
    themes = file[file.index("Rækkevidde efter tema") : file.index(note)]
    assert "T2 Peer-to-peer og empowerment af kvinder 7 100–102 31–71 21" in themes
    assert "I alt" not in themes


def test_sessions_stand_in_order_of_the_day_with_their_numbers() -> None:
    lines = (
        SessionLine(date(2025, 3, 4), "Ærø-aften", "oplæg", ("T1", "T3"), 14, 5, 9),
        SessionLine(date(2025, 1, 7), "Åbent hus", "åbent arrangement", (), 1204),
    )
    file = text(make_activity(summary(lines)))
    assert (
        "07.01.2025 Åbent hus Åbent arrangement – 1.204 0 1.204 04.03.2025 Ærø-aften Oplæg T1, T3 14 5–9 19–23" in file
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (SessionLine(date(2025, 3, 4), "Møde", "oplæg", ("T1",), mode=Mode.NOT_COUNTED), "T1 ikke optalt"),
        (SessionLine(date(2025, 3, 4), "Møde", "oplæg", ("T1",), state=SessionState.CANCELLED), "T1 aflyst"),
        (SessionLine(date(2025, 3, 4), "Møde", "netværksmøde", ("T1",), 9, reach=False), "T1 møde mellem fagfolk"),
    ],
)
def test_a_session_without_numbers_says_so_in_words(line: SessionLine, words: str) -> None:
    assert f"Møde {('Netværksmøde' if not line.reach else 'Oplæg')} {words}" in text(make_activity(summary([line])))


def test_local_actors_stand_beside_the_figures_and_never_inside() -> None:
    made = summary(12)
    beside = Beside(9, 120, 131)
    group = replace(made.reach.groups[3], figures=replace(made.reach.groups[3].figures, beside_m2=beside))
    whole = replace(made.reach.figures, beside_m2=beside, beside_unknown=Beside(1, 1, 1))
    file = text(make_activity(replace(made, reach=replace(made.reach, figures=whole, groups=(group,)))))
    assert "Ved siden af: 120–131 fremmøder af lokale aktører. 1 fremmøde har ingen kendt målgruppe." in file
    assert "De er ikke med i tallene ovenfor." in file
    assert "T4 Kompetencer hos lokale aktører 7 100–102 33–73 23 120–131" in file
    assert "281–666" in file
    assert "Ved siden af" not in text(make_activity(made))


def test_a_session_of_local_actors_alone_is_not_shown_as_nobody() -> None:
    line = SessionLine(date(2025, 3, 4), "Kursus", "oplæg", ("T4",), beside_low=9, beside_high=12)
    assert "Kursus Oplæg T4 9–12 ikke borgere" in text(make_activity(summary([line])))


@pytest.mark.parametrize("sessions", [0, 1, 40, 180, 600])
def test_every_page_says_which_of_how_many_it_is(sessions: int) -> None:
    texts = page_texts(make_activity(summary(sessions)))
    for place, page in enumerate(texts, 1):
        assert re.findall(r"Side (\d+) af (\d+)", page) == [(str(place), str(len(texts)))]
        assert "Lavet 02.07.2025" in page


def test_every_session_is_printed_once_and_the_head_on_every_page_of_them() -> None:
    texts = page_texts(make_activity(summary(180)))
    found = re.findall(r"Blågård (\d+) ", " ".join(texts))
    assert sorted(int(place) for place in found) == list(range(180))
    assert all("Dato Møde Type Tema Registreret Uden navn I alt" in page for page in texts if "Blågård" in page)


def test_a_period_without_sessions_says_so() -> None:
    file = text(make_activity(summary(0)))
    assert "Ingen møder i perioden." in file
    assert "Ingen fremmøder i perioden." in file
    assert "Ingen brobygning i perioden." in file


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert make_activity(summary(40)) == make_activity(summary(40))
    assert make_activity(summary(40)) != make_activity(summary(41))


def test_the_file_says_nothing_of_its_maker_and_speaks_danish() -> None:
    file = read(make_activity(summary(3)))
    told = file.metadata
    assert told is not None
    assert told.title == "Aktivitetsoversigt 1. halvår 2025"
    assert not any(told.get(key) for key in ("/Author", "/Creator", "/Producer", "/Subject", "/Keywords"))
    assert file.trailer["/Root"]["/Lang"] == "da-DK"  # type: ignore[index]
    assert b"2025-07" not in make_activity(summary(3))


def test_the_outline_leads_to_the_page_of_each_heading() -> None:
    file = read(make_activity(summary(180)))
    texts = page_texts(make_activity(summary(180)))
    marks = [mark for mark in file.outline if not isinstance(mark, list)]
    assert [mark.title for mark in marks] == [
        "Hovedtal", "Borgere over tid", "Rækkevidde efter tema", "Ugedage", "Brobygning og opfølgning", "Målene",
        "Sådan er tallet talt", "I alt indtil da", "Hvem kom igen", "Diagrammernes tal", "Møder",
    ]  # fmt: skip
    for mark in marks[1:]:
        place = file.get_destination_page_number(mark)
        assert place is not None
        assert str(mark.title) in texts[place]


def test_all_letters_are_in_the_file() -> None:
    assert fonts_not_embedded(make_activity(summary(40))) == set()


def test_control_a_font_that_is_not_embedded_is_found() -> None:
    target = BytesIO()
    canvas = Canvas(target)
    canvas.drawString(50, 50, "Aktivitetsoversigt")
    canvas.save()
    assert fonts_not_embedded(target.getvalue()) == {"Helvetica"}


@pytest.mark.poppler
def test_another_program_finds_all_fonts_embedded_as_subsets(tmp_path: Path) -> None:
    if shutil.which("pdffonts") is None:
        pytest.skip("left out: pdffonts is not installed here")
    path = tmp_path / "oversigt.pdf"
    write_activity(path, summary(40))
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert listed.stderr == ""
    assert all(re.search(r"\s+yes yes yes\s+\d+\s+\d+$", row) for row in rows)


def test_the_sheet_never_tells_what_the_effort_is_about() -> None:
    topic = "Forebyggelse af negativ social kontrol"
    made = make_activity(
        summary([session(1, "Oplæg om Negativ  social\nkontrol")], area=f"Byen ({topic})", programme=topic)
    )
    assert "kontrol" not in text(made).lower()
    assert "Oplæg om indsatsen 1" in text(made)
    assert "kontrol" not in str(read(made).metadata).lower()


def test_control_an_ordinary_title_is_left_as_it_is() -> None:
    assert "Oplæg om social tryghed og kontrol 1" in text(
        make_activity(summary([session(1, "Oplæg om social tryghed og kontrol")]))
    )


def test_a_follow_up_is_a_number_and_never_its_words() -> None:
    assert "12 opfølgninger er udført. 5 venter, heraf 2 forfaldne." in text(make_activity(summary(3)))


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_never_code(words: str) -> None:
    line = replace(session(1), title=words, type=words or None, themes=(words[:300],))
    file = make_activity(summary([line] * 3, area=words, programme=words))
    pages = read(file).pages
    assert 1 <= len(pages) <= 6
    assert not any(page.images for page in pages)
    assert not any("/Annots" in page for page in pages)
    assert b"/URI" not in file
    if words.isascii() and words.isprintable() and words and len(words) < 50:
        assert " ".join(words.split()) in text(file)


def test_letters_that_cannot_be_printed_are_marked_and_explained() -> None:
    file = text(make_activity(summary([replace(session(1), title="Café نادي النساء hos Łukasz og Yıldız 🎉")])))
    assert "Café […] hos Łukasz og Yıldız" in file
    assert "[…] i en titel står for bogstaver" in file
    assert "[…]" not in text(make_activity(summary(3)))


@settings(max_examples=25)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_at_all_can_be_printed(title: str, area: str) -> None:
    made = make_activity(summary([replace(session(1), title=title)], area=area))
    assert "Side 1 af" in page_texts(made)[0]


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2019, 1, 1), date(2027, 12, 31)), (date(2025, 3, 4), date(2025, 3, 4)), (date.min, date.max)],
)
def test_a_period_of_any_length_can_be_printed(first: date, last: date) -> None:
    assert "Borgere over tid" in text(make_activity(summary(12, first=first, last=last)))


def test_the_whole_sheet_speaks_english_when_asked() -> None:
    i18n.use("en")
    try:
        file = text(make_activity(summary(40)))
        language = read(make_activity(summary(3))).trailer["/Root"]["/Lang"]  # type: ignore[index]
    finally:
        i18n.use("da")
    assert language == "en-GB"
    assert "Activity summary" in file
    assert "Page 1 of" in file
    assert "citizens reached" in file
    assert not re.search(r"\b(borgere|møder|fremmøder|Side|Lavet|ikke optalt)\b", file)
