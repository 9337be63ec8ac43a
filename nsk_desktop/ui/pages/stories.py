"""Stories: what changed for whom, and which of them may be used in the evaluation."""

from collections.abc import Callable, Sequence
from typing import Any

from nsk_desktop.domain.codes import THEMES, THEMES_SHORT
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.folding import matches
from nsk_desktop.i18n import _
from nsk_desktop.services import actors, initiatives, stories
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.form import Form
from nsk_desktop.ui.pages.master import MasterPage
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.table import Column
from nsk_desktop.ui.widgets.choice import CodeChecks, Tick, options_of
from nsk_desktop.ui.widgets.date_entry import DateEntry
from nsk_desktop.ui.widgets.entry import TextEntry
from nsk_desktop.ui.widgets.field import Field
from nsk_desktop.ui.widgets.long_text import LongText
from nsk_desktop.ui.widgets.many import ManyEntry
from nsk_desktop.ui.widgets.type_ahead import Candidate


def story_columns() -> tuple[Column, ...]:
    """When, what it is called, who changed, and whether it may be used."""
    return (
        Column(_("Date"), lambda row: row.day, lambda row: show_day(row.day) if row.day else "", width=10),
        Column(_("Story"), lambda row: row.title, lambda row: row.title or _("without a title")),
        Column(_("Who changed"), lambda row: row.who),
        Column(
            _("Evaluation"), lambda row: row.for_evaluation, lambda row: "✓" if row.for_evaluation else "", width=10
        ),
    )


def make_story_form(context: Context) -> Form:
    """What makes a change worth telling; who it is about is a kind of actor or a group, never a named citizen."""
    involved = ManyEntry(find_actors(context), actor_name(context), _("Type the name of an actor"))
    involved.create_wanted.connect(lambda name: involved.add(actors.new_actor(context.desk, name)))
    tried = ManyEntry(_find_initiatives(context), _initiative_title(context), _("Type the name of an initiative"))
    tried.create_wanted.connect(lambda title: tried.add(initiatives.new_initiative(context.desk, title)))
    fields = {
        "title": Field(_("Title"), TextEntry(), required=True),
        "day": Field(_("When"), DateEntry(context.today)),
        "who": Field(_("Who changed"), TextEntry(), note=_("A kind of actor or a group, never a named citizen.")),
        "what": Field(_("What changed"), LongText(3)),
        "significance": Field(_("Why it matters"), LongText(2)),
        "contribution": Field(_("What the effort did towards it"), LongText(2)),
        "evidence": Field(_("What it can be seen from"), LongText(2)),
        "substantiated_by": Field(_("Who can confirm it"), TextEntry(), note=_("Stays on this computer.")),
        "themes": Field(_("Themes"), CodeChecks(options_of(THEMES_SHORT), THEMES)),
        "actors": Field(_("Actors"), involved),
        "initiatives": Field(_("Initiatives"), tried),
        "for_evaluation": Field(
            "",
            Tick(_("May be used in the evaluation")),
            note=_("Then its words leave this computer with the next file, after a check for names."),
        ),
    }
    return Form(fields, tuple(fields))


def _find_initiatives(context: Context) -> Callable[[str], Sequence[Candidate]]:
    def find(text: str) -> list[Candidate]:
        listed = initiatives.list_initiatives(context.desk)
        return [Candidate(one.id, one.title) for one in listed if matches(text, one.title)]

    return find


def _initiative_title(context: Context) -> Callable[[str], str]:
    def title(id: str) -> str:
        found = initiatives.get(context.desk, id)
        return found.title if found else id

    return title


class StoriesPage(MasterPage):
    """The stories and their form."""

    kinds = frozenset({"story", "actor", "initiative"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            "",
            story_columns(),
            make_story_form(context),
            sentence=_("Note here when somebody in the area has begun to do something in another way."),
            make=_("New story"),
        )

    def read_rows(self, text: str) -> Sequence[Any]:
        return stories.list_stories(self.context.desk, text)

    def read(self, id: str) -> Any:
        return stories.get(self.context.desk, id)

    def make(self) -> None:
        self.begin(stories.new_story(self.context.desk, day=self.context.today()), "title")

    def save(self, id: str, name: str, value: Any) -> None:
        stories.save_story(self.context.desk, id, **{name: value})

    def delete(self, id: str) -> None:
        stories.delete_story(self.context.desk, id)

    def name_of(self, record: Any) -> str:
        return record.title or _("New story")
