"""What laptops disagree about, in words: which record, which field, and every value with its author and time."""

from dataclasses import dataclass
from datetime import datetime

from nsk_desktop.domain.records import KINDS
from nsk_desktop.i18n import _
from nsk_desktop.services import history, kinds
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.field_names import name_of_field
from nsk_desktop.services.history import Conflict
from nsk_desktop.store.history import conflicts
from nsk_desktop.store.journal import DELETED, Value
from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the values, and who wrote it."""

    value: Value
    text: str
    who: str
    when: datetime
    shown: bool
    """It is the one that stands until somebody decides."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field to decide about."""

    kind: str
    record: str
    field: str
    kind_name: str
    record_name: str
    field_name: str
    sides: tuple[Wording, ...]
    conflict: Conflict

    @property
    def id(self) -> str:
        return f"{self.record} {self.field}"


def disputes(desk: Desk) -> list[Dispute]:
    """Everything that laptops disagree about and nobody has decided."""
    with desk.store.read() as read:
        return [_dispute(read, one) for one in conflicts(read)]


def decide(desk: Desk, dispute: Dispute, side: Wording) -> None:
    """Let one of the values stand. One step that can be undone; the others stay in the history."""
    history.decide(desk, dispute.conflict, side.value)


def _dispute(read: Reader, one: Conflict) -> Dispute:
    sides = tuple(
        Wording(side.value, _text(read, one, side.value), side.who, side.when, place == 0)
        for place, side in enumerate(one.sides)
    )
    return Dispute(
        one.kind,
        one.record,
        one.field,
        kinds.name_of_kind(one.kind),
        _name(read, one),
        name_of_field(one.field),
        sides,
        one,
    )


def _name(read: Reader, one: Conflict) -> str:
    """What the record is called; a mark or a count by its meeting and its person."""
    (values,) = read.stored(KINDS[one.kind], [one.record]).values()
    own = kinds.label_of(one.kind, values)
    if own:
        return own
    about = [
        kinds.written(read, one.kind, field, values[field]) for field in KINDS[one.kind].references() if values[field]
    ]
    return ", ".join(filter(None, about)) or one.record[:8]


def _text(read: Reader, one: Conflict, value: Value) -> str:
    if one.field == DELETED:
        return _("put it into the bin") if value else _("keep it, with what was written")
    return kinds.written(read, one.kind, one.field, value) or _("(empty)")
