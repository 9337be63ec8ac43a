"""Bridges between local actors: who was put in touch with whom, and how far it came."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.bridges import FROM_ACTOR, FROM_CITIZENS
from nsk_desktop.domain.codes import BridgeStatus
from nsk_desktop.domain.folding import matches
from nsk_desktop.domain.records import BridgeContact, FollowUp
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import cooperation as queries

# The date that belongs to each step.
STEP_DATES = {
    BridgeStatus.IDENTIFIED: "day",
    BridgeStatus.INTRODUCED: "introduced_on",
    BridgeStatus.FIRST_MEETING: "first_meeting_on",
    BridgeStatus.COOPERATING: "cooperating_on",
    BridgeStatus.DONE_RESULT: "ended_on",
    BridgeStatus.DONE_NO_RESULT: "ended_on",
    BridgeStatus.DECLINED: "ended_on",
}


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A bridge contact as lists show it."""

    id: str
    day: date | None
    from_label: str
    to_label: str
    kind: str | None
    status: str
    citizens: int | None
    follow_up: date | None
    purpose: str
    outcome: str


def list_bridges(desk: Desk, text: str = "") -> list[BridgeRow]:
    """Every bridge contact that matches *text*, newest first."""
    with desk.store.read() as read:
        found = queries.list_bridges(read)
    rows = [_labelled(row) for row in found]
    return [row for row in rows if matches(text, f"{row.from_label} {row.to_label} {row.purpose}")] if text else rows


def _labelled(row: queries.BridgeRow) -> BridgeRow:
    return BridgeRow(
        id=row.id,
        day=row.day,
        from_label=from_label(row.from_kind, row.from_name),
        to_label=row.to_name,
        kind=row.kind,
        status=row.status,
        citizens=row.citizens,
        follow_up=row.follow_up,
        purpose=row.purpose,
        outcome=row.outcome,
    )


def from_label(kind: str, name: str) -> str:
    """Who a bridge starts from, in the user's language."""
    if kind == FROM_ACTOR:
        return name
    return _("Citizens") if kind == FROM_CITIZENS else _("Staff member")


def get(desk: Desk, id: str) -> BridgeContact | None:
    with desk.store.read() as read:
        return read.get(BridgeContact, id)


def new_bridge(desk: Desk, *, follow_up: date | None = None, follow_up_text: str = "", **fields: object) -> str:
    """A new bridge contact, with what is to be followed up and when: one step to undo."""
    bridge = BridgeContact(**fields)  # type: ignore[arg-type]
    step = STEP_DATES.get(BridgeStatus(bridge.status)) if bridge.status in set(BridgeStatus) else None
    if step and getattr(bridge, step) is None:
        setattr(bridge, step, bridge.day)
    with desk.store.change(_("New bridge contact")) as change:
        id = change.create(bridge)
        if follow_up:
            kind = BridgeContact.record_kind()
            change.create(FollowUp(due=follow_up, text=follow_up_text, about_kind=kind, about_id=id))
        return id


def save_bridge(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the bridge contact")) as change:
        return change.save(BridgeContact, id, **fields)


def name_end(desk: Desk, id: str, field: str, actor: str | None, on: date) -> bool:
    """Say which actor a bridge starts from or leads to.

    Once both are known, a bridge that has come no further starts where the last one between them had come to.
    """
    bridge = get(desk, id)
    ends = {"from_actor_id": bridge.from_actor_id, "to_actor_id": bridge.to_actor_id, field: actor} if bridge else {}
    fields: dict[str, object] = {field: actor}
    if bridge is not None and all(ends.values()) and bridge.status == BridgeStatus.IDENTIFIED:
        with desk.store.read() as read:
            status = queries.last_status_between(read, str(ends["from_actor_id"]), str(ends["to_actor_id"]), id)
        step = STEP_DATES.get(BridgeStatus(status)) if status in set(BridgeStatus) else None
        if status and status != bridge.status:
            fields["status"] = status
            if step and getattr(bridge, step) is None:
                fields[step] = on
    with desk.store.change(_("Change the bridge contact")) as change:
        return change.save(BridgeContact, id, **fields)


def set_status(desk: Desk, id: str, status: str, on: date) -> None:
    """Move a bridge to a step and note the day, unless that step has its day already."""
    bridge = get(desk, id)
    fields: dict[str, object] = {"status": status}
    step = STEP_DATES.get(BridgeStatus(status)) if status in set(BridgeStatus) else None
    if bridge and step and getattr(bridge, step) is None:
        fields[step] = on
    with desk.store.change(_("Bridge contact: new step")) as change:
        change.save(BridgeContact, id, **fields)


def delete_bridge(desk: Desk, id: str) -> None:
    with desk.store.change(_("Delete the bridge contact")) as change:
        change.delete(BridgeContact, id)
