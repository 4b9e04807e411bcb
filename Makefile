# Everything a person or a machine does with Sightline. `make` alone says what there is.
# Nothing is installed outside this folder but Debian's chromium and ffmpeg (`make test`, as root).

PYTHON ?= python3
BIN := .venv/bin
NODE_PACKAGES := web/node_modules/.installed
SITE := web/node_modules/.built
CHECKOV := .venv/checkov/.installed
PYTHON_SOURCES := functions media_worker infra tests
UV := .venv/uv/bin/uv
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header
COMPILE_CHECKOV := $(subst pyproject.toml,requirements/checkov.in,$(COMPILE))
SITE_SOURCES := $(shell find web -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*')

.DEFAULT_GOAL := help
.PHONY: help setup run check types lint test e2e faults image bench cold-start screenshots schema openapi lock synth cost checkov dpia clean
.DELETE_ON_ERROR:

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: .venv/.installed $(NODE_PACKAGES) ## Install what the locks name, into .venv and web/node_modules

run: setup $(SITE) ## Start the whole system on this machine (ARGS="--https --host 0.0.0.0" for a real phone)
	@$(BIN)/python -m infra.local $(ARGS)

check: setup ## Lint, types, import contracts; is everything generated up to date?
	@$(MAKE) --no-print-directory --jobs 2 --output-sync types lint

types: setup ## Check the types of the Python code
	$(BIN)/mypy $(PYTHON_SOURCES)

lint: setup ## Check everything else
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	@$(BIN)/python -m boundary.openapi | cmp --silent - functions/openapi.json \
	  || { echo "functions/openapi.json is out of date: run 'make openapi'." >&2; exit 1; }
	npm --prefix web run --silent check

test: setup $(SITE) $(CHECKOV) ## Run every test, up to real browsers
	bash .ci/browser
	$(BIN)/pytest tests/unit tests/contract tests/conformance tests/rules tests/infra -n 2 --dist loadgroup
	npm --prefix web run --silent test
	$(BIN)/pytest tests/integration -n 2 --dist loadfile
	$(BIN)/pytest tests/faults
	$(BIN)/pytest tests/e2e

e2e: setup $(SITE) ## Run only the tests with real browsers (ARGS="-k replay" for some of them)
	bash .ci/browser
	$(BIN)/pytest tests/e2e $(ARGS)

faults: setup $(SITE) ## Kill, cut, starve, attack and fuzz at full length, an hour (ARGS="-k kills --seed 7" for some of it)
	bash .ci/browser
	$(BIN)/pytest tests/faults --full $(ARGS)

image: setup ## Execute the steps of the worker's image without Docker, and start what they make (as root)
	$(BIN)/pytest tests/image

screenshots: setup $(SITE) ## Take the README's pictures anew, from a session with real browsers
	bash .ci/browser
	$(BIN)/pytest tests/e2e/test_pictures.py
	cp $(addprefix test-results/screenshots/,viewer-live.png viewer-invite.png viewer-replay.png viewer-recording.png viewer-library.png citizen-live.png) docs/screenshots/

bench: setup ## Measure the media worker side by side with others (ARGS="cpu-10 glass" for some of it)
	bash .ci/browser
	bash tests/bench/install-janus
	$(BIN)/python -m tests.bench $(ARGS)

cold-start: setup ## Measure how long each function takes to import, beside an empty Chalice app
	$(BIN)/python -m tests.bench.cold_start

schema: setup ## Write the web's message types anew from sightline/messages
	npm --prefix web run --silent types

openapi: setup ## Write the description of the HTTP API anew from the apps' routes
	$(BIN)/python -m boundary.openapi > functions/openapi.json

lock: setup ## Resolve pyproject.toml's extras anew into requirements/*.lock
	$(COMPILE) --extra functions --extra derivations --extra provenance --extra worker --extra infra --extra dev -o requirements/dev.lock
	$(COMPILE) -c requirements/dev.lock --extra functions --extra derivations --extra provenance --extra worker --extra infra -o requirements/run.lock
	$(COMPILE) -c requirements/dev.lock --extra functions -o requirements/functions.lock
	$(COMPILE) -c requirements/dev.lock --extra worker -o requirements/worker.lock
	$(COMPILE_CHECKOV) -o requirements/checkov.lock
	$(COMPILE) -c requirements/dev.lock --extra derivations -o requirements/derivations.lock
	$(COMPILE) -c requirements/dev.lock --extra provenance -o requirements/provenance.lock

synth: setup ## Write the CloudFormation templates to cdk.out
	$(BIN)/python -m infra.app

cost: setup ## Say what a month costs a force, item by item, and draw it (ARGS="--minutes 20 --viewers 3")
	@$(BIN)/python -m infra.cost --draw $(if $(ARGS),/dev/null,docs/cost.svg) $(ARGS)

checkov: setup $(CHECKOV) ## Hold production's templates to checkov; what it may find is in infra/scanner/baseline.toml
	$(BIN)/python -m infra.scanner

dpia: setup ## Write the data inventory of docs/dpia.md anew from templates, records and messages
	$(BIN)/python -m infra.privacy

clean: ## Delete all that was installed, built or recorded here
	rm -rf .venv web/node_modules web/dist cdk.out test-results .local .hypothesis .*_cache

.venv/.installed: requirements/dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sightline needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "Python cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing into .venv: a minute the first time, then only when requirements/dev.lock changes."
	@$(PYTHON) -m venv .venv/uv
	@.venv/uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.8 || true
	@# uv is many times quicker; where it cannot be had, or cannot reach the registry, pip does the same.
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/dev.lock \
	  || $(BIN)/pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements/dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(CHECKOV): requirements/checkov.lock | .venv/.installed
	@$(PYTHON) -m venv .venv/checkov
	@$(UV) pip install --quiet --python .venv/checkov/bin/python --require-hashes --requirement $< \
	  || .venv/checkov/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

$(NODE_PACKAGES): web/package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' \
	  || { echo "Sightline needs Node 20 or newer." >&2; exit 1; }
	npm --prefix web ci --silent --no-audit --no-fund
	@touch $@

$(SITE): $(NODE_PACKAGES) $(SITE_SOURCES)
	npm --prefix web run --silent build
	@touch $@

