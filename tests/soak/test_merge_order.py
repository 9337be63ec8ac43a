"""Thousands of invented histories of three laptops: the order of their files never matters to the centre."""

import pytest
from hypothesis import given, settings

from nsk_desktop.exchange.evaluation import EvaluationData
from tests.exchange.test_merge_order import Sent, check_nothing_is_lost_unseen, check_order_free, two_orders

pytestmark = pytest.mark.soak


@pytest.mark.timeout(1800)
@settings(max_examples=5_000)
@given(two_orders())
def test_any_order_gives_the_same_content(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    check_order_free(case)


@pytest.mark.timeout(1800)
@settings(max_examples=5_000)
@given(two_orders())
def test_what_nobody_had_seen_is_shown(case: tuple[Sent, list[list[EvaluationData]]]) -> None:
    check_nothing_is_lost_unseen(case)
