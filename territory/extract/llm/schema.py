"""What a model is asked: the instructions, the passage and the schema of the answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from territory.conflicts import Conflict
from territory.tables import MANNERS, PLACE_KINDS, RELATIONS, SCOPES, STATUSES

NAMES_SHOWN = 12
_PROMPT = Path(__file__).with_name("prompt.md")

Json = dict[str, Any]


def answer_schema(conflict: Conflict) -> Json:
    """JSON schema of an answer, in the subset that strict structured output allows."""
    text: Json = {"type": ["string", "null"]}
    number: Json = {"type": ["number", "null"]}
    sides = [side.key for side in conflict.sides]
    fields: Json = {
        "quote": {"type": "string"},
        "relation": {"type": "string", "enum": list(RELATIONS)},
        "manner": _choice(MANNERS, optional=True),
        "actor": text,
        "side": _choice([*sides, "other", "unknown"]),
        "opponent": text,
        "opponent_side": _choice([*sides, "other", "unknown"], optional=True),
        "place": {"type": "string"},
        "place_kind": _choice(PLACE_KINDS),
        "within": text,
        "scope": _choice(SCOPES),
        "part": text,
        "extent_low": number,
        "extent_high": number,
        "except_places": {"type": "array", "items": {"type": "string"}},
        **dict.fromkeys(("date_from", "date_to", "date_text", "until_from", "until_to"), text),
        "status": _choice(STATUSES),
        "attributed_to": text,
        "background": {"type": "boolean"},
        "confidence": {"type": "number"},
    }
    claim = {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
    return {
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


def _choice(values: Sequence[str], optional: bool = False) -> Json:
    if optional:
        return {"type": ["string", "null"], "enum": [*values, None]}
    return {"type": "string", "enum": list(values)}


def instructions(conflict: Conflict) -> str:
    """The system message for a conflict."""
    sides = "\n".join(
        f"- {side.key}: {', '.join([*side.name.values(), *(a.text for a in side.aliases[:NAMES_SHOWN])])}"
        + (f" (part of {side.parent})" if side.parent else "")
        for side in conflict.sides
    )
    schema = json.dumps(answer_schema(conflict), ensure_ascii=False)
    return _PROMPT.read_text(encoding="utf-8").format(conflict=conflict.name["en"], sides=sides, schema=schema)


def messages(conflict: Conflict, passage: str, published: str, title: str | None) -> list[Json]:
    """The messages for one passage; what the report says travels as JSON, so that it cannot pass for instructions."""
    data = {"published": published, "title": title, "passage": passage}
    return [
        {"role": "system", "content": instructions(conflict)},
        {"role": "user", "content": json.dumps(data, ensure_ascii=False)},
    ]
