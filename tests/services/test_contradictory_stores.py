"""Whatever contradicts itself, every figure, document and file is made, and what was planted is in the list."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nsk_desktop.domain.contradictions import Why
from nsk_desktop.measures.reach import GROUPINGS
from nsk_desktop.services import (
    contradictions,
    cooperation,
    economy,
    evaluation,
    figures,
    periods,
    reach_overview,
    reports,
    targets,
)
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.period_checklist import checklist
from nsk_desktop.store.device import DeviceKey
from tests import make
from tests.services.odd_desk import TODAY, plant
from tests.services.odd_records import contradict

FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)


def _signing(desk: Desk) -> Desk:
    desk.signer = DeviceKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))
    return desk


def count_everything(desk: Desk, folder: Path) -> None:
    """Every figure, what is frozen, and every file that leaves the program."""
    for by in (None, *GROUPINGS):
        reach_overview.overview(desk, FIRST, LAST, by)
        found = figures.reach(desk, FIRST, LAST, by).figures.persons
        assert 0 <= found.lower <= found.upper
    for period in ("2024H2", "2025H1", "2025H2", "baseline"):
        cooperation.cooperation(desk, period)
    cooperation.through_time(desk, TODAY)
    for by in economy.MONEY_GROUPINGS:
        for period in ("", "2025", "2025H1"):
            economy.explained(desk, by, period)
    targets.progress(desk, TODAY)
    checklist(desk, "2025H1", TODAY)
    periods.sign(desk, "2025H1", "AB", TODAY)
    periods.explain(desk, "2025H1")
    evaluation.make_file(_signing(desk), folder, TODAY)
    reports.write_activity(desk, folder / "rapport.pdf", FIRST, LAST, TODAY)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), planted=st.lists(st.sampled_from(list(Why)), max_size=4, unique=True))
def test_no_figure_breaks_and_everything_planted_is_listed(seed: int, planted: list[Why]) -> None:
    with TemporaryDirectory() as folder, make.desk(Path(folder) / "lager") as desk:
        contradict(desk, seed)
        ids = {plant(desk, why) for why in planted}
        told = contradictions.all_of(desk, TODAY)
        assert ids <= {row.id for row in told}
        assert len({(row.kind, row.id, row.reason) for row in told}) == len(told)
        count_everything(desk, Path(folder))


@pytest.mark.parametrize(
    "broken", [(figures, "reach"), (cooperation, "measure"), (reports, "reach_of")], ids=lambda one: one[1]
)
def test_control_a_figure_that_breaks_is_noticed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: tuple[object, str]
) -> None:
    def fail(*_given: object, **_more: object) -> Callable[[], None]:
        raise ZeroDivisionError

    contradict(desk, 1)
    monkeypatch.setattr(*broken, fail)
    with pytest.raises(ZeroDivisionError):
        count_everything(desk, tmp_path)
