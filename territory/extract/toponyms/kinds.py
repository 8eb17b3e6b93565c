"""Which items can stand where in a place phrase."""

PRE = frozenset(
    {
        "det",
        "poss",
        "place_adj",
        "vague",
        "num",
        "share",
        "percent",
        "more_than",
        "less_than",
        "about",
        "word",
        "modifier",
        "former",
        "people",
        "adverb",
        "'s",
        "besieged",
    }
)
HEAD = frozenset({"kind", "area", "outskirts", "countryside", "stronghold"})
STARTS = (PRE | HEAD | {"cap", "nation", "capital", "compass", "actor", "unit_km", "group_word"}) - {
    "'s",
    "adverb",
    "word",
}
NEAR = frozenset({"near"})
INSIDE = frozenset({"in", "at"})
# What decides whether a place phrase is one, and what may stand before that.
TELLING = HEAD | {"cap", "nation", "capital", "group_word", "compass", "actor"}
PASSED = (PRE | {"of", "unit_km", "-"}) - {"'s", "word"}
# What cannot follow a side that holds the place of a phrase: "rebel" in "rebel-held X", not in "rebels in X".
NO_NOUN = frozenset(
    "prep punct conj not_event have be noun relative time to say of boundary managed claim modal do planned deny "
    "backing not failed motion occur prevent pron_actor det".split()
)
