"""Finding and reading conflict profiles."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from territory.conflicts.profile import Conflict
from territory.errors import ConflictError

PROFILES = Path(__file__).resolve().parent / "profiles"


def list_conflicts() -> list[str]:
    """Names of the shipped profiles."""
    return sorted(path.stem for path in PROFILES.glob("*.yaml"))


def load_conflict(conflict: str | Path | Conflict = "syria") -> Conflict:
    """Read a profile by name or from a YAML file; a Conflict is returned as it is.

    Raises
    ------
    ConflictError
        If there is no such profile, or it breaks the schema; the message names the field.
    """
    if isinstance(conflict, Conflict):
        return conflict
    text = str(conflict)
    if text.endswith((".yaml", ".yml")):
        return _read(Path(text))
    if text not in list_conflicts():
        raise ConflictError(
            f"unknown conflict {text!r}: give one of {', '.join(list_conflicts())}, or the path of a .yaml profile "
            "(`territory conflicts new` writes one)"
        )
    return _read(PROFILES / f"{text}.yaml")


def _read(path: Path) -> Conflict:
    try:
        return _parse(path, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConflictError(f"{path}: cannot be read ({error})") from None


@lru_cache(maxsize=32)
def _parse(path: Path, text: str) -> Conflict:
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if isinstance(raw, dict) and isinstance(raw.get("baseline"), str):
            raw["baseline"] = str(path.parent / raw["baseline"])
        return Conflict.model_validate(raw)
    except yaml.YAMLError as error:
        raise ConflictError(f"{path}: is no YAML ({' '.join(str(error).split())})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"]) or "profile"
        raise ConflictError(f"{path}: {where}: {first['msg']}") from None
