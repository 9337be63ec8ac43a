"""The sheets of the fill-in workbook: what `nsk template` writes and `nsk import` reads.

The names are public and Danish, whatever language is shown; they are never renamed silently.
"""

from dataclasses import dataclass
from enum import StrEnum

from nsk_desktop.domain import codes
from nsk_desktop.domain.codes import CodeList
from nsk_desktop.i18n import N_

GUIDE, CODES = "Vejledning", "Koder"
"""Sheets of the template that hold no data."""


class Kind(StrEnum):
    """What stands in the cells of a column."""

    KEY = "key"
    """The file's own number of a session, always compared as text."""
    TEXT = "text"
    LONG = "long"
    NAMES = "names"
    CODE = "code"
    CODES = "codes"
    DAY = "day"
    TIME = "time"
    WHOLE = "whole"
    YEAR = "year"
    HALF_YEAR = "half-year"
    AMOUNT = "amount"
    """Kroner, kept as whole øre."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field it fills, what its cells hold, and its explanation (a message id)."""

    name: str
    field: str
    kind: Kind
    explanation: str
    required: bool = False
    codes: CodeList | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and its columns."""

    name: str
    explanation: str
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column that fills *field*."""
        return next(column for column in self.columns if column.field == field)


SESSIONS = Sheet(
    "Møder",
    N_("One row for each session or activity."),
    (
        Column("Nr", "nr", Kind.KEY, N_("Your own number for the session. Used again in the other sheets."), True),
        Column("Dato", "day", Kind.DAY, N_("The date, for example 04.03.2025."), True),
        Column("Fra", "from_time", Kind.TIME, N_("When it began, for example 18.05.")),
        Column("Til", "to_time", Kind.TIME, N_("When it ended, for example 20.00.")),
        Column("Titel", "title", Kind.TEXT, N_("A neutral title without names of participants."), True),
        Column("Forløb", "series", Kind.TEXT, N_("The series that the session is part of.")),
        Column("Type", "type", Kind.CODE, N_("Choose from the list."), codes=codes.SESSION_TYPES),
        Column("Tema", "themes", Kind.CODES, N_("One or more themes, separated by ;"), codes=codes.THEMES),
        Column("Initiativ", "initiative", Kind.TEXT, N_("The initiative that the session belongs to.")),
        Column("Sted", "place", Kind.TEXT, N_("Where it was.")),
        Column("Tilstand", "state", Kind.CODE, N_("Held unless something else is chosen."), codes=codes.SESSION_STATES),
        Column(
            "Registrering",
            "mode",
            Kind.CODE,
            N_("How people were counted. Left empty it follows from the other sheets."),
            codes=codes.MODES,
        ),
        Column("Medarrangører", "hosts", Kind.NAMES, N_("Names of local actors, separated by ;")),
        Column("Resumé", "summary", Kind.LONG, N_("A short summary without names of participants.")),
    ),
)
ATTENDANCES = Sheet(
    "Fremmøde",
    N_("One row for each person at each session. An alias is enough."),
    (
        Column("Møde", "session", Kind.KEY, N_("The number of the session in the sheet Møder."), True),
        Column(
            "Deltager",
            "alias",
            Kind.TEXT,
            N_("An alias or a first name. The same text is the same person everywhere."),
            True,
        ),
        Column("Fødselsår", "birth_year", Kind.YEAR, N_("Four digits, or leave it empty.")),
        Column("Aldersgruppe", "age_band", Kind.CODE, N_("Choose from the list."), codes=codes.AGE_BANDS),
        Column("Køn", "gender", Kind.CODE, N_("Choose from the list."), codes=codes.GENDERS),
        Column(
            "Målgruppe", "target_group", Kind.CODE, N_("M1 unless something else is chosen."), codes=codes.TARGET_GROUPS
        ),
        Column("Undergruppe", "subgroup", Kind.CODE, N_("Choose from the list."), codes=codes.SUBGROUPS),
        Column("Relation", "relation", Kind.CODE, N_("The person's relation to the area."), codes=codes.RELATIONS),
        Column("Status", "status", Kind.CODE, N_("Present unless something else is chosen."), codes=codes.PRESENCE),
    ),
)
HEADCOUNTS = Sheet(
    "Optælling",
    N_("People counted without a name, in addition to those in the sheet Fremmøde."),
    (
        Column("Møde", "session", Kind.KEY, N_("The number of the session in the sheet Møder."), True),
        Column("Aldersgruppe", "age_band", Kind.CODE, N_("Unknown unless something is chosen."), codes=codes.AGE_BANDS),
        Column("Køn", "gender", Kind.CODE, N_("Not stated unless something is chosen."), codes=codes.GENDERS),
        Column(
            "Målgruppe", "target_group", Kind.CODE, N_("M1 unless something else is chosen."), codes=codes.TARGET_GROUPS
        ),
        Column("Antal", "count", Kind.WHOLE, N_("How many were counted. Use this, or the two next columns.")),
        Column("Antal min", "low", Kind.WHOLE, N_("At least how many, when it is an estimate.")),
        Column("Antal maks", "high", Kind.WHOLE, N_("At most how many, when it is an estimate.")),
        Column("Heraf første gang", "first_time", Kind.WHOLE, N_("How many of them came for the first time.")),
    ),
)
ACTORS = Sheet(
    "Aktører",
    N_("One row for each local actor: school, association, club."),
    (
        Column("Navn", "name", Kind.TEXT, N_("The name of the actor, not of a person."), True),
        Column("Sektor", "sector", Kind.CODE, N_("Choose from the list."), codes=codes.SECTORS),
        Column("Ejerform", "ownership", Kind.CODE, N_("Choose from the list."), codes=codes.OWNERSHIPS),
        Column("Mobiliseret", "mobilised_on", Kind.DAY, N_("The date when the actor joined in.")),
        Column("Hvordan", "mobilised_how", Kind.LONG, N_("How the actor came to join in.")),
    ),
)
BRIDGES = Sheet(
    "Brobygning",
    N_("One row each time somebody was put in touch with somebody."),
    (
        Column("Dato", "day", Kind.DAY, N_("The date, for example 04.03.2025."), True),
        Column("Fra", "source", Kind.TEXT, N_("The name of an actor, or Medarbejder, or Borgere."), True),
        Column("Til", "to", Kind.TEXT, N_("An actor, an initiative or an existing effort."), True),
        Column("Slags", "kind", Kind.CODE, N_("Choose from the list."), codes=codes.BRIDGE_KINDS),
        Column("Status", "status", Kind.CODE, N_("How far it has come."), codes=codes.BRIDGE_STATUSES),
        Column("Kontakt formidlet", "introduced_on", Kind.DAY, N_("The date when the contact was made.")),
        Column("Første møde", "first_meeting_on", Kind.DAY, N_("The date of their first meeting.")),
        Column("Antal borgere", "citizens", Kind.WHOLE, N_("How many citizens it was about. Never names.")),
        Column("Formål", "purpose", Kind.LONG, N_("What it was for.")),
        Column("Opfølgning", "follow_up_on", Kind.DAY, N_("The date when you follow up.")),
        Column("Udfald", "outcome", Kind.LONG, N_("What came of it.")),
    ),
)
COOPERATION = Sheet(
    "Samarbejde",
    N_("How two actors work together, once each half-year."),
    (
        Column("Halvår", "period", Kind.HALF_YEAR, N_("For example 2025H1, or baseline."), True),
        Column("Aktør A", "one", Kind.TEXT, N_("The name of an actor, or Indsatsen."), True),
        Column("Aktør B", "other", Kind.TEXT, N_("The name of an actor, or Indsatsen."), True),
        Column("Niveau", "level", Kind.CODE, N_("From 0 to 5."), True, codes.COOPERATION_LEVELS),
        Column("Ønsket niveau", "wanted", Kind.CODE, N_("From 0 to 5."), codes=codes.COOPERATION_LEVELS),
        Column("Vurderet af", "rater", Kind.CODE, N_("Choose from the list."), codes=codes.RATERS),
        Column("Grundlag", "basis", Kind.CODE, N_("Choose from the list."), codes=codes.RATING_BASES),
        Column("Begrundelse", "reason", Kind.LONG, N_("Why. It must be said when the level has moved.")),
    ),
)
MONEY = Sheet(
    "Økonomi",
    N_("One row for each expense."),
    (
        Column("Dato", "day", Kind.DAY, N_("The date, for example 04.03.2025."), True),
        Column("Tekst", "text", Kind.TEXT, N_("What it was for."), True),
        Column("Beløb", "amount_ore", Kind.AMOUNT, N_("The amount in kroner, for example 1.234,50."), True),
        Column("Art", "kind", Kind.CODE, N_("Activity unless something else is chosen."), codes=codes.BUDGET_KINDS),
        Column("Initiativ", "initiative", Kind.TEXT, N_("The initiative that it belongs to.")),
        Column("Møde", "session", Kind.KEY, N_("The number of the session in the sheet Møder.")),
        Column(
            "Tilstand", "state", Kind.CODE, N_("Booked unless something else is chosen."), codes=codes.POSTING_STATES
        ),
        Column("Bilag", "voucher", Kind.TEXT, N_("The number of the voucher.")),
    ),
)

SHEETS = (SESSIONS, ATTENDANCES, HEADCOUNTS, ACTORS, BRIDGES, COOPERATION, MONEY)
