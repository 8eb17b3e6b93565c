"""Times are sought only near their cues, and none is missed for it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from territory.extract import extract
from territory.extract.times.dates import Clock
from territory.extract.words.lexicon import load_lexicon
from territory.extract.words.tokens import tokenise
from territory.tables import REPORTS

CORPUS = Path(__file__).parents[2] / "benchmarks" / "corpus"
WAYS = [
    "The siege lasted from May 2014 to 2017.",
    "Shells fell over the weekend on Avdiivka.",
    "On Tuesday, 3rd of June 2014 the column left; on Tuesday, June 3rd, 2014 it came back.",
    "A photograph of 3.6.2014 and a map of 2014-06-03 show the bridge.",
    "In mid-June, in early June 2014 and since mid June the road was shut.",
    "June 2014 was quiet, 3 June was not, June 3 neither.",
    "Throughout June they waited.",
    "In the late 1990s, in the 2010s and in late 2016 the fort stood empty.",
    "In the summer of 2015 and since 2016 it was held.",
    "Late on Saturday evening they left; earlier on Friday overnight they had come.",
    "Yesterday, last night, the day before and a day earlier nothing moved.",
    "Earlier today, this morning and later in the day nothing moved.",
    "Early last week, late this month and earlier this week nothing moved.",
    "In the past three weeks and over the last 10 days nothing moved.",
    "About two years ago, a month earlier and 3 days before nothing moved.",
    "In recent weeks, in the past few days and recently nothing moved.",
    "For more than six months and after two days nothing moved.",
    "In early May last year, late last month and over the summer they waited.",
    "A day after the fall of the bridge, in the first days of the war, they came; two weeks later they left.",
    "On the same day nothing moved.",
    "So far since then, at the time and these days nothing moved.",
]


def corpus() -> list[str]:
    """English texts of the annotated corpus."""
    lines = [line for path in sorted(CORPUS.glob("*english.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines if line.strip()]


@pytest.mark.parametrize("texts", [WAYS, corpus()], ids=["ways", "corpus"])
def test_cues_hide_no_time(texts: list[str]) -> None:
    file = load_lexicon("en").time
    bare = file.model_copy(update={"patterns": [p.model_copy(update={"cues": []}) for p in file.patterns]})
    today, with_cues, without = date(2017, 3, 9), Clock(file), Clock(bare)
    for text in texts:
        tokens = tokenise(text, str.lower, ())
        assert with_cues.moments(tokens, today) == without.moments(tokens, today)


def test_each_rule_is_met() -> None:
    clock = Clock(load_lexicon("en").time)
    met = {m.rule for text in WAYS for m in clock.moments(tokenise(text, str.lower, ()), date(2017, 3, 9))}
    assert met == {rule for rule, _ in clock.rules}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in early August last year", "2015-08-01", "2015-08-10"),
        ("since the beginning of last year", "2015-01-01", "2015-04-30"),
        ("late last month", "2016-09-20", "2016-09-30"),
        ("since last November", "2015-11-01", "2015-11-30"),
        ("over the summer", "2016-06-01", "2016-08-31"),
        ("last winter", "2015-12-01", "2016-02-29"),
    ],
)
def test_parts_of_years_and_months_are_ranges_of_days(words, first, last):
    moment = Clock(load_lexicon("en").time).moments(words, date(2016, 10, 6))[0]
    assert (str(moment.first), str(moment.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "place", "day", "background"),
    [
        ("Rebels retook Nawa on Friday, five days after the army captured Inkhil.", "Inkhil", "2016-09-25", True),
        ("Rebels seized Nawa in May 2015 but lost Inkhil nine days later.", "Inkhil", "2015-06-09", True),
        ("Rebels, who lost Inkhil a little over a week ago, attacked Nawa.", "Inkhil", "2016-09-29", True),
        ("The army withdrew from Nawa in June but still holds Inkhil.", "Inkhil", "2016-10-06", False),
        ("Rebels captured Inkhil in the early days of the war.", "Inkhil", "2016-10-06", True),
        ("Rebels said on Wednesday they had captured Inkhil on Monday.", "Inkhil", "2016-10-03", False),
    ],
)
def test_the_day_of_an_event_told_from_another(text, place, day, background):
    table = extract(REPORTS.frame([{"report_id": "a", "published": "2016-10-06", "text": text}]), "syria")
    found = {(r.place, str(r.date_to)[:10], r.background) for r in table.itertuples()}
    assert (place, day, background) in found


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Rebels held Daraya until August.", "2016-08-31"),
        ("IS, which controlled Palmyra for ten months before losing it in March, attacked Tiyas.", "2016-03-31"),
        ("Rebels controlled Harasta before they withdrew on Thursday.", "2016-10-06"),
    ],
)
def test_a_state_that_is_over_ends_before_it_began_to_be_told(text, until):
    table = extract(REPORTS.frame([{"report_id": "a", "published": "2016-10-07", "text": text}]), "syria")
    state = next(r for r in table.itertuples() if r.relation == "control")
    assert str(state.until_to)[:10] == until
    assert str(state.date_to)[:10] <= until
