"""What can go wrong, as exceptions whose message tells a user what to do."""


class TerritoryError(Exception):
    """The input cannot be used; the message names the file or row, what is wrong and what to do."""


class ReportError(TerritoryError):
    """A report cannot be read."""


class ConflictError(TerritoryError):
    """A conflict profile is unknown or malformed."""


class BoundaryError(TerritoryError):
    """A boundary set is unknown or cannot be one."""


class TableError(TerritoryError):
    """A table does not have the columns or values of its schema."""


class ExtractError(TerritoryError):
    """Claims cannot be extracted (an unknown extractor, an endpoint that fails)."""


class ControlError(TerritoryError):
    """Claims cannot be resolved into control (a malformed baseline or corrections file)."""


class RenderError(TerritoryError):
    """A map cannot be drawn."""


class GazetteerError(TerritoryError):
    """A gazetteer file is malformed, or a place service failed."""
