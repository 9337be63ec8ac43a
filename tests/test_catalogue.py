"""Both languages are complete, and each kind of gap in a catalogue is caught."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

_SOURCE = """
from nsk_desktop.i18n import N_, _, ngettext, pgettext

PLAIN = N_("Area")
def shown(count: int) -> str:
    return _("Kept in {folder}.") + ngettext("{count} meeting", "{count} meetings", count) + pgettext("verb", "Open")
"""
_DANISH = {
    "Area": "Område",
    "Kept in {folder}.": "Gemt i {folder}.",
    "Open": "Åbn",
}


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """The developers' tool `packaging/catalogue.py` as a module (its folder is no package)."""
    file = Path(__file__).resolve().parent.parent / "packaging" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("nsk_catalogue", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, catalogue: ModuleType) -> Path:
    """A small program of four texts whose catalogues are complete."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "shown.py").write_text(_SOURCE, encoding="utf-8")
    catalogue.renew(tmp_path / "code", tmp_path)
    file = catalogue.catalogue_file(tmp_path, "da")
    text = file.read_text(encoding="utf-8")
    for english, danish in _DANISH.items():
        text = text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{danish}"')
    text = text.replace('msgstr[0] ""', 'msgstr[0] "et møde"').replace('msgstr[1] ""', 'msgstr[1] "{count} møder"')
    file.write_text(text, encoding="utf-8")
    catalogue.renew(tmp_path / "code", tmp_path)
    return tmp_path


def faults(catalogue: ModuleType, tree: Path) -> list[str]:
    """What the tool finds wrong with *tree*."""
    return list(catalogue.problems(tree / "code", tree))


def change(tree: Path, old: str, new: str) -> None:
    """Replace *old* in the Danish catalogue of *tree*."""
    file = tree / "da" / "LC_MESSAGES" / "nsk.po"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_text_of_the_program_is_in_danish_and_english(catalogue: ModuleType, checkout: Path) -> None:
    assert list(catalogue.problems(checkout / "nsk_desktop", checkout / "resources" / "locale")) == []


def test_a_complete_catalogue_has_no_faults_and_renewing_it_changes_nothing(catalogue: ModuleType, tree: Path) -> None:
    assert faults(catalogue, tree) == []
    before = {file: file.read_bytes() for file in tree.rglob("nsk.*")}
    assert len(before) == 4
    catalogue.renew(tree / "code", tree)
    assert {file: file.read_bytes() for file in tree.rglob("nsk.*")} == before


def test_a_new_text_is_missed_and_then_asked_for(catalogue: ModuleType, tree: Path) -> None:
    (tree / "code" / "more.py").write_text('from nsk_desktop.i18n import _\n_("Close")\n', encoding="utf-8")
    assert faults(catalogue, tree) == [f"{code}: not in the catalogue: 'Close'" for code in ("da", "en")]
    catalogue.renew(tree / "code", tree)
    assert faults(catalogue, tree) == ["da: not translated: 'Close'"]


def test_a_text_that_is_gone_is_told(catalogue: ModuleType, tree: Path) -> None:
    module = tree / "code" / "shown.py"
    module.write_text(_SOURCE.replace('N_("Area")', '"x"'), encoding="utf-8")
    assert faults(catalogue, tree) == [f"{code}: no longer in the code: 'Area'" for code in ("da", "en")]
    catalogue.renew(tree / "code", tree)
    assert faults(catalogue, tree) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "Område"', 'msgstr ""', "not translated: 'Area'"),
        ('msgstr[0] "et møde"', 'msgstr[0] ""', "not translated: '{count} meeting | {count} meetings'"),
        ("Gemt i {folder}.", "Gemt i {mappe}.", "other placeholders: 'Kept in {folder}.'"),
        ("Gemt i {folder}.", "Gemt.", "other placeholders: 'Kept in {folder}.'"),
        ("Gemt i {folder}.", "Gemt i {folder.", "other placeholders: 'Kept in {folder}.'"),
        ("{count} møder", "flere møder", "other placeholders: '{count} meeting | {count} meetings'"),
        ('msgid "Area"', '#, fuzzy\nmsgid "Area"', "unsure (fuzzy): 'Area'"),
    ],
)
def test_control_a_gap_is_caught(catalogue: ModuleType, tree: Path, old: str, new: str, fault: str) -> None:
    change(tree, old, new)
    assert f"da: {fault}" in faults(catalogue, tree)


def test_control_a_compiled_catalogue_that_is_older_is_caught(catalogue: ModuleType, tree: Path) -> None:
    change(tree, "Område", "Kvarter")
    assert faults(catalogue, tree) == ["da: the compiled catalogue is not made from the editable one"]
