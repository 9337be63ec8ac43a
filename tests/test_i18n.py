"""One place picks the language, and a change of language reaches texts that are asked for later."""

import subprocess
import sys

import pytest

from nsk_desktop import i18n
from nsk_desktop.errors import Cancelled


def test_danish_is_what_everybody_sees_unless_told_otherwise() -> None:
    assert i18n.language() == "da"
    assert str(Cancelled()) == "Stoppet. Intet er ændret."


def test_a_change_of_language_reaches_a_text_made_before_it() -> None:
    stopped = Cancelled()
    i18n.use("en")
    assert str(stopped) == "Stopped. Nothing was changed."
    i18n.use("da")
    assert str(stopped) == "Stoppet. Intet er ændret."


@pytest.mark.parametrize(("asked", "shown"), [("en", "en"), ("da", "da"), ("", "da"), ("sv", "da"), ("../en", "da")])
def test_a_language_that_we_lack_means_danish(asked: str, shown: str) -> None:
    i18n.use(asked)
    assert i18n.language() == shown


@pytest.mark.parametrize(("asked", "shown"), [("en", "en"), ("", "da"), ("de", "da")])
def test_the_environment_can_choose_the_language(monkeypatch: pytest.MonkeyPatch, asked: str, shown: str) -> None:
    monkeypatch.setenv("NSK_LANGUAGE", asked)
    code = "from nsk_desktop import i18n; print(i18n.language())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == shown


def test_an_empty_text_stays_empty_and_a_marked_one_is_itself() -> None:
    assert i18n._("") == ""
    assert i18n.N_("Stopped. Nothing was changed.") == "Stopped. Nothing was changed."


def test_an_unknown_text_is_shown_as_it_is() -> None:
    assert i18n._("no such text") == "no such text"
    assert i18n.pgettext("nowhere", "no such text") == "no such text"
    assert [i18n.ngettext("{n} no such", "{n} none such", n) for n in (1, 2)] == ["{n} no such", "{n} none such"]
