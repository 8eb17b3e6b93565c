"""Move the colours of a profile's sides apart, as little as needed: ``python -m tools.spread_colours [NAME...]``.

Every pair of sides, and the grey of the unknown, must differ by 10 (CIEDE2000) for every kind of colour vision; sides
at the top of the tree by 15. Only the ``colour`` fields of the profiles are rewritten.
"""

from __future__ import annotations

import math
import random
import re
import sys
from itertools import combinations

import numpy as np

from territory.conflicts import list_conflicts, load_conflict
from territory.conflicts.loader import PROFILES
from territory.maps.palette import VISIONS, ciede2000, lab, linear

GREY = "#cfcbc2"
TOP, ANY = 15.4, 10.3
ROUNDS = 12_000
Lab = tuple[float, float, float]


def spread(colours: dict[str, str], top: set[str], seed: int = 1) -> dict[str, str]:
    """Colours near the given ones of which every pair is apart (annealing; the same result every time)."""
    rng = random.Random(seed)
    now = {**colours, "unknown": GREY}
    seen = {key: _views(colour) for key, colour in now.items()}
    home = {key: views[0] for key, views in seen.items()}
    pairs = list(combinations(sorted(now), 2))
    needs = {pair: TOP if set(pair) <= top | {"unknown"} else ANY for pair in pairs}
    apart = {pair: _apart(seen, pair) / needs[pair] for pair in pairs}
    strays = dict.fromkeys(colours, 0.0)
    best = _score(apart, strays)
    for turn in range(ROUNDS):
        if min(apart.values()) >= 1 and turn > ROUNDS // 2:
            break
        worst = [key for key in min(apart, key=lambda pair: apart[pair]) if key != "unknown"]
        key = rng.choice(worst if rng.random() < 0.6 else list(colours))
        step = rng.choice([4, 12, 30])
        parts = [min(255, max(0, round(int(now[key][i : i + 2], 16) + rng.gauss(0, step)))) for i in (1, 3, 5)]
        colour = "#" + "".join(f"{part:02x}" for part in parts)
        views = _views(colour)
        if not 18 <= views[0][0] <= 91:
            continue
        before, seen[key] = seen[key], views
        trial = apart | {pair: _apart(seen, pair) / needs[pair] for pair in pairs if key in pair}
        stray = strays | {key: math.dist(views[0], home[key]) * (1.0 if key in top else 0.5)}
        score = _score(trial, stray)
        if score > best or rng.random() < 0.02 * (1 - turn / ROUNDS) * (score > best - 0.05):
            best, apart, strays, now[key] = score, trial, stray, colour
        else:
            seen[key] = before
    return {key: now[key] for key in colours}


def _views(colour: str) -> list[Lab]:
    return [lab(np.asarray(vision) @ linear(colour)) for vision in VISIONS.values()]


def _apart(seen: dict[str, list[Lab]], pair: tuple[str, str]) -> float:
    return min(ciede2000(a, b) for a, b in zip(seen[pair[0]], seen[pair[1]], strict=True))


def _score(apart: dict[tuple[str, str], float], strays: dict[str, float]) -> float:
    low = sorted(min(value, 1.01) for value in apart.values())[:25]
    return sum(low) + 3 * low[0] - 0.002 * sum(strays.values())


def main() -> None:
    """Rewrite the colours of the profiles named, or of all whose colours are too alike."""
    for name in sys.argv[1:] or list_conflicts():
        conflict = load_conflict(name)
        colours = {side.key: side.colour for side in conflict.sides}
        top = {side.key for side in conflict.sides if side.parent is None}
        seen = {key: _views(colour) for key, colour in {**colours, "unknown": GREY}.items()}
        short = [
            pair
            for pair in combinations(sorted(seen), 2)
            if _apart(seen, pair) < (15 if set(pair) <= top | {"unknown"} else 10)
        ]
        if not short:
            continue
        moved = spread(colours, top)
        path = PROFILES / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for key, colour in moved.items():
            own = rf'(- (?:\{{)?key: {key}\b(?:(?!key: )[\s\S])*?colour: ")#[0-9a-f]{{6}}'
            text = re.sub(own, rf"\g<1>{colour}", text, count=1)
        path.write_text(text, encoding="utf-8")
        print(name, f"{len(short)} pairs were too alike", moved)


if __name__ == "__main__":
    main()
