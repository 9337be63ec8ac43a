"""Series: rows of meetings with the same defaults."""

from nsk_desktop.domain.records import Series
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.store.queries import sessions as queries
from nsk_desktop.store.queries.sessions import SeriesRow

__all__ = ["SeriesRow"]


def list_series(desk: Desk) -> list[SeriesRow]:
    """Every series, the most recently met first."""
    with desk.store.read() as read:
        return queries.list_series(read)


def get(desk: Desk, id: str) -> Series | None:
    with desk.store.read() as read:
        return read.get(Series, id)


def new_series(desk: Desk, **fields: object) -> str:
    with desk.store.change(_("New series {title}").format(title=fields.get("title", ""))) as change:
        return change.create(Series(**fields))  # type: ignore[arg-type]


def save_series(desk: Desk, id: str, **fields: object) -> bool:
    with desk.store.change(_("Change the series {title}").format(title=_title(desk, id))) as change:
        return change.save(Series, id, **fields)


def delete_series(desk: Desk, id: str) -> None:
    """Move a series to the bin; its meetings stay."""
    with desk.store.change(_("Delete the series {title}").format(title=_title(desk, id))) as change:
        change.delete(Series, id)


def _title(desk: Desk, id: str) -> str:
    series = get(desk, id)
    return series.title if series else ""
