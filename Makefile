PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: map test lint bench data clean

map: $(VENV)/.installed  ## build the example map into outputs/
	$(BIN)/territory build data/reports/syria-2024 -o outputs --from 2024-11-26 --to 2024-12-09
	@echo "Open outputs/map.html in a browser."

test: $(VENV)/.test  ## run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.lint  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.test  ## every benchmark, side by side with its peer
	@set -e; for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python $$file; done

data: $(VENV)/.installed  ## rebuild the embedded data from its sources
	$(BIN)/python -m tools.build_data
	$(BIN)/python -m tools.world

clean:
	rm -rf $(VENV) .cache build dist

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Territory needs Python 3.11 or newer; try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.installed
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[lint]'
	@touch $@
