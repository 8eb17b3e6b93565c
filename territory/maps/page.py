"""The folium side: a map whose page needs nothing but itself, and the time layer as an element of it.

Layers that users add keep working: folium's own links to jQuery, Bootstrap and its icons come back only when there are
such layers, which may need them (and the network).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template
from xstatic.pkg import leaflet

from territory.errors import RenderError
from territory.maps.payload import dumps

ASSETS = Path(__file__).resolve().parent / "assets"
SCRIPTS = (
    "topology", "paint", "layer", "marks", "labels", "timeline", "legend", "panel", "table", "search", "compare",
    "controls", "reading", "hands", "permalink", "main",
)  # fmt: skip
STYLES = ("page", "controls", "print")
MAP_NAME = "territory"
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


class Literal(Element):
    """Text that goes into the page as it is; branca's own Element would run it as a Jinja template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: Any) -> str:
        """The text."""
        return self.text


class Page(Figure):
    """The HTML document around a map.

    Parameters
    ----------
    title, language, direction
        Title, language (ISO 639-1) and writing direction of the document.
    """

    def __init__(self, title: str, language: str, direction: str) -> None:
        super().__init__(ratio="75%")
        self.document_title = title
        self.language = language
        self.direction = direction
        self.header._children.clear()

    def render(self, **kwargs: Any) -> str:
        """The document, the same bytes every time."""
        for part in (self.header, self.html, self.script):
            part._children.clear()
        _number(self)
        for child in self._children.values():
            child.render(**kwargs)
        head, body, script = (part.render(**kwargs) for part in (self.header, self.html, self.script))
        page = (
            f'<!DOCTYPE html>\n<html lang="{escape(self.language)}" dir="{self.direction}">\n<head>\n'
            f'<meta charset="utf-8">\n{_VIEWPORT}\n'
            f"<title>{escape(self.document_title)}</title>\n{head}\n</head>\n<body>\n{body}\n"
            f"<script>\n{script}\n</script>\n</body>\n</html>\n"
        )
        page = "\n".join(line.rstrip() for line in page.split("\n") if line.strip()) + "\n"
        if _with_others(self):
            return page
        policy = f'<meta http-equiv="Content-Security-Policy" content="{content_policy(page)}">'
        return page.replace(_VIEWPORT, f"{_VIEWPORT}\n{policy}", 1)


def _number(root: Element) -> None:
    """Give every element that has a random id one that says where it stands in the tree."""
    count = 0
    for element in _walk(root):
        if element._id != MAP_NAME:
            count += 1
            element._id = f"{count}"


def _with_others(root: Element) -> bool:
    """Whether a user has added something to the map."""
    return any(not isinstance(e, (Page, TerritoryMap, TimeLayer)) for e in _walk(root))


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _walk(child)


class TerritoryMap(folium.Map):
    """A :class:`folium.Map` whose page carries Leaflet itself; layers can be added to it as to any other.

    Parameters
    ----------
    title, language, direction
        Of the page.
    **settings
        As for :class:`folium.Map`.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <main id="stage"><div class="folium-map" id={{ this.get_name()|tojson }}></div></main>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}
        });
        {% endmacro %}
        """
    )

    def __init__(self, title: str, language: str = "en", direction: str = "ltr", **settings: Any) -> None:
        super().__init__(tiles=None, **settings)
        self._id = MAP_NAME
        Page(title, language, direction).add_child(self)
        self.default_js, self.default_css = [], []

    def render(self, **kwargs: Any) -> str:
        """Put the map's parts into its page."""
        foreign = _with_others(self)
        _page(self).header.add_child(Literal(_leaflet(foreign)), name="leaflet")
        self.default_js = [pair for pair in folium.Map.default_js if foreign and pair[0] != "leaflet"]
        self.default_css = [pair for pair in folium.Map.default_css if foreign and pair[0] != "leaflet_css"]
        untyped: Any = super()
        untyped.render(**kwargs)
        return ""


class TimeLayer(Element):
    """The timeline of control as an element of a folium map.

    Parameters
    ----------
    payload
        What the page shows; see :func:`territory.maps.payload.payload_of`.
    """

    def __init__(self, payload: dict[str, Any]) -> None:
        Element.__init__(self)
        self._name = "TimeLayer"
        self.payload = payload

    def render(self, **kwargs: Any) -> str:
        """Put styles, data and scripts into the page."""
        figure = _page(self)
        figure.header.add_child(Literal(f"<style>\n{_styles()}\n</style>"), name="territory_css")
        data = f'<script type="application/json" id="territory-data">{dumps(self.payload)}</script>'
        figure.html.add_child(Literal(data), name="territory_data")
        start = f"territory(map_{MAP_NAME}, document.getElementById('territory-data'));"
        figure.script.add_child(Literal(f"{_scripts()}\n{start}"), name="territory_js")
        return ""


def _page(element: Element) -> Figure:
    root = element.get_root()
    if not isinstance(root, Figure):
        raise RenderError("the map has been taken out of its page: add it to a branca Figure, or render it again")
    return root


@lru_cache(maxsize=1)
def _styles() -> str:
    return _tight("\n".join(_stripped(ASSETS / f"{name}.css") for name in STYLES))


def _tight(style: str) -> str:
    """A style sheet without the blanks and comments that only its reader needs."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"(?<=[,:]) ", "", style)).strip()


@lru_cache(maxsize=1)
def _scripts() -> str:
    parts = "\n".join(_stripped(ASSETS / f"{name}.js") for name in SCRIPTS)
    return f'const territory = (() => {{\n"use strict";\n{parts}\nreturn start;\n}})();'


def _stripped(path: Path) -> str:
    """A source file without indentation and whole-line comments."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**", "/* ")))


@lru_cache(maxsize=2)
def _leaflet(with_icons: bool) -> str:
    """Leaflet's script and style with its licence; with its marker images where a layer may show them."""
    folder = Path(leaflet.BASE_DIR)
    licence = (ASSETS / "leaflet-licence.txt").read_text(encoding="utf-8")
    style = _tight((folder / "leaflet.css").read_text(encoding="utf-8"))
    script = (folder / "leaflet.js").read_text(encoding="utf-8").replace("//# sourceMappingURL=leaflet.js.map", "")
    for image in sorted((folder / "images").glob("*.png")):
        style = style.replace(f"url(images/{image.name})", f"url({_data(image)})" if with_icons else "none")
    if with_icons:
        icons = {"iconUrl": "marker-icon", "iconRetinaUrl": "marker-icon-2x", "shadowUrl": "marker-shadow"}
        urls = ", ".join(f'{key}: "{_data(folder / "images" / f"{name}.png")}"' for key, name in icons.items())
        script += f"\ndelete L.Icon.Default.prototype._getIconUrl; L.Icon.Default.mergeOptions({{{urls}}});"
    return f"<!--\n{licence}-->\n<style>\n{style}\n</style>\n<script>\n{script}\n</script>"


def _data(image: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(image.read_bytes()).decode("ascii")


def content_policy(page: str) -> str:
    """A Content-Security-Policy that lets a page run its own scripts and nothing else.

    Expressions may be evaluated, so that browsers' consoles and test drivers work on the page; it evaluates none.
    """
    hashes = []
    at = 0
    while (at := page.find("<script>", at)) >= 0:
        end = page.index("</script>", at)
        digest = hashlib.sha256(page[at + len("<script>") : end].encode("utf-8")).digest()
        hashes.append(f"'sha256-{base64.b64encode(digest).decode('ascii')}'")
        at = end
    return (
        f"default-src 'none'; script-src {' '.join(hashes)} 'unsafe-eval'; style-src 'unsafe-inline'; "
        "img-src data: blob: https:; base-uri 'none'; form-action 'none'"
    )
