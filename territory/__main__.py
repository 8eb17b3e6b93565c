"""``python -m territory`` is the ``territory`` command."""

from territory.cli import main

main()
