"""Any text at all: no exception, quotes that stand in it, quickly."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from territory.extract import extract
from territory.tables import CLAIMS, REPORTS

WORDS = (
    "the The rebels army Islamic State Aleppo Raqqa al - Bab city town province of in near from by , . ; ( ) held "
    "captured lost took withdrew under control siege fighting between and or who which it they most 90 percent km "
    "north on Friday in 2015 said denied if not only except areas villages rebel \" ' 's"
).split()


def claims_of(text):
    return extract(
        REPORTS.frame([{"report_id": "r", "published": "2024-12-08", "language": "en", "text": text or "."}])
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60).map(" ".join))
def test_any_text_gives_claims_that_stand_in_it(text):
    claims = claims_of(text)
    CLAIMS.check(claims)
    assert [(text or ".")[c.start : c.end] for c in claims.itertuples()] == claims.quote.tolist()
    assert ((claims.confidence > 0) & (claims.confidence < 1)).all()


def test_a_hundred_thousand_characters_without_a_full_stop_take_no_second():
    text = "rebels captured the town of Maan and besieged most of Idlib province near Aleppo " * 1300
    claims_of("Rebels took Hama.")
    begin = time.process_time()
    claims_of(text[:100_000])
    assert time.process_time() - begin < 1


def test_a_text_may_end_anywhere():
    text = "Rebels of Idlib in Eastern Aleppo took the rebel-held North"
    for end in range(1, len(text) + 1):
        claims_of(text[:end])
