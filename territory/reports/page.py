"""The article of a saved web page: its paragraphs, headline, day and publisher. Links in it are never followed."""

from __future__ import annotations

import re

from territory.errors import ReportError
from territory.reports.markup import Token, scan
from territory.reports.normalise import decode

_BLOCKS = frozenset("p h2 h3 h4 h5 h6 li blockquote div section article main td th tr br pre dd dt figcaption".split())
_SKIPPED = frozenset("script style noscript template nav header footer aside button svg iframe select figure".split())
_META = {
    "article:published_time": "published",
    "og:article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "og:site_name": "source",
    "og:title": "title",
    "og:url": "url",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


def read_page(content: bytes, location: str) -> dict[str, str]:
    """Fields of a report from a saved page; the smallest of ``article``, ``main`` and ``body`` with text is its text.

    Raises
    ------
    ReportError
        If the bytes are no text, or the page has none.
    """
    page = _Page()
    for token in scan(_decode(content, location)):
        if not token.tag:
            page.read(token.text)
        elif token.closes:
            page.close(token.tag)
        else:
            page.open(token)
    text = next((t for t in (page.text(name) for name in ("article", "main", "page")) if t), "")
    if not text:
        raise ReportError(f"{location}: the page has no text; save the article itself")
    return {**page.fields, "text": text}


def _decode(content: bytes, location: str) -> str:
    declared = _CHARSET.search(content[:4096])
    try:
        return decode(content, location)
    except ReportError:
        if declared is None or b"\x00" in content:
            raise
        encoding = declared.group(1).decode("ascii")
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            raise ReportError(
                f"{location}: is not in the encoding {encoding} that it names; save it as UTF-8"
            ) from None


class _Page:
    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._parts: dict[str, list[str]] = {"article": [], "main": [], "page": []}
        self._depth = {"article": 0, "main": 0}
        self._skip = ""
        self._skip_depth = 0
        self._title: list[str] | None = None

    def open(self, token: Token) -> None:
        tag, given = token.tag, token.attributes
        if tag == "time":
            self._note("published", given.get("datetime", ""))
        if self._skip:
            self._skip_depth += tag == self._skip
            return
        if tag in _SKIPPED:
            self._skip, self._skip_depth = tag, 1
        elif tag == "meta":
            self._note(
                _META.get((given.get("property") or given.get("name") or given.get("itemprop") or "").lower()),
                given.get("content", ""),
            )
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self._note("url", given.get("href", ""))
        elif tag in ("title", "h1"):
            self._title = []
        if tag in self._depth:
            self._depth[tag] += 1
        if tag in _BLOCKS:
            self._add("\n")

    def close(self, tag: str) -> None:
        if self._skip:
            self._skip_depth -= tag == self._skip
            if self._skip_depth == 0:
                self._skip = ""
            return
        if tag in ("title", "h1") and self._title is not None:
            self._note("title", " ".join("".join(self._title).split()))
            self._title = None
        if tag in _BLOCKS:
            self._add("\n")
        if tag in self._depth:
            self._depth[tag] = max(0, self._depth[tag] - 1)

    def read(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        elif not self._skip:
            self._add(re.sub(r"\s+", " ", data))

    def _note(self, name: str | None, value: str) -> None:
        if name and value.strip():
            self.fields.setdefault(name, value.strip())

    def _add(self, piece: str) -> None:
        self._parts["page"].append(piece)
        for name, depth in self._depth.items():
            if depth:
                self._parts[name].append(piece)

    def text(self, name: str) -> str:
        """Paragraphs of a part of the page, one a line."""
        lines = (" ".join(line.split()) for line in "".join(self._parts[name]).split("\n"))
        return "\n".join(line for line in lines if line)
