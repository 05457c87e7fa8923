# Lapwing: `make demo` to see it work, `make test` to check it. Both set everything up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FORMAT ?= table
CODE := src tests train benchmarks tools

.PHONY: help setup demo test check bench clean

help:
	@echo "make demo    set up, then read the example reports and show what was found"
	@echo "make test    set up, then run every check and test"
	@echo "make bench   measure speed and memory of reading"
	@echo "make setup   only set up: a virtual environment in $(VENV), installed again when pyproject.toml changes"
	@echo "make clean   remove what was built, the environment too"

setup: $(STAMP)

# `-e` so that the code in src/ is what runs; the stamp makes the second time quick.
$(STAMP): pyproject.toml
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) || { echo "No virtual environment could be made: install python3-venv (apt-get install python3-venv)."; exit 1; }
	@echo "Installing Lapwing and its libraries into $(VENV) (once; a few minutes on a slow line) ..."
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Lapwing needs Python 3.11 or later: make PYTHON=python3.11 setup"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: setup
	@$(BIN)/lapwing read examples --format $(FORMAT)

test: setup check
	@$(BIN)/python -m pytest -n 2

check: setup
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo "Run: $(BIN)/ruff format $(CODE)"; exit 1; }
	@$(BIN)/mypy --strict

bench: setup
	@$(BIN)/python benchmarks/read_speed.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build dist
