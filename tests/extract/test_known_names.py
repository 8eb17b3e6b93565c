"""The names of places that extraction is told of, with their kinds."""

import pytest

from territory.conflicts import load_conflict
from territory.extract.claims import known_names


@pytest.mark.parametrize(
    ("conflict", "name", "kind"),
    [
        ("sudan", "Darfur", "region"),
        ("ukraine", "Donbas", "region"),
        ("syria", "Um al-Karamel", "village"),
        ("syria", "Al-Hader", "town"),
        ("syria", "Quneitra", "city"),
    ],
)
def test_places_are_known_with_their_kinds(conflict, name, kind):
    assert dict(known_names(load_conflict(conflict))).get(name) == kind
