"""Read a finished PDF."""

import re
from io import BytesIO

from pypdf import PdfReader


def read(file: bytes) -> PdfReader:
    """The file, opened strictly."""
    return PdfReader(BytesIO(file), strict=True)


def page_texts(file: bytes) -> list[str]:
    """The text of every page, with line ends and runs of spaces as one space."""
    return [" ".join(page.extract_text().split()) for page in read(file).pages]


def text(file: bytes) -> str:
    """The text of the whole file."""
    return " ".join(page_texts(file))


def fonts_not_embedded(file: bytes) -> set[str]:
    """Names of fonts that a page may ask for and the file does not hold."""
    found: set[str] = set()
    for page in read(file).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            described = font.get_object().get("/FontDescriptor")
            if described is None or "/FontFile2" not in described.get_object():
                found.add(re.sub(r"^/", "", str(font.get_object()["/BaseFont"])))
    return found
