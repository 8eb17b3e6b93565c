"""Which columns of a boundary file hold codes, names and parents (data/boundaries/schemes.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict

from territory.datafiles import data_dir


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Scheme(_Model):
    """How one agency names its columns."""

    key: str
    title: str
    signs: tuple[str, ...]
    code: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    own_code: tuple[str, ...] = ()
    own_name: tuple[str, ...] = ()
    own_parent: tuple[str, ...] = ()
    level: int | None = None
    level_column: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    country_name: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()


class Schemes(_Model):
    """All of ``data/boundaries/schemes.yaml``."""

    schemes: tuple[Scheme, ...]
    languages: tuple[str, ...]
    same_language: dict[str, str]
    scripts: dict[str, str]


@dataclass
class LevelColumns:
    """Columns of one level: candidates for its code, names by language, further names."""

    codes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    variants: list[str] = field(default_factory=list)
    further: dict[str, int] = field(default_factory=dict)


@dataclass
class Detected:
    """What columns mean: of the file's own level (``own``), of numbered levels; ``chosen`` is the code column."""

    scheme: Scheme
    own: LevelColumns
    levels: dict[int, LevelColumns]
    parent: str | None = None
    level_column: str | None = None
    country: str | None = None
    country_name: str | None = None
    chosen: str | None = None


@cache
def load_schemes() -> Schemes:
    """Read the schemes that ship with the package."""
    text = (data_dir() / "boundaries" / "schemes.yaml").read_text(encoding="utf-8")
    return Schemes.model_validate(yaml.safe_load(text))


def detect(columns: list[str]) -> Detected | None:
    """Tell what the columns of a file mean, or None when no scheme has one of them as its sign."""
    for scheme in load_schemes().schemes:
        if any(_match(sign, column) for sign in scheme.signs for column in columns):
            return _read(scheme, columns)
    return None


def _read(scheme: Scheme, columns: list[str]) -> Detected:
    found = Detected(scheme, LevelColumns(), {})
    for pattern in scheme.code:
        for column, match in _matching(pattern, columns):
            found.levels.setdefault(int(match["n"]), LevelColumns()).codes.append(column)
    for pattern in scheme.name:
        for column, match in _matching(pattern, columns):
            _add_name(found.levels.setdefault(int(match["n"]), LevelColumns()), column, match, pattern)
    for pattern in scheme.variants:
        for column, match in _matching(pattern, columns):
            found.levels.setdefault(int(match["n"]), LevelColumns()).variants.append(column)
    for pattern in scheme.own_code:
        found.own.codes += [column for column, _ in _matching(pattern, columns)]
    for pattern in scheme.own_name:
        for column, match in _matching(pattern, columns):
            _add_name(found.own, column, match, pattern)
    found.parent = _first(scheme.own_parent, columns)
    found.level_column = _first(scheme.level_column, columns)
    found.country = _first(scheme.country, columns)
    found.country_name = _first(scheme.country_name, columns)
    return found


def _add_name(at: LevelColumns, column: str, match: re.Match[str], pattern: str) -> None:
    """Note a name column under its language; ``und`` is the local language that the file does not name."""
    groups = match.groupdict()
    if groups.get("lang"):
        language = groups["lang"].lower()
        language = load_schemes().same_language.get(language, language)
    elif groups.get("k"):
        language = "und"
        at.further[column] = int(groups["k"])
    else:
        language = "und" if pattern.startswith("nl_") else "en"
    while language in at.names and "{lang}" not in pattern:
        language += "-x"
    at.names.setdefault(language, column)


def _first(patterns: tuple[str, ...], columns: list[str]) -> str | None:
    return next((column for pattern in patterns for column, _ in _matching(pattern, columns)), None)


def _matching(pattern: str, columns: list[str]) -> list[tuple[str, re.Match[str]]]:
    found = ((column, _match(pattern, column)) for column in columns)
    return [(column, match) for column, match in found if match]


def _match(pattern: str, column: str) -> re.Match[str] | None:
    return _compiled(pattern).fullmatch(column)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    languages = "|".join(load_schemes().languages)
    text = re.escape(pattern).replace(r"\{n\}", r"(?P<n>[0-9])").replace(r"\{k\}", r"(?P<k>[0-9]?)")
    return re.compile(text.replace(r"\{lang\}", f"(?P<lang>{languages})"), re.IGNORECASE)
