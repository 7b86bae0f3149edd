PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help brief test lint types docs bench snapshot models clean

help:  ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Rapallo needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	touch $@

$(DEV): $(READY)
	$(PIP) -e '.[dev]'
	touch $@

brief: $(READY)  ## Brief on China and Russia, seen from the United States, with an HTML page
	$(BIN)/rapallo assess CHN RUS --rival USA

test: $(DEV)  ## Run the tests
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -q -rs -n 2 --dist loadfile $(PYTEST)

lint: $(DEV)  ## Check style, imports between rooms, and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

docs: $(DEV)  ## Build the site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: $(DEV)  ## Measure speed (RAPALLO_DATA names the folder of the sources' files)
	for script in bench/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

snapshot: $(READY)  ## Make the shipped figures anew (RAPALLO_DATA as for bench)
	$(BIN)/rapallo data build --from "$(RAPALLO_DATA)" --to build/rapallo.duckdb \
		--snapshot src/rapallo/warehouse/snapshot

models: $(READY)  ## Fit the shipped models anew and make their track record (a quarter of an hour)
	$(BIN)/python -m rapallo.forecast.shipping

clean:  ## Remove what was made here
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis
