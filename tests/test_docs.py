"""The reference pages say what the code does, and the README's commands exist."""

import re
from pathlib import Path

import pytest

from tools.build_docs import DOCS, PAGES, commands

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", PAGES)
def test_reference_page_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run python -m tools.build_docs"


def test_every_command_and_option_says_what_it_does():
    from territory.cli import main

    for path, command in commands(main):
        assert command.help, path
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name not in ("version", "help"):
                assert parameter.help or parameter.type.name == "choice" or parameter.name == "date", (
                    path,
                    parameter.name,
                )


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_files_named_in_the_docs_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (ROOT / target).exists(), f"{page} links to {target}"


def test_commands_in_the_readme_exist():
    from territory.cli import main

    known = {path[1] for path, _ in commands(main) if len(path) > 1}
    for word in re.findall(r"^\$? ?territory ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M):
        assert word in known
