"""From a name to a node of the boundary tree, or to an honest "don't know"."""
