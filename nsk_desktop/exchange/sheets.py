"""The sheets of format 1: every sheet and column of an evaluation file and of the central workbook.

The names are public and Danish, because people read them in the file; they are never renamed silently.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from nsk_desktop.domain import codes
from nsk_desktop.domain.codes import CodeList
from nsk_desktop.i18n import N_

FORMAT = 1
ID, VERSION, DEVICE, DELETED, CHECK = "id", "version", "enhed", "slettet", "kontrol"
OVERVIEW, CODEBOOK, ABOUT = "Overblik", "Kodebog", "Om filen"
DEVICES, RECEPTIONS, UNRESOLVED = "Enheder", "Modtagelser", "Uafklaret"


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    """A time of day, written as the text HH:MM."""
    NUMBER = "number"
    FLAG = "flag"
    """Yes or no, written ``ja`` or ``nej``."""
    LIST = "list"
    """Several texts or codes, joined by ``;``."""
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what its cells hold, and its explanation (a message id)."""

    name: str
    kind: Kind
    explanation: str
    codes: CodeList | None = None
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """One sheet and the Excel table in it."""

    name: str
    columns: tuple[Column, ...]
    explanation: str
    key: str = ID

    @property
    def table(self) -> str:
        return "nsk_" + self.name.replace(" ", "_")

    @cached_property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def index(self, header: str) -> int:
        return self.headers.index(header)


def _text(name: str, explanation: str, width: int = 14) -> Column:
    return Column(name, Kind.TEXT, explanation, None, width)


def _id(name: str, explanation: str) -> Column:
    return Column(name, Kind.TEXT, explanation, None, 16)


def _date(name: str, explanation: str) -> Column:
    return Column(name, Kind.DATE, explanation, None, 12)


def _time(name: str, explanation: str) -> Column:
    return Column(name, Kind.TIME, explanation, None, 8)


def _number(name: str, explanation: str) -> Column:
    return Column(name, Kind.NUMBER, explanation, None, 12)


def _flag(name: str, explanation: str) -> Column:
    return Column(name, Kind.FLAG, explanation, None, 10)


def _list(name: str, explanation: str, listed: CodeList | None = None) -> Column:
    return Column(name, Kind.LIST, explanation, listed, 16)


def _code(name: str, explanation: str, listed: CodeList) -> Column:
    return Column(name, Kind.CODE, explanation, listed, 20)


_ACTIVITY = N_("The activity (its id in the sheet Aktiviteter)")
_PERSON = N_("The participant's pseudonym (id in the sheet Deltagere)")
_ACTOR = N_("The actor (its id in the sheet Aktører), or Indsatsen")
_INITIATIVE = N_("The initiative (its id in the sheet Initiativer)")
_HALF_YEAR = N_("The half-year, for example 2025H1; baseline is before the effort")

_FIRST = (
    _id(ID, N_("The identity of the row, the same in every file")),
    Column(VERSION, Kind.TEXT, N_("How new the row is; the greater text is the newer"), None, 12),
    Column(DEVICE, Kind.TEXT, N_("The device that the row's latest change came from"), None, 12),
    _flag(DELETED, N_("The row was deleted on the laptop; it counts nowhere")),
)
_CHECK = Column(CHECK, Kind.TEXT, N_("Check of the row's cells, used to see edits by hand. Leave it alone"), None, 10)


def _sheet(name: str, explanation: str, *columns: Column) -> Sheet:
    return Sheet(name, _FIRST + columns, explanation)


ROW_SHEETS: tuple[Sheet, ...] = (
    _sheet(
        "Aktiviteter",
        N_("Meetings and activities with their counts"),
        _date("dato", N_("The day of the activity")),
        _time("fra", N_("When it began")),
        _time("til", N_("When it ended")),
        _text("titel", N_("Title"), 34),
        _code("type", N_("Kind of activity"), codes.SESSION_TYPES),
        _list("temaer", N_("Themes"), codes.THEMES),
        _list("målgrupper", N_("Target groups"), codes.TARGET_GROUPS),
        _id("initiativ", _INITIATIVE),
        _id("forløb", N_("The series it belongs to (id in the sheet Forløb)")),
        _code("tilstand", N_("Planned, held or cancelled; only held activities count"), codes.SESSION_STATES),
        _code("registrering", N_("How the participants were registered"), codes.MODES),
        _list("medarrangører", N_("Co-hosting actors (ids in the sheet Aktører)")),
        _number("m1_registreret", N_("Citizens (M1) registered one by one who were present")),
        _number("m1_anonym_min", N_("Citizens (M1) counted without names, at least")),
        _number("m1_anonym_maks", N_("Citizens (M1) counted without names, at most")),
        _number("m2_registreret", N_("Local actors (M2) registered one by one who were present")),
        _number("m2_anonym_min", N_("Local actors (M2) counted without names, at least")),
        _number("m2_anonym_maks", N_("Local actors (M2) counted without names, at most")),
    ),
    _sheet(
        "Forløb",
        N_("Series of activities"),
        _text("titel", N_("Title"), 34),
        _code("type", N_("Kind of activity"), codes.SESSION_TYPES),
        _id("initiativ", _INITIATIVE),
        _flag("lukket_gruppe", N_("A closed group: the same circle of people each time")),
        _flag("samme_anonyme", N_("The anonymous members are the same people each time")),
        _date("start", N_("First day")),
        _date("slut", N_("Last day")),
    ),
    _sheet(
        "Optællinger",
        N_("People counted without names, in addition to the registered"),
        _id("aktivitet", _ACTIVITY),
        _code("aldersgruppe", N_("Age band"), codes.AGE_BANDS),
        _code("køn", N_("Gender"), codes.GENDERS),
        _code("målgruppe", N_("Target group"), codes.TARGET_GROUPS),
        _number("antal_min", N_("Number of people, at least")),
        _number("antal_maks", N_("Number of people, at most")),
        _number("heraf_første_gang", N_("Of whom here for the first time")),
    ),
    _sheet(
        "Deltagelser",
        N_("Who was at which activity, by pseudonym"),
        _id("aktivitet", _ACTIVITY),
        _id("deltager", _PERSON),
        _code("status", N_("Present, absent or excused"), codes.PRESENCE),
        _code("aldersgruppe", N_("Age band on the day"), codes.AGE_BANDS),
        _flag("første_gang", N_("First time in the effort")),
    ),
    _sheet(
        "Deltagere",
        N_("Participants by pseudonym; never a name or a birth year"),
        _code("køn", N_("Gender"), codes.GENDERS),
        _code("målgruppe", N_("Target group"), codes.TARGET_GROUPS),
        _code("undergruppe", N_("Subgroup"), codes.SUBGROUPS),
        _code("relation", N_("Relation to the area"), codes.RELATIONS),
        _code("aldersgruppe", N_("Age band at first contact"), codes.AGE_BANDS),
        _id("samme_som", N_("The pseudonym of the same person, when two were joined")),
    ),
    _sheet(
        "Muligt samme",
        N_("Pairs that somebody has marked as maybe the same person"),
        _id("deltager_a", _PERSON),
        _id("deltager_b", _PERSON),
    ),
    _sheet(
        "Aktører",
        N_("Local actors (organisations, never contact persons)"),
        _text("navn", N_("Name of the organisation"), 30),
        _code("sektor", N_("Sector"), codes.SECTORS),
        _code("ejerform", N_("Municipal, civil or private"), codes.OWNERSHIPS),
        _code("status", N_("Status"), codes.ACTOR_STATUSES),
        _date("aktiv_fra", N_("Mobilised on")),
        _date("aktiv_til", N_("Ended on")),
        _text("mobiliseret_hvordan", N_("How the actor was mobilised"), 30),
    ),
    _sheet(
        "Initiativer",
        N_("Initiatives made with the actors"),
        _text("titel", N_("Title"), 34),
        _list("temaer", N_("Themes"), codes.THEMES),
        _code("status", N_("Status"), codes.INITIATIVE_STATUSES),
        _date("start", N_("First day")),
        _date("slut", N_("Last day")),
        _list("partnere", N_("Partner actors (ids in the sheet Aktører)")),
        _number("kan_udbredes", N_("Can be spread city-wide, 1-5")),
    ),
    _sheet(
        "Brobygning",
        N_("Contacts made between actors, citizens and efforts"),
        _date("dato", N_("The day of the first step")),
        _text("fra", N_("From: an actor (id), Medarbejder or Borgere"), 16),
        _text("til", N_("To: an actor or initiative (id) or an existing effort"), 16),
        _code("slags", N_("Kind of bridge"), codes.BRIDGE_KINDS),
        _code("status", N_("Status"), codes.BRIDGE_STATUSES),
        _date("kontakt_formidlet", N_("The day contact was made")),
        _date("første_møde", N_("The day of the first meeting")),
        _date("samarbejde_i_gang", N_("The day cooperation was under way")),
        _date("afsluttet", N_("The day it was finished")),
        _number("antal_borgere", N_("Number of citizens (M1)")),
    ),
    _sheet(
        "Samarbejde",
        N_("Ratings of cooperation between two actors, per half-year"),
        _text("halvår", _HALF_YEAR, 10),
        _id("aktør_a", _ACTOR),
        _id("aktør_b", _ACTOR),
        Column("niveau", Kind.NUMBER, N_("Level of cooperation, 0-5"), codes.COOPERATION_LEVELS, 10),
        Column("ønsket_niveau", Kind.NUMBER, N_("Wanted level, 0-5"), codes.COOPERATION_LEVELS, 10),
        _code("vurderet_af", N_("Who gave the rating"), codes.RATERS),
        _code("grundlag", N_("What the rating rests on"), codes.RATING_BASES),
        _text("begrundelse", N_("Reason, only when marked for evaluation"), 40),
    ),
    _sheet(
        "Fortællinger",
        N_("Stories that were marked for evaluation"),
        _date("dato", N_("Date")),
        _text("titel", N_("Title"), 34),
        _text("tekst", N_("The story"), 60),
        _list("temaer", N_("Themes"), codes.THEMES),
        _list("aktører", N_("Actors (ids in the sheet Aktører)")),
    ),
    _sheet(
        "Økonomi",
        N_("Postings; amounts in øre (100 øre is 1 krone)"),
        _date("dato", N_("Date")),
        _code("art", N_("Staff or activity"), codes.BUDGET_KINDS),
        _number("beløb_øre", N_("Amount in øre")),
        _code("tilstand", N_("Planned, committed or booked"), codes.POSTING_STATES),
        _id("initiativ", _INITIATIVE),
        _id("aktivitet", _ACTIVITY),
    ),
    _sheet(
        "Rækkevidde",
        N_("The laptop's own figures per half-year, so that the centre can reconcile"),
        _text("halvår", _HALF_YEAR, 10),
        _number("registreret", N_("Different citizens (M1) registered one by one")),
        _number("nedre", N_("Citizens reached, at least")),
        _number("øvre", N_("Citizens reached, at most")),
        _number("fremmøder", N_("Attendances of registered citizens")),
        _number("anonyme_min", N_("Attendances counted without names, at least")),
        _number("anonyme_maks", N_("Attendances counted without names, at most")),
        _number("afholdte", N_("Activities held that count as reach")),
        _number("ikke_optalte", N_("Held activities where nobody was counted")),
    ),
)
"""What an evaluation file carries, in the order the sheets stand."""

DEVICE_SHEET = Sheet(
    DEVICES,
    (
        _id(DEVICE, N_("The device (one store on one laptop)")),
        _text("område", N_("The area it reports for"), 20),
        _text("fingeraftryk", N_("Six words that identify its key; compare them by telephone"), 46),
        _text("nøgle", N_("Its public key, trusted since the first contact"), 20),
        _date("første_gang", N_("The day of the first file")),
        _number("seneste_løbenr", N_("The greatest running number received")),
        _text("mangler", N_("Running numbers that never arrived"), 16),
        _text("holder", N_("Whose entries the device has seen: device:count:stamp"), 30),
    ),
    N_("The devices that have sent files"),
    DEVICE,
)
RECEPTION_SHEET = Sheet(
    RECEPTIONS,
    (
        _id(ID, N_("The identity of the file")),
        _text("modtaget", N_("When the file was merged"), 18),
        _text("fil", N_("Name of the file"), 44),
        _id(DEVICE, N_("The device that made it")),
        _number("løbenr", N_("Running number of the file")),
        _date("lavet", N_("The day it was made")),
        _text("indhold", N_("Digest of the content"), 20),
        _text("holder", N_("Whose entries the device has seen: device:count:stamp"), 30),
        _number("nye", N_("New rows")),
        _number("rettede", N_("Changed rows")),
        _number("uændrede", N_("Rows that were here already")),
        _number("håndrettede", N_("Rows with cells edited by hand, which were kept")),
        _number("uafklarede", N_("Rows that two laptops changed unaware of each other")),
        _number("afviste", N_("Rows that were refused")),
        _text("bemærkning", N_("Remark"), 40),
    ),
    N_("The files that were merged"),
)
UNRESOLVED_SHEET = Sheet(
    UNRESOLVED,
    (
        _id(ID, N_("Number of the line; an empty line is free")),
        _text("ark", N_("The sheet of the row"), 16),
        _text("række", N_("The row (its id)"), 34),
        _text(VERSION, N_("How new this wording is; the row shows a newer one"), 26),
        _list("enheder", N_("The devices that say so")),
        _text("indhold", N_("What the row says there"), 60),
        _CHECK,
    ),
    N_("Rows that two laptops changed unaware of each other: what the other one says"),
)

BOOKKEEPING_SHEETS: tuple[Sheet, ...] = (DEVICE_SHEET, RECEPTION_SHEET, UNRESOLVED_SHEET)
CENTRAL_ROW_SHEETS: tuple[Sheet, ...] = tuple(
    Sheet(sheet.name, (*sheet.columns, _CHECK), sheet.explanation) for sheet in ROW_SHEETS
)
"""The same sheets as they stand in the central workbook, with ``kontrol`` last."""

CENTRAL_SHEETS: tuple[Sheet, ...] = CENTRAL_ROW_SHEETS + BOOKKEEPING_SHEETS
"""Every sheet with an owned table in the central workbook."""

_BY_NAME = {sheet.name: sheet for sheet in CENTRAL_SHEETS}
_TRAVELLING = {sheet.name: sheet for sheet in ROW_SHEETS}


def row_sheet(name: str) -> Sheet:
    """The sheet of an evaluation file called *name*."""
    return _TRAVELLING[name]


def central_sheet(name: str) -> Sheet:
    """The sheet of the central workbook called *name*."""
    return _BY_NAME[name]


def central_tables() -> Iterator[str]:
    """The names of the owned Excel tables."""
    return (sheet.table for sheet in CENTRAL_SHEETS)
