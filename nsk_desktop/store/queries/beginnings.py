"""What has been begun in a store: cheap questions, whatever its size."""

from dataclasses import dataclass

from nsk_desktop.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Begun:
    """What there is at least one of."""

    series: bool
    finished_session: bool
    actor: bool


def begun(read: Reader) -> Begun:
    """What the store holds at least one of, the bin aside."""
    row = read.connection.exec_driver_sql(
        "SELECT EXISTS (SELECT 1 FROM series WHERE NOT deleted), "
        "EXISTS (SELECT 1 FROM session WHERE completed AND state = 'afholdt' AND NOT deleted), "
        "EXISTS (SELECT 1 FROM actor WHERE NOT deleted)"
    ).one()
    return Begun(*(bool(value) for value in row))
