"""What Ctrl+K finds besides records: commands with their keys, pages and their tabs, and the help."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from PySide6.QtGui import QAction, QKeySequence

from nsk_desktop.domain.questions import length_of, questions, words_of
from nsk_desktop.domain.word_index import WordIndex
from nsk_desktop.i18n import _
from nsk_desktop.services import help_pages
from nsk_desktop.services.finding import MOST
from nsk_desktop.services.help_pages import HelpPage
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.places import part_titles, places

_IN_ALL_THEY_SAY = 3
"""With fewer letters nearly every help page would be found."""
_HELP_PAGES = 4


@dataclass(frozen=True)
class Choice:
    """One line of the list: what it is called, what stands beside it, and what it does."""

    title: str
    detail: str
    act: Callable[[], object]


def commands(actions: Mapping[str, QAction], text: str, today: date) -> list[Choice]:
    """The commands (but not the pages) whose words *text* begins, with their keys. Those that cannot be done are not
    shown."""
    pages = {place.name for place in places()}
    able = [action for name, action in actions.items() if name not in pages and action.isEnabled()]
    titles = [action.text().replace("&&", "\0").replace("&", "").replace("\0", "&") for action in able]
    found = _find([(title, "") for title in titles], text, today)
    return [Choice(titles[place], _keys(able[place]), able[place].trigger) for place in found]


def pages(context: Context, text: str, today: date) -> list[Choice]:
    """The pages and tabs whose words *text* begins; beside a tab stands its page, beside a page its key."""
    listed: list[tuple[str, str, str]] = []
    titles = part_titles()
    for place in places():
        listed.append((place.name, place.title, place.keys))
        listed += [(part, titles[part], place.title) for part in place.parts if part in titles]
    found = _find([(title, "") for _name, title, _detail in listed], text, today)
    return [
        Choice(listed[place][1], listed[place][2], lambda name=listed[place][0]: context.go(name))  # type: ignore[misc]
        for place in found
    ]


def help_choices(context: Context, text: str, today: date) -> list[Choice]:
    """The help pages that *text* is in: their titles first, then their headings, then all they say."""
    listed = help_pages.list_pages()
    found = list(_find([(page.title, " ".join(page.headings)) for page in listed], text, today))
    if len(text) >= _IN_ALL_THEY_SAY:
        found += [place for place in _find([("", page.text) for page in listed], text, today) if place not in found]
    return [
        Choice(
            listed[place].title,
            _where(listed[place], text),
            lambda name=listed[place].name: context.help(name),  # type: ignore[misc]
        )
        for place in found[:_HELP_PAGES]
    ]


def _where(page: HelpPage, text: str) -> str:
    """The heading that is meant, when it is not the title."""
    words = words_of(text)
    heading = next((one for one in page.headings if any(word in " ".join(words_of(one)) for word in words)), "")
    return heading or _("Help")


def _find(labels: Iterable[tuple[str, str]], text: str, today: date) -> Sequence[int]:
    """The places of the labels that *text* means; each has a title and further words."""
    given = tuple(labels)
    index = _index_of(given)
    return [len(given) - 1 - number for number in index.find(questions(text, today), MOST)]


@lru_cache(maxsize=8)
def _index_of(labels: tuple[tuple[str, str], ...]) -> WordIndex:
    index = WordIndex()
    # The first of the list comes first among equals, so that it is added last.
    for title, further in reversed(labels):
        words = words_of(title)
        index.add(words_of(title, further), words[0] if words else "", length_of(title))
    return index


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
