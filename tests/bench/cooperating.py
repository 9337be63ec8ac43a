"""Cooperation of one half-year among 200 actors, 5,000 sessions and 4,000 ratings, beside only reading the rows."""

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from nsk_desktop.domain.cooperation import COORDINATOR, tie
from nsk_desktop.domain.records import BridgeContact, CooperationRating
from nsk_desktop.services.cooperation import cooperation, through_time
from nsk_desktop.services.desk import Desk
from tests import make
from tests.bench.figures import Figure, compare

_ACTORS, _SESSIONS, _PAIRS, _BRIDGES = 200, 5_000, 500, 1_000
_FIRST = date(2024, 1, 1)
_HALF_YEARS = [f"{year}H{half}" for year in range(2024, 2028) for half in (1, 2)]
# What every answer has to read, whatever it makes of it.
_BARE = (
    "SELECT id, name, sector, mobilised_on, ended_on FROM actor WHERE NOT deleted",
    "SELECT period, actor_a_id, actor_b_id, rater, level, wanted, reason FROM cooperation_rating WHERE NOT deleted",
    "SELECT id, day, title, hosts FROM session WHERE NOT deleted AND completed AND state = 'afholdt'",
    "SELECT id, day, from_actor_id, to_actor_id, status, first_meeting_on FROM bridge_contact WHERE NOT deleted",
)


def _fill(desk: Desk) -> None:
    """Four years of an area in which much goes on, the same each time."""
    dice = random.Random(1)

    def day() -> date:
        return _FIRST + timedelta(days=dice.randrange(4 * 365))

    with desk.store.change("") as change:
        sectors = ("skole", "boligforening", "politi/SSP", "virksomhed")
        names = [change.create(make.actor(f"Aktør {number}", sector=dice.choice(sectors))) for number in range(_ACTORS)]
        for number in range(_SESSIONS):
            hosts = [{"actor": one, "role": "medarrangør"} for one in dice.sample(names, dice.randint(1, 3))]
            change.create(make.session(title=f"Møde {number}", day=day(), hosts=hosts))
        sides = [dice.sample([*names, None], 2) for _number in range(_PAIRS)]
        for pair in {tie(one, other, COORDINATOR) for one, other in sides}:
            for period in _HALF_YEARS:
                rating = CooperationRating(id=pair.rating_id(period), period=period, reason="Talt om", rater=pair.rater)
                rating.actor_a_id, rating.actor_b_id, rating.level = pair.one, pair.other, dice.randint(0, 5)
                change.create(rating)
        for _number in range(_BRIDGES):
            start, end = dice.sample(names, 2)
            begun = day()
            met = begun + timedelta(days=dice.randint(0, 40))
            change.create(BridgeContact(day=begun, from_actor_id=start, to_actor_id=end, first_meeting_on=met))


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="nsk-bench-") as folder:
        desk = Desk(make.store(Path(folder)), Path(folder))
        _fill(desk)

        def bare() -> None:
            with desk.store.read() as read:
                for statement in _BARE:
                    read.connection.exec_driver_sql(statement).fetchall()

        def one() -> object:
            return cooperation(desk, "2025H1")

        def every() -> object:
            return through_time(desk, date(2027, 12, 31))

        yield compare("cooperation of a half-year, 200 actors", one, "reading the same rows", bare, goal=10.0)
        yield compare("cooperation through four years", every, "reading the same rows", bare, goal=25.0)
        desk.close()
