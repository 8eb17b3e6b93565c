"""From reports to claims: who holds, takes, loses or fights for which place, in whose words and since when."""

import sys
from types import ModuleType

from territory.extract.claims import extract

__all__ = ["extract"]


class _Verb(ModuleType):
    """The room has the name of its verb: ``territory.extract(reports)`` and ``territory.extract.claims`` both work."""

    __call__ = staticmethod(extract)


sys.modules[__name__].__class__ = _Verb
