"""Which figure somebody goes after: its period and its filter, carried as a word in the place of a record."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from nsk_desktop.measures.reach import Only

_MARK = "figure:"


@dataclass(frozen=True)
class FigureWord:
    """A period and a filter."""

    first: date
    last: date
    only: Only

    def word(self) -> str:
        """The figure as a word; the same figure always gives the same one."""
        pairs = [(by, key) for by in sorted(self.only) for key in sorted(self.only[by])]
        return _MARK + "|".join((self.first.isoformat(), self.last.isoformat(), urlencode(pairs)))


def read_figure(word: str) -> FigureWord | None:
    """The figure that *word* carries, or None when it is something else."""
    if not word.startswith(_MARK):
        return None
    first, last, pairs = word.removeprefix(_MARK).split("|", 2)
    only: dict[str, list[str]] = {}
    for by, key in parse_qsl(pairs):
        only.setdefault(by, []).append(key)
    return FigureWord(date.fromisoformat(first), date.fromisoformat(last), only)
