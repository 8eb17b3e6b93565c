"""What a format yields: the fields of one report as they were written, not yet checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from territory.errors import ReportError

FIELDS = ("id", "published", "source", "title", "url", "text")


@dataclass(frozen=True)
class Draft:
    """One report as its file has it.

    Parameters
    ----------
    location
        File (and row) for messages.
    default_id
        Id of the report if it names none.
    fields
        Values of :data:`FIELDS`, as text.
    """

    location: str
    default_id: str
    fields: Mapping[str, str]


Drafts = Iterator[Draft | ReportError]


def pick_fields(record: Mapping[object, object], location: str) -> dict[str, str]:
    """Keep the fields of a report from a mapping of anything, as text; numbers are written out.

    Raises
    ------
    ReportError
        If a field holds a list, a mapping or a truth value.
    """
    fields = {}
    for name in FIELDS:
        value = record.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            kind = {list: "a list", dict: "a mapping", bool: "true or false"}.get(type(value), "no text")
            raise ReportError(f"{location}: {name} is {kind}; write it as text")
        fields[name] = str(value)
    return fields
