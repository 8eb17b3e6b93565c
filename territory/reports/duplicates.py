"""Which reports are the same text: reprints and light edits, found without comparing all pairs.

MinHash over three-word shingles with banded locality-sensitive hashing (Broder, *On the resemblance and containment of
documents*, 1997; Leskovec, Rajaraman & Ullman, *Mining of Massive Datasets*, chapter 3); candidates are confirmed by
their exact Jaccard similarity.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIMILARITY = 0.7
WORDS_PER_SHINGLE = 3
SHORTEST = 12
BANDS, ROWS = 16, 4
REPRESENTATIVES = 4
CHUNK = 4096

_WORD = re.compile(r"\w+")
_RANDOM = np.random.Generator(np.random.PCG64(20241208))
_MULTIPLIERS = _RANDOM.integers(1, 2**63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
_POSITIONS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)

Shingles = NDArray[np.uint64]


def group_near_duplicates(ids: Sequence[str], published: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Give every report the id of the earliest report that has nearly its text.

    Two texts are the same when :data:`SIMILARITY` of their three-word shingles are shared; texts of fewer than
    :data:`SHORTEST` words only when their words are equal.

    Parameters
    ----------
    ids, published, texts
        Of the same length; among reports of one day the first in order counts as earliest.
    """
    words = _Hashes()
    shingles = [_shingles(text, words) for text in texts]
    parent = list(range(len(texts)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)
    for at, found in enumerate(shingles):
        for key in _keys(found):
            bucket = buckets[key]
            for other in bucket:
                if root(other) == root(at):
                    break
                if _similar(found, shingles[other]):
                    parent[root(at)] = root(other)
                    break
            else:
                if len(bucket) < REPRESENTATIVES:
                    bucket.append(at)
    earliest: dict[int, int] = {}
    for at in sorted(range(len(ids)), key=lambda n: (published[n], n)):
        earliest.setdefault(root(at), at)
    return [ids[earliest[root(at)]] for at in range(len(ids))]


class _Hashes(dict[str, int]):
    """Hash of a word, computed once."""

    def __missing__(self, word: str) -> int:
        self[word] = found = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return found


def _shingles(text: str, words: _Hashes) -> Shingles:
    """Hashes of the text's shingles, sorted and unique; one hash for all of it when it is short."""
    found = _WORD.findall(text.lower())
    hashes = np.fromiter(map(words.__getitem__, found), np.uint64, len(found))
    if len(found) < SHORTEST:
        return np.array([zlib.crc32(" ".join(found).encode("utf-8", "surrogatepass")) | 1 << 40], dtype=np.uint64)
    last = len(found) - WORDS_PER_SHINGLE + 1
    total = sum((hashes[n : n + last] * _POSITIONS[n] for n in range(WORDS_PER_SHINGLE)), np.zeros(last, np.uint64))
    return np.unique(total ^ (total >> np.uint64(29)))


def _keys(shingles: Shingles) -> list[tuple[int, bytes]]:
    if len(shingles) == 1:
        return [(-1, shingles.tobytes())]
    parts = (shingles[n : n + CHUNK, None] * _MULTIPLIERS + _OFFSETS for n in range(0, len(shingles), CHUNK))
    least = np.min([part.min(axis=0) for part in parts], axis=0).reshape(BANDS, ROWS)
    return [(band, least[band].tobytes()) for band in range(BANDS)]


def _similar(a: Shingles, b: Shingles) -> bool:
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared >= SIMILARITY * (len(a) + len(b) - shared)
