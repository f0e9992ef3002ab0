# Everything a person or CI does here; `make` alone lists it.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo serve doubles test test-postgresql campaign-kill campaign-exchange campaign-disorder bench check format lock build clean

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: $(READY)  ## make .venv with everything pinned, and the moedeklar command

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Mødeklar needs Python 3.11 or later; name one with PYTHON=..." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python has no venv here: install it (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip --quiet --disable-pip-version-check install uv
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q scheduler agenda notifications service
	@touch $@

demo: setup  ## play some weeks and leave the service running with it at http://127.0.0.1:8000
	$(BIN)/moedeklar demo

serve: setup  ## the real thing: web and timer, database moedeklar.db in this folder
	$(BIN)/moedeklar serve

doubles: setup  ## the EWS and the Graph double on loopback, for trying the channels by hand
	$(BIN)/python -m tests.doubles

test: setup  ## all tests, on PostgreSQL those where the stores may differ; no long campaigns
	$(BIN)/pytest -q -n 3 --dist worksteal

test-postgresql: setup  ## on PostgreSQL every test that runs on either store, half an hour and more
	$(BIN)/pytest -q -n 3 --dist worksteal -m "postgresql and not campaign"

campaign-kill: setup  ## kill a running service 400 times over, half an hour
	$(BIN)/pytest -q -m campaign tests/service/test_kills.py

campaign-exchange: setup  ## over Exchange, Graph and SMTP: 500 operations, 50 kills, 70 % failing; 10 minutes each, or CHANNEL=graph alone
	$(BIN)/pytest -v -m campaign tests/campaigns $(if $(CHANNEL),-k $(CHANNEL))

campaign-disorder: setup  ## walk at random over the API from SEED=1 on, for MINUTES=60, on DATABASE=sqlite or postgresql
	$(BIN)/pytest -q -m campaign tests/disorder -p no:randomly --disorder-seed $(or $(SEED),1) --disorder-minutes $(or $(MINUTES),60) -k $(or $(DATABASE),sqlite)

bench: setup  ## everyday work on stores of a month and of ten years, made once in .bench/; OPTIONS=--counted or --plans
	PYTHONPATH=$(CURDIR)/tests $(BIN)/python -m benchmarks $(OPTIONS)

check: setup  ## what CI checks beside the tests: style, types, imports, and that every test can be read
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -qq --collect-only -p no:cacheprovider -m "" >/dev/null || { $(BIN)/pytest -qq --collect-only -m "" | tail -40; exit 1; }

format: setup  ## let the formatter and the safe fixes run
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup  ## pin dependencies again, with hashes and without addresses
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

build: setup  ## the wheel, in dist/
	$(BIN)/hatchling build -t wheel

clean:  ## remove what set-up and tests made
	rm -rf $(VENV) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
