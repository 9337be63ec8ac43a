"""PDF pages as pictures for the screen and the printer."""

from PySide6.QtGui import QImage

_POINTS_PER_INCH = 72


def read_pages(document: bytes, dpi: int) -> list[QImage]:
    """Every page of *document*, on white."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(document)
    try:
        return [_picture(page, dpi) for page in opened]
    finally:
        opened.close()


def _picture(page: object, dpi: int) -> QImage:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)  # type: ignore[attr-defined]
    kinds = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBX8888, 1: QImage.Format.Format_Grayscale8}
    # Copied, because the memory behind it belongs to the page.
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kinds[bitmap.n_channels]).copy()
