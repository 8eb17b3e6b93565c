"""Write the reference pages (`docs/cli.md`, `docs/tables.md`) from the code: ``python -m tools.build_docs``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from territory.cli import main
from territory.tables import SCHEMAS

DOCS = Path(__file__).resolve().parent.parent / "docs"
Path_ = tuple[str, ...]


def commands(group: click.Group, path: Path_ = ("territory",)) -> Iterator[tuple[Path_, click.Command]]:
    """Every command with the words that call it, groups before their members."""
    yield path, group
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def cli_page() -> str:
    """The reference of the command line, as the commands themselves tell it."""
    parts = ["# The command line", "", "Written by `python -m tools.build_docs` from the commands; do not edit.", ""]
    for path, command in commands(main):
        parent: click.Context | None = None
        for word in path[:-1]:
            parent = click.Context(click.Group(word), info_name=word, parent=parent)
        context = click.Context(
            command, info_name=path[-1], parent=parent, terminal_width=100, help_option_names=["-h", "--help"]
        )
        parts += [f"## `{' '.join(path)}`", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def tables_page() -> str:
    """The columns of every table, as the schemas say them."""
    parts = ["# The tables", "", "Written by `python -m tools.build_docs` from `territory/tables.py`; do not edit.", ""]
    for schema in SCHEMAS.values():
        parts += [
            f"## {schema.name} (version {schema.version})",
            "",
            "| column | type | what it says |",
            "|---|---|---|",
        ]
        for c in schema.columns:
            choices = f"; one of {', '.join(f'`{v}`' for v in c.choices)}" if c.choices else ""
            needed = "; required" if c.required else ""
            parts.append(f"| `{c.name}` | {c.type} | {c.description.replace('|', chr(92) + '|')}{choices}{needed} |")
        parts.append("")
    return "\n".join(parts)


PAGES = {"cli.md": cli_page, "tables.md": tables_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
