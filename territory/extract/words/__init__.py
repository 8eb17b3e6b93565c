"""A text as words, phrases of the lexicon and items of a sentence."""
