"""There is a help page for every screen, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from nsk_desktop import i18n
from nsk_desktop.paths import resource
from nsk_desktop.services import help_pages


@pytest.fixture(params=i18n.LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    before = i18n.language()
    i18n.use(request.param)
    yield str(request.param)
    i18n.use(before)


def test_both_languages_have_the_same_pages_and_each_begins_with_its_title(spoken: str) -> None:
    names = {path.name for path in resource("help", spoken).glob("*.md")}
    assert names == {path.name for path in resource("help", "da").glob("*.md")}
    for page in help_pages.list_pages():
        assert page.text.startswith(f"# {page.title}\n")
        assert len(page.text.split()) > 10


def test_the_pages_are_in_the_language_in_use() -> None:
    assert help_pages.page_for("pairs").title == "Samme person?"
    i18n.use("en")
    try:
        assert help_pages.page_for("pairs").title == "The same person?"
    finally:
        i18n.use("da")


def test_a_tab_without_a_page_shows_that_of_its_screen() -> None:
    assert help_pages.page_for("no such tab", "effort").name == "effort"
    assert help_pages.page_for("no such tab").name == "start"


def test_the_headings_of_a_page_can_be_searched() -> None:
    assert "Uden navn" in help_pages.page_for("activities").headings


def test_no_page_tells_a_key_that_a_danish_keyboard_has_not(spoken: str) -> None:
    texts = "".join(page.text for page in help_pages.list_pages())
    assert "Ctrl+Alt" not in texts
    assert "Ctrl+/" not in texts


def test_a_page_without_a_title_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "odd.md").write_text("only words", encoding="utf-8")
    assert help_pages._read(tmp_path)[0].title == "odd"
