# One command a task. Everything lives in .venv; delete it to start over.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# By environment, so that the pins hold for what builds the package too.
PINS := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
PIP := $(PINS) $(PY) -m pip --quiet --disable-pip-version-check
INPUTS := pyproject.toml constraints.txt hatch_build.py
PAGE := src/fieldguide/static/guide.js
WEB := $(shell find web -name node_modules -prune -o -type f -not -name '*.pyc' -print)
# Installs Node from PyPI where PATH has none that is recent enough.
NODE := need="$$($(PY) web/build.py --requirements)"; [ -z "$$need" ] || $(PIP) install "$$need"

.PHONY: guide test test-integrations check lint format web generated bench recordings screenshots chromium
.DELETE_ON_ERROR:
.NOTPARALLEL:

guide: $(VENV)/guide.stamp $(PAGE)
	@$(VENV)/bin/fieldguide

test: lint $(PAGE) chromium
	@$(PY) web/build.py --test
	@$(PY) -m pytest -n auto --dist worksteal

# What needs a package index or a heavy third party.
test-integrations: $(VENV)/test.stamp $(PAGE)
	@$(PY) -m pytest tests/integrations

# What a developer wants to know within a minute.
check: lint
	@$(PY) web/build.py --test
	@$(PY) -m pytest -n auto tests/test_house.py tests/test_generated_files.py \
	  tests/activations/test_activation.py tests/activations/formula tests/nets

lint: $(VENV)/test.stamp
	@$(NODE)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) web/build.py --check

format: $(VENV)/test.stamp
	@$(NODE)
	@$(PY) -m ruff check --select I --fix --quiet .
	@$(PY) -m ruff format --quiet .
	@$(PY) web/build.py --format

web: $(VENV)/guide.stamp
	@$(NODE)
	@$(PY) web/build.py

bench: $(VENV)/test.stamp $(PAGE) chromium
	@$(PY) -m bench.page
	@$(PY) -m bench.accuracy
	@$(PY) -m bench.facts
	@$(PY) -m bench.speed
	@$(PY) -m bench.sweep
	@$(PY) -m bench.latency
	@[ -z "$(PLAYGROUND)" ] || $(PY) -m bench.live "$(PLAYGROUND)"

# Files that are derived from the code and committed.
generated: $(VENV)/test.stamp
	@$(PY) -m tools.generate

recordings: $(VENV)/guide.stamp
	@$(PY) -m tools.recordings $(LAB)

screenshots: $(VENV)/test.stamp $(PAGE) chromium
	@$(PY) -m tools.screenshots

# A plain install: what the guide needs and no more.
$(VENV)/guide.stamp: $(PY) $(INPUTS)
	@echo "Installing Fieldguide and building its page ..."
	@$(PIP) install -e .
	@touch $@

# The test extra on top. The package itself is then installed too.
$(VENV)/test.stamp: $(PY) $(INPUTS)
	@echo "Installing Fieldguide with what its tests need (a few minutes the first time) ..."
	@$(PIP) install -e '.[test]'
	@touch $(VENV)/guide.stamp $@

# The install builds the page; this builds it again when a source has changed.
$(PAGE): $(WEB) | $(VENV)/guide.stamp
	@$(MAKE) --no-print-directory web
	@touch $@

$(PY):
	@sh tools/venv.sh $(PYTHON) $(VENV)

chromium: $(VENV)/test.stamp
	@sh tools/chromium.sh $(VENV)
