"""The effort and its area: who we are."""

from nsk_desktop.domain.identity import natural_id
from nsk_desktop.domain.records import Area, Programme
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store import facts

CODE = "BI08"


def get_area(desk: Desk) -> Area | None:
    """The housing area, once it has been named."""
    with desk.store.read() as read:
        return next(iter(read.all(Area)), None)


def name_area(desk: Desk, name: str, district: str = "") -> None:
    """Say which area the effort works in; the first time also under which appropriation."""
    area = get_area(desk)
    with desk.store.change(_("Name the area")) as change:
        if area is not None:
            change.save(Area, area.id, name=name, district=district or area.district)
            return
        change.put(Area(id=natural_id("area", CODE), name=name, district=district))
        change.put(
            Programme(
                id=natural_id("programme", CODE),
                code=CODE,
                title=_("Area-based effort"),
                first_year=2024,
                last_year=2027,
                appropriation={
                    "committee": "BIU",
                    "number": "35.10",
                    "control": "Service",
                    "staff": 1600,
                    "activity": 400,
                },
            )
        )


def author(desk: Desk) -> str:
    """Who writes on this laptop: the initials that stand beside every save."""
    return desk.store.author


def sign_as(desk: Desk, initials: str) -> None:
    """Write as *initials* from now on. What was saved before keeps its own."""
    desk.store.set_fact(facts.AUTHOR, initials)
