"""Plates, charts and films: drawn without a browser, the same bytes every time."""

import gridland
import mapped
import pytest
from PIL import Image

from territory.errors import RenderError
from territory.maps import write_pictures
from territory.maps.chart import chart_of, shares_table
from territory.maps.film import save_film
from territory.maps.plates import plate, plate_of, save_picture
from territory.maps.render import scene_of

UNITS = mapped.boundaries()
CONTROL = mapped.control(UNITS)
SCENE = scene_of(CONTROL, boundaries=UNITS, claims=mapped.claims(), start="2024-01-09", end="2024-01-12")


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_plate_has_the_same_bytes_twice(tmp_path, kind):
    made = []
    for name in ("a", "b"):
        figure = plate(CONTROL, dates=["2024-01-11"], boundaries=UNITS, tree=mapped.tree(UNITS))
        made.append(save_picture(figure, tmp_path / f"{name}.{kind}").read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) > 10_000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_plate_says_what_it_shows_and_where_it_comes_from(language):
    scene = scene_of(CONTROL, boundaries=UNITS, claims=mapped.claims(), end="2024-01-12", language=language)
    figure = plate_of(scene, None, [10])
    words = scene.words
    texts = [text.get_text() for text in figure.texts] + [t.get_text() for axes in figure.axes for t in axes.texts]
    said = "\n".join(texts)
    for wanted in (
        scene.heading()["title"],
        words.day("2024-01-11"),
        words("legend"),
        words("contested"),
        words("north"),
    ):
        assert wanted in said
    assert "Gridland survey" in said
    assert "Agency" in said
    assert "endorsement" in said
    assert words("kilometres") in said


def test_several_dates_make_a_grid():
    figure = plate_of(SCENE, None, [0, 1, 2, 3])
    assert [axes.get_title() for axes in figure.axes if axes.get_title()] == [
        SCENE.words.day(SCENE.timeline.date(d)) for d in range(4)
    ]


def test_shares_of_a_day_sum_to_one():
    table = shares_table(SCENE)
    assert list(table.index) == ["2024-01-09", "2024-01-10", "2024-01-11", "2024-01-12"]
    assert table.sum(axis=1).tolist() == pytest.approx([1.0] * 4)


def test_shares_change_when_a_unit_changes_hands():
    opposition = shares_table(SCENE)["opposition"]
    assert opposition["2024-01-11"] > opposition["2024-01-10"] == opposition["2024-01-09"]


def test_a_chart_has_the_same_bytes_twice(tmp_path):
    made = [save_picture(chart_of(SCENE), tmp_path / f"{n}.svg").read_bytes() for n in "ab"]
    assert made[0] == made[1]


def test_a_film_has_a_frame_a_day_and_the_same_bytes_twice(tmp_path):
    made = [save_film(SCENE, tmp_path / f"{n}.gif") for n in "ab"]
    assert made[0].read_bytes() == made[1].read_bytes()
    with Image.open(made[0]) as film:
        assert film.n_frames >= 2  # equal days are one longer frame


def test_a_long_film_is_thinned(tmp_path):
    units = gridland.grid(3, 3)
    scene = scene_of(gridland.control(units, 800, 400), boundaries=units)
    with Image.open(save_film(scene, tmp_path / "film.gif", width=200)) as film:
        assert film.n_frames <= 180


def test_a_film_of_another_kind_is_refused(tmp_path):
    with pytest.raises(RenderError, match="gif"):
        save_film(SCENE, tmp_path / "film.mp4")


def test_pictures_of_a_build(tmp_path):
    names = [path.name for path in write_pictures(SCENE, tmp_path)]
    assert names == ["2024-01-12.png", "2024-01-12.svg", "2024-01-12.pdf", "shares.png", "shares.svg", "film.gif"]
