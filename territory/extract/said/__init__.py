"""Who says it and how it is put forward: claimed, planned, denied, negated."""
