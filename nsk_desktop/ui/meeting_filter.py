"""Which meetings somebody wants to see: carried from a figure to the list of meetings as a word."""

from dataclasses import dataclass
from datetime import date

_MARK = "filter:"


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """The meetings of a period, of one theme or type."""

    first: date
    last: date
    theme: str = ""
    type: str = ""

    def word(self) -> str:
        """The filter as `Context.go` carries it in the place of a record."""
        return _MARK + "|".join((self.first.isoformat(), self.last.isoformat(), self.theme, self.type))


def read_filter(word: str) -> MeetingFilter | None:
    """The filter that *word* carries, or None when it is the id of a record."""
    if not word.startswith(_MARK):
        return None
    first, last, theme, type = word.removeprefix(_MARK).split("|")
    return MeetingFilter(date.fromisoformat(first), date.fromisoformat(last), theme, type)
