"""What a row of a file wants to be there: a record with its values, before it is compared with the store."""

from dataclasses import dataclass
from datetime import date

from nsk_desktop.domain.records import Exchanged
from nsk_desktop.store.journal import Value
from nsk_desktop.store.state import journalled

Values = dict[str, Value]
# Without these a record means nothing.
_HANGS_ON = ("session_id", "participant_id", "about_id", "actor_a_id", "actor_b_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record that a row of the file speaks of: what the row gives, and what a new record gets besides."""

    kind: type[Exchanged]
    id: str
    given: Values
    besides: Values
    sheet: str
    row: int

    def hangs_on(self) -> set[str]:
        """The session, the participant, the bridge or the actors without which it means nothing."""
        return {self.besides[name] for name in _HANGS_ON if self.besides.get(name)}


def given_values(**values: date | Value) -> Values:
    """What a row says: empty cells say nothing."""
    return {name: journalled(value) for name, value in values.items() if value not in (None, "", [])}
