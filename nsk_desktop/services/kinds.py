"""What each kind of record is called, what the one record of it is called, and how its values are written."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from nsk_desktop.domain.codes import (
    AGE_BANDS,
    CONSENTS,
    GENDERS,
    INDICATORS,
    MODES,
    PRESENCE,
    SESSION_STATES,
    THEMES,
    CodeList,
)
from nsk_desktop.domain.cooperation import BASELINE
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.numbers import decimal
from nsk_desktop.domain.records import KINDS, Exchanged
from nsk_desktop.domain.targets import period_label
from nsk_desktop.i18n import N_, _
from nsk_desktop.store.journal import Value
from nsk_desktop.store.reader import Reader

NAMES = {
    "session": N_("Meeting"),
    "series": N_("Series"),
    "plan_change": N_("Plan of a series"),
    "expectation": N_("Expected meeting"),
    "participant": N_("Participant"),
    "person_pair": N_("The same person?"),
    "attendance": N_("Attendance"),
    "headcount": N_("Without name"),
    "actor": N_("Local actor"),
    "contact_person": N_("Contact person"),
    "existing_effort": N_("Existing effort"),
    "advice": N_("Advice given"),
    "cooperation_rating": N_("Cooperation rating"),
    "initiative": N_("Initiative"),
    "bridge_contact": N_("Bridge contact"),
    "follow_up": N_("Follow-up"),
    "steering_member": N_("Member of the steering group"),
    "steering_meeting": N_("Meeting of the steering group"),
    "steering_attendance": N_("Attendance in the steering group"),
    "decision": N_("Decision"),
    "story": N_("Story"),
    "method_card": N_("Method card"),
    "budget_line": N_("Budget line"),
    "posting": N_("Posting"),
    "period": N_("Half-year"),
    "release": N_("Figures given out"),
    "programme": N_("The effort"),
    "area": N_("Area"),
    "staff_member": N_("Staff member"),
    "retired_code": N_("Word that is no longer offered"),
    "target": N_("Target"),
}
_WRITTEN_ON = {
    "session": N_("The meeting"),
    "attendance": N_("The meeting"),
    "headcount": N_("The meeting"),
    "series": N_("The series"),
    "participant": N_("The participant"),
    "actor": N_("The actor"),
    "bridge_contact": N_("The bridge contact"),
    "follow_up": N_("The follow-up"),
}
# The fields that say what a record is, the best first.
_SAYING = (
    "title",
    "name",
    "alias",
    "text",
    "purpose",
    "question",
    "summary",
    "indicator",
    "period",
    "half_year",
    "day",
)
_CODES: dict[str, CodeList] = {
    "mode": MODES,
    "state": SESSION_STATES,
    "age_band": AGE_BANDS,
    "gender": GENDERS,
    "indicator": INDICATORS,
}
# Fields that hold the ids of several records, and their kind.
_KINDS_OF = {
    "actors": "actor",
    "initiatives": "initiative",
    "series": "series",
    "sessions": "session",
    "bridges": "bridge_contact",
    "ratings": "cooperation_rating",
}
_CODES_OF = {
    ("attendance", "status"): PRESENCE,
    ("steering_attendance", "status"): PRESENCE,
    ("participant", "consent"): CONSENTS,
    ("target", "theme"): THEMES,
}


def name_of_kind(kind: str) -> str:
    """What records of *kind* are called."""
    return _(NAMES[kind]) if kind in NAMES else kind


def the_record(kind: str) -> str:
    """A record of *kind* as the first word of a sentence about it."""
    return _(_WRITTEN_ON.get(kind, N_("This")))


def label_of(kind: str, values: dict[str, Value]) -> str:
    """What a record with *values* is called; a meeting also by its day."""
    if kind == "participant":
        return f"{values['alias']} {values['surname']}".strip()
    field = next((name for name in _SAYING if values.get(name)), "")
    said = _SHOWN.get(field, str)(values[field]) if field else ""
    day = values.get("day") if kind == "session" and field != "day" else None
    return f"{said} {_shown_day(day)}".strip() if day else said


def _shown_day(value: Value) -> str:
    return show_day(date.fromisoformat(str(value)))


def _shown_half_year(value: Value) -> str:
    return _("Before the effort") if value == BASELINE else period_label(str(value))


def _shown_indicator(value: Value) -> str:
    return INDICATORS.label(str(value))


_SHOWN: dict[str, Callable[[Value], str]] = {
    "indicator": _shown_indicator,
    "day": _shown_day,
    "period": _shown_half_year,
    "half_year": _shown_half_year,
}


def labels_of(read: Reader, kind: str, ids: Iterable[str]) -> dict[str, str]:
    """What many records of one kind are called."""
    found = read.stored(KINDS[kind], sorted(set(ids)))
    return {id: label_of(kind, values) for id, values in found.items()}


def written(read: Reader, kind: str, field: str, value: Value) -> str:
    """A value of the journal as people write it: codes by their label, references by name, days as we show them."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and field in _KINDS_OF:
        names = labels_of(read, _KINDS_OF[field], map(str, value))
        return ", ".join(names.get(str(id)) or str(id) for id in value)
    if isinstance(value, list):
        return ", ".join(written(read, kind, field, each) for each in value)
    if isinstance(value, dict):
        return _written_object(read, kind, field, value)
    codes = _CODES_OF.get((kind, field)) or _CODES.get(field)
    if codes is not None:
        return codes.label(str(value))
    return _written_plain(read, KINDS[kind], field, value)


def _written_object(read: Reader, kind: str, field: str, value: dict[str, Any]) -> str:
    if "actor" in value:
        return labels_of(read, "actor", [value["actor"]]).get(value["actor"], str(value["actor"]))
    if kind == "release":
        # The day is enough to tell one from another; the numbers stand in the file.
        value = {"on": value.get("on")}
    return ", ".join(written(read, kind, field, each) for each in value.values())


def _written_plain(read: Reader, record: type[Exchanged], field: str, value: Value) -> str:
    table = record.references().get(field)
    if table is not None:
        return labels_of(read, table, [str(value)]).get(str(value), "") or str(value)
    if isinstance(value, str) and _is_day(value):
        return show_day(date.fromisoformat(value))
    if field.endswith("_ore") and isinstance(value, int):
        return decimal(value / 100, 2)
    if field.endswith("_time") and isinstance(value, str):
        return value.replace(":", ".")
    return str(value)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2025-03-04")


__all__ = ["NAMES", "label_of", "labels_of", "name_of_kind", "the_record", "written"]
