"""A line for one local actor; one that is not known yet is made on the way."""

from nsk_desktop.i18n import _
from nsk_desktop.services import actors
from nsk_desktop.ui.context import Context
from nsk_desktop.ui.session_form import actor_name, find_actors
from nsk_desktop.ui.widgets.type_ahead import Search, TypeAhead


def make_actor_entry(context: Context, search: Search | None = None) -> TypeAhead:
    """The line; *search* offers something else beside the actors."""
    entry = TypeAhead(search or find_actors(context), can_create=True, placeholder=_("Type the name of an actor"))

    def create(name: str) -> None:
        entry.set_value(actors.new_actor(context.desk, name), name)
        entry.committed.emit()

    entry.create_wanted.connect(create)
    return entry


def shown_actor(context: Context, id: str | None) -> tuple[str | None, str]:
    """An actor as the line shows it: the id and the name."""
    return id, actor_name(context)(id) if id else ""
