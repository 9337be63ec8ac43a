"""Cooperation of the open store, of one half-year and of all of them."""

from datetime import date

from nsk_desktop.domain.cooperation import COORDINATOR
from nsk_desktop.services import actors, bridges, ratings
from nsk_desktop.services.cooperation import cooperation, through_time
from nsk_desktop.services.desk import Desk
from tests import make

TODAY = date(2025, 11, 1)


def test_an_empty_store_has_the_present_half_year_and_no_figures(desk: Desk) -> None:
    time = through_time(desk, TODAY)
    assert time.periods == ("baseline", "2025H2")
    assert all(found.rated.whole.density is None for found in time.found.values())


def test_every_half_year_that_something_is_known_of_is_there_once(desk: Desk) -> None:
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    ratings.rate(desk, "2024H1", school, club, COORDINATOR, level=3)
    bridges.new_bridge(desk, day=date(2024, 8, 1), from_actor_id=school, to_actor_id=club)
    hosts = [{"actor": one, "role": ""} for one in (school, club)]
    with desk.store.change("") as change:
        change.create(make.session(day=date(2025, 2, 1), hosts=hosts))
    time = through_time(desk, TODAY)
    assert time.periods == ("baseline", "2024H1", "2024H2", "2025H1", "2025H2")
    for period in time.periods:
        assert time.found[period] == cooperation(desk, period)


def test_a_half_year_that_was_written_wrongly_breaks_nothing(desk: Desk) -> None:
    school, club = actors.new_actor(desk, "Skolen"), actors.new_actor(desk, "Klubben")
    id = ratings.rate(desk, "2025H2", school, club, COORDINATOR, level=3)
    ratings.save_rating(desk, id, period="2025H7")
    time = through_time(desk, TODAY)
    assert time.periods == ("baseline", "2025H2")
    told = [problem.sentence() for problem in time.found["2025H2"].problems]
    assert any("i et halvår, der ikke findes" in sentence for sentence in told)


def test_actors_stand_by_sector_and_then_by_name_as_danish_sorts_them(desk: Desk) -> None:
    for name, sector in (("Åsen", "skole"), ("Ærø", "skole"), ("Uden", None), ("Zoo", "civilsamfundsaktør")):
        actors.new_actor(desk, name, sector=sector)
    assert [actor.name for actor in through_time(desk, TODAY).actors] == ["Zoo", "Ærø", "Åsen", "Uden"]
