"""Reprints count as one text; reports that differ in what they say do not."""

import random
import time

from territory.reports.duplicates import group_near_duplicates

STORY = (
    "Rebel fighters entered the city of Hama on Thursday after three days of heavy clashes on its northern edge, and "
    "the army said its units had redeployed outside the city to spare civilians. A monitor said the fighters opened "
    "the central prison and took the military airport to the west of the city within hours."
)


def test_reprint_gets_the_id_of_the_earliest():
    reprint = STORY.replace("A monitor said", "A war monitor said") + " Read more."
    groups = group_near_duplicates(
        ["b", "a", "c"], ["2024-12-06", "2024-12-05", "2024-12-06"], [reprint, STORY, "Homs fell."]
    )
    assert groups == ["a", "a", "c"]


def test_short_bulletins_differ_by_one_name():
    texts = [
        "Rebels took the village of Khan Sheikhun.",
        "Rebels took the village of Kafr Nabl.",
        "rebels took the village of Kafr Nabl",
    ]
    assert group_near_duplicates(["a", "b", "c"], ["2024-12-01"] * 3, texts) == ["a", "b", "b"]


def test_ten_thousand_texts_in_seconds():
    random.seed(1)
    words = [f"w{n}" for n in range(3000)]
    texts = [" ".join(random.choices(words, k=200)) for _ in range(5000)]
    texts += [t + " more words at the end" for t in texts]
    started = time.perf_counter()
    groups = group_near_duplicates([str(n) for n in range(10_000)], ["2024-12-01"] * 10_000, texts)
    assert time.perf_counter() - started < 20
    assert groups == [str(n % 5000) for n in range(10_000)]
