# Care Atlas. `make run` and `make test` need only python3 (3.11 or later) and make.
PYTHON ?= python3
PORT ?= 8050
WEB_CONCURRENCY ?= 2
RAW ?=
OUT ?= data/snapshot
# How many processes test side by side; each takes some 2 GB.
TESTERS ?= 2
export PORT WEB_CONCURRENCY
# Compiled modules are kept, whatever this shell says: each process would compile the house anew, for a second.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes
ROOMS = $(wildcard data geo layouts callbacks app.py)
TYPED = $(wildcard data geo layouts)

.DEFAULT_GOAL := help
.PHONY: help run test soak check format build bench screenshot words docs export plotly pins audit clean

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Care Atlas needs Python 3.11 or later; $(PYTHON) is older. Say which to use: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "Python cannot make a virtual environment here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/.run: .venv/.made requirements.txt
	@echo "Installing what the app needs (once) ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: .venv/.run requirements-dev.txt
	@echo "Installing what the tests need (once) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

run: .venv/.run  ## serve the app on http://127.0.0.1:8050 (PORT=, WEB_CONCURRENCY=)
	@echo "Care Atlas on http://127.0.0.1:$(PORT)"
	@exec $(BIN)/gunicorn app:server --bind 127.0.0.1:$(PORT)

test: .venv/.dev  ## run the whole suite, browser tests included (TESTS= for a part of it, TESTERS= processes)
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m pytest -q -n $(TESTERS) --dist worksteal $(TESTS)

soak: .venv/.dev  ## repeat what may go wrong once in many times (minutes)
	@$(BIN)/python -m pytest -q -m soak $(TESTS)

check: .venv/.dev .venv/.audit  ## formatting, lint, types, dead code, one-way imports, what is known against libraries
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(if $(TYPED),$(BIN)/mypy $(TYPED))
	@$(BIN)/vulture
	@$(BIN)/python -m pytest -q tests/test_arrows.py
	@$(AUDIT); test $$? -ne 1 # what is known fails the check; that nobody answered is only said

format: .venv/.dev  ## put the code in its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

build: .venv/.run  ## official files -> snapshot: make build RAW="folder folder"
	@test -n "$(RAW)" || { echo 'Say where the official files are: make build RAW="folder folder"'; exit 2; }
	@$(BIN)/python -m data build $(foreach folder,$(RAW),--from $(folder)) --out $(OUT)

.venv/.bench: .venv/.dev bench/requirements.txt
	@echo "Installing what the benchmark needs, its peers among it, in .venv/bench (once) ..."
	@$(PYTHON) -m venv .venv/bench
	@.venv/bench/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r bench/requirements.txt
	@touch $@

bench: .venv/.bench  ## measure against the budgets and beside peers, write bench/RESULTS.md (QUICK=yes, RAW= for the build)
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m bench $(if $(QUICK),--quick) $(foreach folder,$(RAW),--from $(folder))

export: OUT = export
export: .venv/.run  ## every latest view as plain files in export/ (OUT=, INDICATORS="slug slug", SPLITS=every)
	@$(BIN)/python -m tools.export $(INDICATORS) --out "$(OUT)" $(if $(SPLITS),--splits $(SPLITS))

screenshot: .venv/.dev  ## take the pictures of the app for the README
	@$(BIN)/python -m tools.browser
	@$(BIN)/python -m tools.screenshot

docs: .venv/.dev  ## draw the picture of the house anew, list the figures (docs/)
	@$(BIN)/python -m tools.architecture
	@$(BIN)/python -m tools.figures

words: .venv/.dev  ## bring the Welsh catalogue of words up to date, say what is missing (docs/welsh.md)
	@$(BIN)/python -m tools.catalogue

plotly: .venv/.dev  ## remake assets/vendor/plotly-atlas.min.js (maintainers; needs npm)
	@$(BIN)/python -m tools.plotly_bundle

# Maintainers: choose versions anew. The result names no registry.
PINS = .venv/pins/bin/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
pins:  ## choose versions anew and pin them with hashes (maintainers)
	@$(PYTHON) -m venv .venv/pins && .venv/pins/bin/pip -qq install pip-tools
	@$(PINS) --upgrade -o requirements.txt requirements.in
	@$(PINS) --upgrade -o requirements-dev.txt requirements-dev.in
	@$(PINS) --upgrade -o bench/requirements.txt bench/requirements.in
	@sed -i '1i # Made by `make pins`: exact versions, each with the hashes of its files. pip installs nothing else.' \
	  requirements.txt requirements-dev.txt bench/requirements.txt

.venv/.audit: .venv/.made
	@$(PYTHON) -m venv .venv/audit && .venv/audit/bin/pip -qq install pip-audit || echo "pip-audit cannot be installed here."
	@touch $@

AUDIT = $(PYTHON) -m tools.audit
audit: .venv/.audit  ## ask what is known against the libraries (needs a network, and says so where nobody answers)
	@$(AUDIT)

clean:  ## remove what was installed and cached
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
