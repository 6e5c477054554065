"""An HTML document as a tagged PDF/A-3a and PDF/UA-1 with files inside; done in a process of its own.

The packages and Pango are imported when a file is made, so that a portal without the extra ``[pdf]`` runs.
"""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.pdf.order import PdfOrder, read_order

_CODES = re.compile(r"U\+([0-9A-F]+)")
MISSING = "missing"
"""What is refused with where the packages of the extra, or the libraries they need, are not there."""


def can_write(asked: str) -> str:
    """``asked``, where PDF files can be made here. Raises ValueError(MISSING)."""
    try:
        import pikepdf  # noqa: F401
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:  # OSError: Pango is not installed
        raise ValueError(MISSING) from error
    return asked


def write_pdf(written: str) -> str:
    """The file that an order (``PdfOrder.written``) asks for, as base64. Raises ValueError(MISSING)."""
    can_write("")
    from portal.pdf.conformance import completed

    order = read_order(written)
    return b64encode(completed(_drawn(order), order)).decode()


def _drawn(order: PdfOrder) -> bytes:
    """The drawing. A character that no font here has is written as its number, "[U+E000]": PDF/A allows no
    letter without a shape."""
    drawing = _Drawing()
    made = drawing.draw(order, order.html)
    if drawing.shapeless:
        numbers = {code: f"[U+{code:04X}]" for code in drawing.shapeless}
        made = drawing.draw(order, order.html.translate(numbers))
    return made


class _Drawing(logging.Handler):
    """Draws documents, and hears from WeasyPrint which characters it had no shape for."""

    def __init__(self) -> None:
        super().__init__()
        self.shapeless: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note the characters that are named."""
        if record.getMessage().startswith(".notdef"):
            self.shapeless |= {int(code, 16) for code in _CODES.findall(record.getMessage())}

    def draw(self, order: PdfOrder, html: str) -> bytes:
        """The drawing of ``html``, in the style of ``order``."""
        from weasyprint import CSS, HTML
        from weasyprint.logger import LOGGER
        from weasyprint.text.fonts import FontConfiguration

        fetcher, fonts = _fetcher(Path(order.style).parent), FontConfiguration()
        style = CSS(filename=order.style, font_config=fonts, url_fetcher=fetcher)
        document = HTML(string=html, base_url=order.base, url_fetcher=fetcher)
        LOGGER.addHandler(self)
        made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")
        return made


def _fetcher(folder: Path) -> Any:
    """Reads files of the folder, and nothing else: no page of anybody's is asked for while one is drawn."""
    from weasyprint.urls import URLFetcher

    class OnlyFolder(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = Path(unquote(urlsplit(url).path))
            if not url.startswith("file:") or path.parent != folder:
                raise ValueError(f"not read: {url}")
            return super().fetch(url, headers)

    return OnlyFolder(allowed_protocols=["file"], allow_redirects=False)
