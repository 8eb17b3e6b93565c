"""The page about profiles names every field of a profile."""

from pathlib import Path

import pytest

from territory.conflicts.profile import Ageing, Alias, Conflict, ExtraPlace, Side, Source

PAGE = Path(__file__).resolve().parents[2] / "docs" / "conflicts.md"


@pytest.mark.parametrize("model", [Conflict, Side, Alias, Source, ExtraPlace, Ageing])
def test_every_field_is_documented(model):
    text = PAGE.read_text(encoding="utf-8")
    for name, field in model.model_fields.items():
        assert (field.alias or name) in text, f"docs/conflicts.md does not mention {model.__name__}.{name}"


def test_environment_of_the_model_is_documented():
    page = PAGE.with_name("llm.md").read_text(encoding="utf-8")
    code = (PAGE.parents[1] / "territory" / "extract" / "llm" / "extractor.py").read_text(encoding="utf-8")
    for name in ("TERRITORY_LLM_KEY", "OPENAI_API_KEY", "TERRITORY_LLM_PRICES", "TERRITORY_CACHE"):
        assert name in page
        assert name in code
