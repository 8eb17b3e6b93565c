"""The files of a language's lexicon: YAML with a schema, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from territory.errors import ExtractError

LEXICONS = Path(__file__).resolve().parents[1] / "lexicons"
Words = list[str]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LanguageFile(_Model):
    code: str
    order: str
    normalise: str = "lower"
    abbreviations: Words = []
    articles: Words = []
    spaced_articles: Words = []
    name_prefixes: Words = []


class WordsFile(_Model):
    classes: dict[str, Words]
    prepositions: dict[str, Words]


class Share(_Model):
    words: Words
    low: float
    high: float


class PlacesFile(_Model):
    kinds: dict[str, Words]
    generic_areas: Words
    outskirts: Words
    countryside: Words
    definite_only: Words
    land: Words = []
    counts: dict[str, int] = {}
    mostly: Words = []
    dwellers: Words = []
    of_areas: Words = []
    seats: Words = []
    quarters: Words = []
    epithets: Words = []
    compass: dict[str, Words]
    shares: list[Share]
    vague: Words
    percent: Words
    more_than: Words
    less_than: Words
    about: Words
    units_km: dict[str, float]
    place_adjectives: Words
    no_place: Words
    org_words: Words


class ActorsFile(_Model):
    incumbent: Words
    insurgent: Words
    anaphoric: Words
    pronominal: Words
    forces: Words = []
    regular: Words = []
    unions: Words = []
    name_heads: Words = []
    name_starts: Words = []
    arms: Words = []
    labels: Words = []
    slurs: Words = []
    jihadist: Words = []
    heads: Words
    modifiers: Words
    backing: Words
    leading: Words
    before: Words
    descriptive: Words = []
    anti: Words
    linkers: Words
    not_actor: Words
    speakers: Words
    group_words: Words


class NationsFile(_Model):
    nations: dict[str, Words]
    capitals_stay_places: Words
    seats: dict[str, str] = {}


class Frame(_Model):
    """Which slot carries which role; ``needs_*`` drop a claim whose role is empty."""

    relation: str
    place: Words
    actor: Words
    opponent: Words = []
    needs_opponent: bool = False
    needs_actor: bool = False
    place_strict: bool = False
    presence: bool = False


class TriggersFile(_Model):
    frames: dict[str, Frame]
    verbs: dict[str, Words]
    irregular: dict[str, Words] = {}
    nouns: dict[str, Words]
    noun_place: dict[str, Words]
    battle_for: Words
    held: Words
    held_hyphen: Words = []
    besieged: Words
    stronghold: Words
    strong_only: Words
    motion: Words
    divided: Words = []
    former: Words
    occur: Words = []
    enforced: Words = []
    offensive_verbs: Words = []
    witness: Words = []
    scene_nouns: Words = []
    edges: Words = []
    reach: Words = []
    blows: Words = []
    admit: Words = []
    achieve: Words = []
    supports: dict[str, Words] = {}
    lay: Words = []
    lift: Words = []
    over: Words = []
    close_roads: Words = []
    unarmed: Words = []
    all_roads: Words = []
    endure: Words = []
    under_siege: Words = []
    gates: Words = []
    ways: Words = []
    stand: Words = []
    bring: Words = []
    rings: Words = []
    draw: Words = []
    pit: Words = []
    engage: Words = []
    hear: Words = []
    include: Words = []
    lie: Words = []
    spend: Words = []
    bomb: Words = []
    cease: Words = []
    pauses: Words = []
    repeated: Words = []
    urban: Words = []
    landmarks: Words = []
    rims: Words = []
    predicates: dict[str, Words] = {}
    charges: Words = []
    institutions: Words = []
    sites: Words = []
    raided: Words = []
    kept_out: Words = []
    guards: Words = []
    particles: Words = []
    flags: Words = []
    left_states: Words = []


class StatusFile(_Model):
    planned: Words
    planned_nouns: Words
    failed: Words
    failed_nouns: Words
    managed: Words
    prevent: Words
    deny: Words
    deny_nouns: Words
    claim: Words
    say: Words
    hedge_if: Words
    fights: Words = []
    efforts: Words = []
    neutral: Words = []
    state_voices: Words = []
    officials: Words = []
    bodies: Words = []
    fighting_voices: Words = []
    accounts: Words = []
    mute: Words = []
    showing: Words = []
    heads_of: Words = []
    announcing: Words = []
    future: Words = []
    demands: Words = []
    demand_nouns: Words = []
    implicative: Words = []
    yet: Words = []
    failed_words: Words = []
    failing: Words = []
    targets: Words = []
    troops: Words = []
    ranks: Words = []
    looming: Words = []
    untrue: Words = []
    opinion: Words = []
    orders: Words = []
    nobody: Words = []
    unproven: Words = []
    proposals: Words = []
    future_clauses: Words = []
    drops: Words = []
    binding: Words = []
    verges: Words = []
    making: Words = []
    untruths: Words = []
    claim_nouns: Words = []
    nounlike_says: Words = []
    ordinals: Words = []
    first_person: Words = []
    third_person: Words = []
    attempt_nouns: Words = []
    not_event: Words
    other_verbs: Words = []
    other_past: Words = []


class Pattern(_Model):
    """A way to say a time; with cues (words, or the {list} of them) it is tried only near one of these."""

    rule: str
    pattern: str
    cues: Words = []


class TimeFile(_Model):
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]
    parts: dict[str, str]
    spans: dict[str, str] = {}
    hints: Words = []
    patterns: list[Pattern]


FILES: dict[str, type[_Model]] = {
    "language": LanguageFile,
    "words": WordsFile,
    "places": PlacesFile,
    "actors": ActorsFile,
    "nations": NationsFile,
    "triggers": TriggersFile,
    "status": StatusFile,
    "time": TimeFile,
}


def languages() -> list[str]:
    """Codes of the languages that have a lexicon."""
    return sorted(p.name for p in LEXICONS.iterdir() if (p / "language.yaml").is_file())


def read_files(code: str, models: Mapping[str, type[BaseModel]]) -> dict[str, Any]:
    """Read the files of a language's lexicon, each checked against its model.

    Raises
    ------
    ExtractError
        If a file is missing or breaks its schema; the message names the file and the field.
    """
    parts: dict[str, Any] = {}
    for name, model in models.items():
        path = LEXICONS / code / f"{name}.yaml"
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            parts[name] = model.model_validate(raw)
        except (OSError, yaml.YAMLError) as error:
            raise ExtractError(f"{path}: cannot be read ({' '.join(str(error).split())})") from None
        except ValidationError as error:
            first = error.errors()[0]
            raise ExtractError(f"{path}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}") from None
    return parts
