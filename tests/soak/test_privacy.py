"""Five hundred stores that differ only in personal fields give one and the same evaluation file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.test_privacy import FIRST, PERSONAL, file_of

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return file_of(tmp_path_factory.mktemp("reference"), FIRST)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=PERSONAL)
def test_personal_fields_change_no_byte_of_the_file(
    reference: bytes, tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str]
) -> None:
    folder: Path = tmp_path_factory.mktemp("lager")
    assert file_of(folder, texts) == reference
