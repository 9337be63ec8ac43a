"""What a meeting still lacks."""

from nsk_desktop.errors import NskError
from nsk_desktop.i18n import _


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
