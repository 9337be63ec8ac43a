"""Texts of the program: take new ones into resources/locale and compile; or, with --check, say what is missing.

Run by `make catalogue`. The message ids are the English texts in the code; da.po is edited by hand.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"da": "Danish", "en": "English"}
_KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
# The same everywhere, so that the files change only when a text does.
_DATED = datetime(2026, 11, 22)
_PLURAL_SEPARATOR = "\x00"

Key = tuple[str | None, str]


def key_of(message: Message) -> Key:
    """What tells *message* from every other one: its context and its text, with the plural if it has one."""
    return message.context, _PLURAL_SEPARATOR.join(texts(message.id))


def texts(part: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A message's text and its plural, or its translations, as a tuple."""
    return (part,) if isinstance(part, str) else tuple(part)


def texts_in_code(source: Path) -> Catalog:
    """Every text that the modules under *source* show."""
    found = Catalog(project="NSK Desktop", fuzzy=False)
    for module in sorted(source.rglob("*.py")):
        place = module.relative_to(source.parent).as_posix()
        with module.open("rb") as file:
            options = {"encoding": "utf-8"}
            for _line, text, comments, context in extract("python", file, _KEYWORDS, ["Translators:"], options):
                if text and all(texts(text)):
                    found.add(text, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def catalogue_file(locale: Path, language: str) -> Path:
    """The editable catalogue of *language* under *locale*."""
    return locale / language / "LC_MESSAGES" / "nsk.po"


def read_catalogue(locale: Path, language: str) -> Catalog:
    """The catalogue of *language* as it stands, empty when there is none."""
    file = catalogue_file(locale, language)
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def renewed(code: Catalog, known: Catalog, language: str) -> Catalog:
    """The texts of *code* with the translations of *known*; English is the text itself."""
    done = {key_of(message): message for message in known if message.id}
    new = Catalog(locale=language, project="NSK Desktop", fuzzy=False, creation_date=_DATED, revision_date=_DATED)
    new.header_comment = f"# {LANGUAGES[language]} catalogue of NSK Desktop."
    for message in sorted((each for each in code if each.id), key=lambda each: (str(each.id), each.context or "")):
        old = done.get(key_of(message))
        translated = message.id if language == "en" else old.string if old else _untranslated(message)
        places = sorted(set(message.locations))
        flags = {"fuzzy"} if old and old.fuzzy and language != "en" else set()
        new.add(message.id, translated, places, flags, auto_comments=message.auto_comments, context=message.context)
    return new


def _untranslated(message: Message) -> str | tuple[str, ...]:
    """The empty translation that *message* starts with."""
    return "" if isinstance(message.id, str) else ("", "")


def editable(catalogue: Catalog) -> bytes:
    """*catalogue* as the text of its .po file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=120, include_lineno=False)
    return written.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """*catalogue* as the content of its .mo file."""
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def renew(source: Path, locale: Path) -> None:
    """Write both files of each language anew from the code and the translations that exist."""
    code = texts_in_code(source)
    for language in LANGUAGES:
        file = catalogue_file(locale, language)
        content = editable(renewed(code, read_catalogue(locale, language), language))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.with_suffix(".mo").write_bytes(compiled(read_po(io.BytesIO(content), locale=language)))


def problems(source: Path, locale: Path) -> Iterator[str]:
    """Everything that keeps a text of the program from being shown right, one line each."""
    code = {key_of(message) for message in texts_in_code(source) if message.id}
    for language in LANGUAGES:
        catalogue = read_catalogue(locale, language)
        held = {key_of(message) for message in catalogue if message.id}
        yield from (f"{language}: not in the catalogue: {_shown(key)}" for key in sorted(code - held, key=str))
        yield from (f"{language}: no longer in the code: {_shown(key)}" for key in sorted(held - code, key=str))
        for message in catalogue:
            if message.id:
                yield from (f"{language}: {problem}: {_shown(key_of(message))}" for problem in _faults(message))
        machine = catalogue_file(locale, language).with_suffix(".mo")
        if not machine.exists() or machine.read_bytes() != compiled(catalogue):
            yield f"{language}: the compiled catalogue is not made from the editable one"


def _shown(key: Key) -> str:
    """*key* on one line."""
    context, text = key
    return repr(text.replace(_PLURAL_SEPARATOR, " | ")) + (f" ({context})" if context else "")


def _faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    asked, given = texts(message.id), texts(message.string or "")
    if message.fuzzy:
        yield "unsure (fuzzy)"
    if not given or not all(given):
        yield "not translated"
    elif placeholders(asked[-1]) != placeholders(given[-1]) or not all(
        placeholders(each) <= placeholders(*asked) for each in given
    ):
        # One thing may be said without its number ("1 møde", "et møde"), so only the plural must name it.
        yield "other placeholders"


def placeholders(*parts: str) -> set[str]:
    """The names that *parts* want filled in."""
    try:
        return {name for part in parts for _, name, _, _ in Formatter().parse(part) if name is not None}
    except ValueError:
        return {"unbalanced braces"}


def main() -> int:
    """Renew the catalogues, then say what still needs a person; 1 when something does."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="change nothing, only say what is missing")
    source, locale = ROOT / "nsk_desktop", ROOT / "resources" / "locale"
    if not arguments.parse_args().check:
        renew(source, locale)
    found = list(problems(source, locale))
    print("\n".join(found) if found else "Every text is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
