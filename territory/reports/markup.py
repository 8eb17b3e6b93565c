"""HTML as a stream of tags and text, in time linear in its length whatever it holds.

The standard library's parser takes minutes for a hostile page of 200 kB (unclosed tags), a parser in C is a heavy
dependency; saved articles need no more than this.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

RAW = ("script", "style")
LONGEST_TAG = 10_000
QUOTED = 20
_TAG = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][-\w:.]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass(frozen=True)
class Token:
    """A piece of text (``tag`` is empty), or a tag that opens or closes."""

    text: str = ""
    tag: str = ""
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


def scan(source: str) -> Iterator[Token]:
    """Tags and text in order; comments, declarations and the insides of scripts and styles are left out."""
    lower = source.lower()
    at = 0
    while at < len(source):
        opening = source.find("<", at)
        text = source[at : opening if opening >= 0 else len(source)]
        if text:
            yield Token(html.unescape(text))
        if opening < 0:
            return
        if source.startswith("<!--", opening):
            end = source.find("-->", opening + 4)
            at = end + 3 if end >= 0 else len(source)
            continue
        found = _TAG.match(source, opening + 1)
        end = _end_of_tag(source, opening) if found or source[opening + 1 : opening + 2] in ("!", "?", "/") else -1
        if end < 0:
            yield Token("<")
            at = opening + 1
            continue
        at = end + 1
        if not found:
            continue
        tag = found.group(2).lower()
        yield Token(tag=tag, closes=bool(found.group(1)), attributes=_attributes(source[found.end() : end]))
        if tag in RAW and not found.group(1):
            close = lower.find(f"</{tag}", at)
            at = close if close >= 0 else len(source)


def _end_of_tag(source: str, opening: int) -> int:
    """Index of the ``>`` that closes a tag; one inside a quoted attribute does not."""
    first = end = source.find(">", opening, opening + LONGEST_TAG)
    for _ in range(QUOTED):
        if end < 0 or source.count('"', opening, end) % 2 == 0:
            break
        end = source.find(">", end + 1, opening + LONGEST_TAG)
    return first if end < 0 else end


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
