"""Codes that an effort does not use are no longer offered, on every laptop, and stay readable."""

from pathlib import Path

import pytest

from nsk_desktop.domain.codes import GENDERS, SECTORS, SESSION_TYPES
from nsk_desktop.services import code_lists
from nsk_desktop.services.desk import Desk
from tests import make


def test_a_retired_code_is_not_offered_until_it_is_offered_again(desk: Desk) -> None:
    assert code_lists.retired(desk) == {}
    code_lists.set_offered(desk, SECTORS, "sprogskole", False)
    code_lists.set_offered(desk, SESSION_TYPES, "fædregruppe", False)
    assert code_lists.retired(desk) == {
        "sector": frozenset({"sprogskole"}),
        "session_type": frozenset({"fædregruppe"}),
    }
    code_lists.set_offered(desk, SECTORS, "sprogskole", True)
    assert code_lists.retired(desk) == {"session_type": frozenset({"fædregruppe"})}


def test_retiring_a_code_is_one_step_with_a_name(desk: Desk) -> None:
    code_lists.set_offered(desk, SECTORS, "sprogskole", False)
    assert "progskole" in (desk.undo_label or "")
    desk.undo()
    assert code_lists.retired(desk) == {}


def test_a_list_that_figures_are_counted_by_cannot_be_cut(desk: Desk) -> None:
    with pytest.raises(ValueError, match="gender"):
        code_lists.set_offered(desk, GENDERS, "andet", False)
    with pytest.raises(ValueError, match="ukendt ord"):
        code_lists.set_offered(desk, SECTORS, "ukendt ord", False)


def test_a_colleague_is_offered_the_same_and_both_may_retire_it_unaware(desk: Desk, tmp_path: Path) -> None:
    with make.desk(tmp_path / "kollega") as other:
        code_lists.set_offered(desk, SECTORS, "sprogskole", False)
        code_lists.set_offered(other, SECTORS, "sprogskole", False)
        other.store.receive(desk.store.journal())
        assert code_lists.retired(other) == {"sector": frozenset({"sprogskole"})}
