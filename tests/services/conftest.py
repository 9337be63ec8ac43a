"""A desk at a new, empty store for the tests of the services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop.services.desk import Desk
from tests import make


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with make.desk(tmp_path / "lager") as opened:
        yield opened
