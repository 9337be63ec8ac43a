"""Lists of records with every field, for outside tools."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from nsk_desktop.domain.periods import is_intact
from nsk_desktop.domain.records import (
    Actor,
    Advice,
    Area,
    Attendance,
    BridgeContact,
    BudgetLine,
    ContactPerson,
    CooperationRating,
    Decision,
    Exchanged,
    ExistingEffort,
    FollowUp,
    Headcount,
    Initiative,
    MethodCard,
    Participant,
    Period,
    PersonPair,
    Posting,
    Programme,
    Series,
    Session,
    StaffMember,
    SteeringMeeting,
    SteeringMember,
    Story,
    Target,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.sessions import list_sessions

LISTS: dict[str, type[Exchanged]] = {
    "sessions": Session,
    "series": Series,
    "participants": Participant,
    "attendances": Attendance,
    "headcounts": Headcount,
    "pairs": PersonPair,
    "actors": Actor,
    "contacts": ContactPerson,
    "initiatives": Initiative,
    "existing-efforts": ExistingEffort,
    "bridges": BridgeContact,
    "advice": Advice,
    "ratings": CooperationRating,
    "steering-members": SteeringMember,
    "steering-meetings": SteeringMeeting,
    "decisions": Decision,
    "follow-ups": FollowUp,
    "stories": Story,
    "method-cards": MethodCard,
    "budget": BudgetLine,
    "postings": Posting,
    "periods": Period,
    "targets": Target,
    "staff": StaffMember,
    "programmes": Programme,
    "areas": Area,
}
# What a list shows when it is read by people; outside tools get every field.
SHOWN: dict[str, tuple[str, ...]] = {
    "sessions": ("day", "from_time", "title", "type", "state", "mode", "registered", "low", "high", "completed"),
    "series": ("title", "type", "weekday", "from_time", "place"),
    "participants": ("alias", "surname", "birth_year", "age_band", "gender", "target_group"),
    "attendances": ("session_id", "participant_id", "status"),
    "headcounts": ("session_id", "age_band", "gender", "target_group", "low", "high"),
    "pairs": ("first_id", "second_id", "verdict"),
    "actors": ("name", "sector", "ownership", "status", "mobilised_on"),
    "contacts": ("name", "role", "phone", "email", "active"),
    "initiatives": ("title", "themes", "status", "start", "end"),
    "existing-efforts": ("title", "themes", "target_groups", "trust", "isolated"),
    "advice": ("day", "theme", "concrete", "minutes", "directed_to"),
    "ratings": ("period", "actor_a_id", "actor_b_id", "rater", "level", "wanted", "unchanged", "reason"),
    "steering-members": ("name", "role", "ownership", "first_day", "last_day"),
    "steering-meetings": ("session_id", "agenda"),
    "decisions": ("text", "owner", "deadline", "done"),
    "bridges": ("day", "from_kind", "kind", "status", "citizens", "purpose"),
    "follow-ups": ("due", "text", "about_kind", "done"),
    "stories": ("day", "title", "who", "in_report", "for_evaluation"),
    "method-cards": ("day", "title", "themes", "in_report"),
    "budget": ("year", "kind", "amount_ore", "text"),
    "postings": ("day", "text", "amount_ore", "state", "kind", "year", "voucher"),
    "targets": ("indicator", "period", "theme", "value"),
    "periods": ("half_year", "state", "signed_by", "signed_on", "intact"),
    "staff": ("name", "initials", "fte_percent"),
    "programmes": ("code", "title", "first_year", "last_year"),
    "areas": ("name", "district"),
}


def list_records(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """Every record of a list of `LISTS` that is not deleted, with all its fields in JSON values."""
    with desk.store.read() as read:
        rows = [_fields(record) for record in read.all(LISTS[kind])]
    more = _MORE.get(kind)
    return more(desk, rows) if more else rows


def _fields(record: Exchanged) -> dict[str, Any]:
    return {name: _plain(value) for name, value in asdict(record).items() if name != "deleted"}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _with_counts(desk: Desk, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counts = {row.id: row for row in list_sessions(desk)}
    found = [
        row | {name: getattr(counts[row["id"]], name) for name in ("registered", "low", "high")}
        for row in rows
        if row["id"] in counts
    ]
    return sorted(found, key=lambda row: (row["day"] or "", row["from_time"] or "", row["id"]))


def _with_signatures(desk: Desk, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who signed, and whether it still fits; which entries were seen means something inside the store alone."""
    with desk.store.read() as read:
        intact = {period.id: is_intact(period) for period in read.all(Period)}
    found = []
    for row in rows:
        signature = {name: value for name, value in row["signature"].items() if name != "seen"}
        more = {"signed_by": signature.get("by"), "signed_on": signature.get("on"), "intact": intact[row["id"]]}
        found.append(row | {"signature": signature} | more)
    return sorted(found, key=lambda row: row["half_year"])


_MORE: dict[str, Callable[[Desk, list[dict[str, Any]]], list[dict[str, Any]]]] = {
    "sessions": _with_counts,
    "periods": _with_signatures,
}
