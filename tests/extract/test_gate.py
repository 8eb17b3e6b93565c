"""On the annotated articles the extractor is no worse than it has been: floors.json holds figures that only rise."""

import json
from pathlib import Path

import pytest

from benchmarks import annotated

FLOORS = json.loads((Path(annotated.__file__).parent / "floors.json").read_text(encoding="utf-8"))["articles"]


@pytest.fixture(scope="module")
def found(shared: Path):
    module, articles = annotated.scorer(shared), annotated.corpus(shared)
    predicted = annotated.predict(articles)
    working, aside = annotated.split(articles)
    return {
        "all": annotated.figures(module, articles, predicted),
        "working": annotated.figures(module, working, predicted),
        "aside": annotated.figures(module, aside, predicted),
    }


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_figures_do_not_fall_below_their_floors(found, name):
    below = {k: (found[name][k], floor) for k, floor in FLOORS[name].items() if found[name][k] < floor}
    assert below == {}


def test_every_quote_of_every_article_is_the_text_at_its_offsets(shared: Path):
    articles = annotated.corpus(shared)
    texts = {a["id"]: a["text"] for a in articles}
    claims = annotated.predict(articles)
    assert all(texts[i][c["start"] : c["end"]] == c["quote"] for i, found in claims.items() for c in found)
