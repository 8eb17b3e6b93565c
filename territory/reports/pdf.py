"""The text of a PDF, through the optional extra ``pdf`` (pypdf)."""

from __future__ import annotations

import io
from importlib import import_module

from territory.errors import ReportError


def read_pdf(content: bytes, location: str) -> dict[str, str]:
    """Text and title of a PDF that carries text.

    Raises
    ------
    ReportError
        If pypdf is not installed, the file is no PDF, or it holds pictures of text only.
    """
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        raise ReportError(
            f"{location}: PDF needs the extra `pdf` (pip install 'territory[pdf]'); or save the report as text"
        ) from None
    try:
        document = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text() or "" for page in document.pages]
        title = document.metadata.title if document.metadata else None
    except Exception as error:
        # pypdf raises whatever a malformed file makes it stumble over.
        raise ReportError(f"{location}: the PDF cannot be read ({type(error).__name__}); save it as text") from None
    text = "\n\n".join(pages)
    if not text.strip():
        raise ReportError(f"{location}: the PDF holds no text, only pictures of it; run text recognition on it first")
    return {"text": text, **({"title": str(title)} if title else {})}
