"""The pages of the main window in the order of their keys, and the parts that live as tabs on them."""

from dataclasses import dataclass

from nsk_desktop.i18n import _

PAGES = {
    "session": "activities",
    "participant": "participants",
    "person_pair": "pairs",
    "budget_line": "budget",
    "posting": "budget",
    "actor": "actors",
    "bridge_contact": "bridges",
    "story": "stories",
    "series": "series",
    "initiative": "initiatives",
    "contact_person": "contacts",
    "existing_effort": "existing-efforts",
    "advice": "advice",
    "cooperation_rating": "ratings",
    "method_card": "method-cards",
    "decision": "steering-decisions",
    "steering_member": "steering-members",
    "target": "targets",
}
"""The page that shows a record, by the kind of record."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page as the navigation shows it, and the names of its tabs that others can ask for."""

    name: str
    title: str
    icon: str
    keys: str
    parts: tuple[str, ...] = ()


def places() -> tuple[Place, ...]:
    """Every page, in the user's language."""
    return (
        Place("start", _("Start"), "start", "Ctrl+1"),
        Place("activities", _("Activities"), "calendar", "Ctrl+2", ("series", "calendar")),
        Place("participants", _("Participants"), "people", "Ctrl+3", ("pairs",)),
        Place(
            "actors",
            _("Local actors"),
            "actors",
            "Ctrl+4",
            ("bridges", "contacts", "existing-efforts", "ratings", "network", "advice"),
        ),
        Place("overview", _("Overview"), "overview", "Ctrl+5"),
        Place("reports", _("Reports"), "report", "Ctrl+6"),
        Place("submission", _("Submission"), "send", "Ctrl+7"),
        Place(
            "data",
            _("Data in and out"),
            "data-transfer",
            "Ctrl+8",
            ("import", "team", "conflicts", "backups", "bin", "contradictions", "drafts"),
        ),
        Place(
            "effort",
            _("The effort"),
            "info",
            "Ctrl+9",
            (
                "initiatives",
                "steering",
                "steering-decisions",
                "steering-members",
                "stories",
                "budget",
                "periods",
                "targets",
                "method-cards",
                "area",
            ),
        ),
        Place("settings", _("Settings"), "settings", "Ctrl+,"),
    )


def home_of(name: str) -> str:
    """The page that shows *name*: itself, or the page that it is a tab of. Raises `KeyError` for an unknown name."""
    for place in places():
        if name == place.name or name in place.parts:
            return place.name
    raise KeyError(name)


def part_titles() -> dict[str, str]:
    """What the tabs are called where their page does not stand beside them, by the names of `places`."""
    return {
        "series": _("Series"),
        "calendar": _("Calendar"),
        "pairs": _("The same person?"),
        "bridges": _("Bridge-building"),
        "contacts": _("Contact persons"),
        "existing-efforts": _("Existing efforts"),
        "ratings": _("Cooperation rating"),
        "network": _("Network"),
        "advice": _("Advice given"),
        "import": _("Import a list"),
        "team": _("Colleagues' computers"),
        "conflicts": _("Conflicts"),
        "backups": _("Backups"),
        "bin": _("Bin"),
        "contradictions": _("Contradictions"),
        "drafts": _("Drafts"),
        "initiatives": _("Initiatives"),
        "steering": _("Steering group"),
        "steering-decisions": _("Decisions of the steering group"),
        "steering-members": _("Members of the steering group"),
        "stories": _("Stories"),
        "budget": _("Money"),
        "periods": _("Half-years"),
        "targets": _("Targets"),
        "method-cards": _("Method cards"),
        "area": _("Area"),
    }
