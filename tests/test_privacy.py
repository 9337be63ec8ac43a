"""What never leaves the laptop: shown by equal files, by canaries, and by what the exporter can read at all."""

import base64
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.domain.records import (
    RECORDS,
    Actor,
    Attendance,
    BridgeContact,
    CooperationRating,
    Exchanged,
    ExistingEffort,
    Headcount,
    Initiative,
    Participant,
    PersonPair,
    Posting,
    Series,
    Session,
    Story,
)
from nsk_desktop.services import evaluation as service
from nsk_desktop.services import evaluation_rows, periods, release_counts, releases
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import counting, evaluation
from tests import world
from tests.exchange.evaluator_book import convert

BANDS = ((1926, 1965), (1966, 1995), (1996, 2007), (2008, 2012), (2013, 2024))
"""The birth years of each age band in 2025."""
LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30)
PERSONAL = st.fixed_dictionaries(dict.fromkeys(world.PERSONAL_TEXTS, LETTERS))
CANARY = "Zqxvkanarie"
FIRST = dict.fromkeys(world.PERSONAL_TEXTS, "")
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0")


def file_of(folder: Path, texts: dict[str, str], born: tuple[int, int, int] = (1985, 1990, 2009)) -> bytes:
    """The bytes of the evaluation file of a store with these personal texts."""
    with world.desk(folder, lambda name, number: f"{texts[name]} {number}", born) as desk:
        return world.evaluation_file(desk, folder / "ud").read_bytes()


def insides(content: Path) -> bytes:
    """Everything in a workbook, unpacked, with its names."""
    with zipfile.ZipFile(content) as archive:
        return b"\n".join(info.filename.encode() + b"\n" + archive.read(info) for info in archive.infolist())


def found(content: bytes, words: list[str]) -> list[str]:
    """The words that stand in *content*, as plain text, in UTF-16 or in base64 at any offset."""
    text = content.lower()
    hits = []
    for word in words:
        plain = word.lower().encode()
        wide = [word.encode("utf-16-le"), word.encode("utf-16-be")]
        packed = [base64.b64encode(b"\0" * skip + word.encode())[(0, 2, 3)[skip] : -4] for skip in range(3)]
        if plain in text or any(form in content for form in [*wide, *packed]):
            hits.append(word)
    return hits


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the store whose personal fields are empty."""
    return file_of(tmp_path_factory.mktemp("reference"), FIRST)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=PERSONAL, places=st.tuples(*[st.integers(0, 1000)] * 3))
def test_personal_fields_change_no_byte_of_the_file(
    reference: bytes, tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], places: tuple[int, int, int]
) -> None:
    bands = [BANDS[1], BANDS[1], BANDS[3]]
    one, two, three = (low + place % (high - low + 1) for (low, high), place in zip(bands, places, strict=True))
    assert file_of(tmp_path_factory.mktemp("lager"), texts, (one, two, three)) == reference


def test_control_another_age_band_changes_the_file(reference: bytes, tmp_path: Path) -> None:
    assert file_of(tmp_path, FIRST, (1965, 1990, 2009)) != reference


def test_control_a_leak_in_one_cell_is_noticed(
    reference: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = evaluation_rows._actor

    def leaking(material: evaluation_rows.Material, row: evaluation_rows.Row) -> evaluation_rows.Row:
        return real(material, row) | {"mobiliseret_hvordan": " ".join(material.guard._names)}

    monkeypatch.setattr(evaluation_rows, "_actor", leaking)
    assert file_of(tmp_path, FIRST | {"participant.alias": "Ødegård"}) != reference


def canary(name: str, number: int = 0) -> str:
    return f"{CANARY}{name.replace('.', '').replace('_', '')}{number}"


def test_no_canary_leaves_in_any_coding(tmp_path: Path) -> None:
    numbers = range(30)
    with world.desk(tmp_path, canary) as desk:
        file = world.evaluation_file(desk, tmp_path / "ud")
    words = [canary(name, number) for name in world.PERSONAL_TEXTS for number in numbers]
    assert found(insides(file), [CANARY, *words]) == []
    assert CANARY.lower() not in file.name.lower()


def test_control_every_planted_leak_is_found(tmp_path: Path) -> None:
    chance = random.Random(1)
    with world.desk(tmp_path, canary) as desk:
        clean = insides(world.evaluation_file(desk, tmp_path / "ud"))
    codings = ("utf-8", "utf-16-le", "utf-16-be")
    for number in range(20):
        word = canary("participant.alias", number)
        coding = codings[number % 3]
        leak = base64.b64encode(b"x" * number + word.encode()) if number % 4 == 3 else word.encode(coding)
        place = chance.randrange(len(clean))
        assert found(clean[:place] + leak + clean[place:], [word]) == [word], (number, coding)


# Counts for others than the evaluation


def counts_file(desk: Desk, folder: Path) -> Path:
    """The file of counts of the world's first half-year."""
    periods.sign(desk, "2025H1", "AB", world.TODAY)
    return releases.give_out(desk, "2025H1", folder, world.TODAY).path


def test_no_name_title_place_pseudonym_or_id_is_in_a_file_of_counts(tmp_path: Path) -> None:
    with world.desk(tmp_path, canary) as desk:
        content = insides(counts_file(desk, tmp_path / "ud"))
        with desk.store.read() as read:
            records = [one for kind in RECORDS for one in read.all(kind)]
            pseudonyms = [f">{person.pseudonym}<" for person in read.all(Participant)]
    texts = {
        value
        for one in records
        for name, value in vars(one).items()
        if isinstance(value, str) and name in ("id", "title", "name", "place", "purpose", "text", "mobilised_how")
    } - {"Tingbjerg", "Indsats"}  # the area, and a word of a code
    assert {"Kvindegruppen", "Mimers Skole", records[0].id} <= texts
    words = [CANARY, *pseudonyms, world.DEVICE, *(text for text in texts if len(text) > 2)]
    assert found(content, words) == []


def test_control_a_leak_into_a_file_of_counts_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "notes", lambda: ("Kvindegruppen",))
    with world.desk(tmp_path, canary) as desk:
        content = insides(counts_file(desk, tmp_path / "ud"))
    assert found(content, ["Kvindegruppen"]) == ["Kvindegruppen"]


def test_personal_fields_change_no_number_of_a_file_of_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The lot is drawn anew for every release; here it is the same, so that only the data could make a difference.
    count = release_counts.count_half_year
    monkeypatch.setattr(
        releases, "count_half_year", lambda read, name, limit=0, _seed=b"": count(read, name, limit, b"lod")
    )
    made = []
    for number, text in enumerate(("Rose", "=1+1 Ødegård")):
        with world.desk(tmp_path / str(number), lambda _name, _number, text=text: text) as desk:  # type: ignore[misc]
            made.append(counts_file(desk, tmp_path / f"ud{number}").read_bytes())
    assert made[0] == made[1]


TITLES: list[tuple[type[Exchanged], str, str]] = [
    (Session, "title", "Aktiviteter"),
    (Series, "title", "Forløb"),
    (Initiative, "title", "Initiativer"),
    (Actor, "mobilised_how", "Aktører"),
]


@pytest.mark.parametrize(("kind", "name", "sheet"), TITLES)
@pytest.mark.parametrize(
    "text",
    [
        "Samtale med Zqxvkanarie",
        "zqxvkanaries mor",
        "Ring 20 12 34 56",
        "Skriv til x.y@kbh.dk",
        "Kaffe på Rutevej 14",
        "010190-1234",
    ],
)
def test_a_name_or_an_address_in_a_title_is_withheld_and_told(
    tmp_path: Path, kind: type[Exchanged], name: str, sheet: str, text: str
) -> None:
    with world.desk(tmp_path, lambda field, _n: CANARY if field == "participant.alias" else "") as desk:
        with desk.store.read() as read:
            record = read.all(kind)[0]
        with desk.store.change("") as change:
            change.save(kind, record.id, **{name: text})
        made = service.make_file(desk, tmp_path / "ud", world.TODAY)
    assert [(withheld.id, withheld.text) for withheld in made.withheld] == [(record.id, text)]
    content = insides(made.path)
    assert found(content, [CANARY, text]) == []
    assert "(tilbageholdt)" in content.decode(errors="ignore")


# What the exporter can read at all

VIEWS: dict[str, tuple[type[Exchanged], ...]] = {
    "evaluation_session": (Session,),
    "evaluation_series": (Series,),
    "evaluation_participant": (Participant,),
    "evaluation_attendance": (Attendance, Session, Participant),
    "evaluation_headcount": (Headcount, Session),
    "evaluation_pair": (PersonPair, Participant),
    "evaluation_actor": (Actor,),
    "evaluation_initiative": (Initiative,),
    "evaluation_bridge": (BridgeContact,),
    "evaluation_effort": (ExistingEffort,),
    "evaluation_rating": (CooperationRating,),
    "evaluation_story": (Story,),
    "evaluation_posting": (Posting,),
}


def columns(desk: Desk, table: str) -> set[str]:
    with desk.store.read() as read:
        return {row[1] for row in read.connection.exec_driver_sql(f"PRAGMA table_info({table})")}


def test_the_views_of_the_exporter_have_no_personal_column(tmp_path: Path) -> None:
    with world.desk(tmp_path, canary) as desk, desk.store.read() as read:
        listed = read.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'view'")
        assert {row[0] for row in listed} == set(VIEWS)
        for view, records in VIEWS.items():
            personal = {name for record in records for name in record.personal_fields()}
            assert not columns(desk, view) & personal, view
            rows = read.connection.exec_driver_sql(f"SELECT * FROM {view}").all()
            assert CANARY not in repr(rows), view


def test_control_a_table_with_personal_columns_is_noticed(tmp_path: Path) -> None:
    with world.desk(tmp_path, canary) as desk:
        assert columns(desk, "participant") & Participant.personal_fields() == {
            "alias",
            "surname",
            "birth_year",
            "safe_contact",
        }


def test_figures_and_files_read_no_table_with_a_personal_column() -> None:
    without = {record.record_kind() for record in RECORDS if not record.personal_fields()}
    assert "attendance" in without
    # The names are read for the text guard alone, which compares them and passes nothing on.
    allowed = {counting: without, evaluation: without | {"journal", "participant", "contact_person", "steering_member"}}
    for module, tables in allowed.items():
        assert module.__file__ is not None
        source = Path(module.__file__).read_text(encoding="utf-8")
        read = {name for name in re.findall(r"(?:FROM|JOIN)\s+(\w+)\b(?!\()", source) if name.islower()}
        assert {name for name in read if not name.startswith("evaluation_")} <= tables


# Text is never code


def dangerous_desk_file(folder: Path) -> Path:
    """The file of a store where every free text that leaves begins as a formula does."""
    texts = iter(DANGEROUS * 3)
    with world.desk(folder, lambda _name, _number: "") as desk:
        with desk.store.read() as read:
            ids = [(kind, record.id, name) for kind, name, _sheet in TITLES for record in read.all(kind)]
            ids += [(Actor, record.id, "name") for record in read.all(Actor)]
        with desk.store.change("") as change:
            for kind, id, name in ids:
                change.save(kind, id, **{name: next(texts)})
        return world.evaluation_file(desk, folder / "ud")


def formulas(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    file = dangerous_desk_file(tmp_path)
    assert formulas(file) == []
    shown = repr([list(page.values) for page in openpyxl.load_workbook(file)])
    assert "=1+1" in shown


def test_control_a_formula_would_be_noticed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    assert formulas(tmp_path / "a.xlsx") == ["A1"]


@pytest.mark.soffice
def test_libreoffice_too_sees_no_formula_in_it(tmp_path: Path) -> None:
    after = convert(dangerous_desk_file(tmp_path), tmp_path / "soffice")
    assert formulas(after) == []
