"""Languages that mark roles by preposition, case or clitic rather than by order: Arabic, Ukrainian, Russian.

The same stages as for English (tokens, phrases of a lexicon, place phrases, roles, status, time), over the same clock,
sides and memory; a frame names its roles by preposition and case, so that any order of words reads alike.
"""

from territory.extract.marked.reader import MarkedEngine, marked_engine

__all__ = ["MarkedEngine", "marked_engine"]
