"""What is registered and cannot stand so: what a meeting still lacks, and ratings of cooperation."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _, ngettext


class Incomplete(NskError):
    """A meeting cannot be finished yet; *fields* are the names of what is missing."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(*fields)
        self.fields = fields

    def message(self) -> str:
        names = {
            "day": _("date"),
            "title": _("title"),
            "type": _("type"),
            "themes": _("theme"),
            "mode": _("registration mode"),
            "attendance": _("who or how many came"),
        }
        listed = ", ".join(names.get(field, field) for field in self.fields)
        return _("The meeting still lacks: {fields}. Until then it is kept as a draft.").format(fields=listed)


class StillToCome(NskError):
    """A meeting is finished before it was held."""

    def __init__(self, days: int) -> None:
        super().__init__(days)
        self.days = days

    def message(self) -> str:
        text = ngettext(
            "The meeting is tomorrow. It can be finished on the day; until then it is kept as it is.",
            "The meeting is {number} days ahead. It can be finished on the day; until then it is kept as it is.",
            self.days,
        )
        return text.format(number=self.days)


class HeldAlready(NskError):
    """A meeting that was only expected here has been held, as a colleague has registered."""

    def __init__(self, title: str, day: str) -> None:
        super().__init__(title, day)
        self.title, self.day = title, day

    def message(self) -> str:
        return _(
            "{title} {day} is registered as held, perhaps by a colleague. It stays as it is. "
            "Open the meeting if it has to be changed."
        ).format(title=self.title, day=self.day)


class ReasonMissing(NskError):
    """The level of cooperation moved against the rating before, and nobody says why."""

    def __init__(self, before: int, level: int) -> None:
        super().__init__(before, level)
        self.before, self.level = before, level

    def message(self) -> str:
        return _("The level moves from {before} to {level}. Write why; until then it is not saved.").format(
            before=self.before, level=self.level
        )


class SameActor(NskError):
    """A rating is about two actors."""

    def message(self) -> str:
        return _("The two sides are the same actor. Choose another one as one of them.")


class LevelOutside(NskError):
    """A level of cooperation that the scale does not have."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        return _("{level} is not a level of cooperation. Choose one from 0 to 5.").format(level=self.text)
