# Road to 35. `make run` and `make test` need only Python 3.11 or newer: all
# packages go into .venv, nothing is installed into the system's Python.

PYTHON ?= python3
PORT   ?= 8501
VENV   := .venv
PY     := $(VENV)/bin/python

# These files say "requirements.txt as it is now has been installed", so that a
# second call starts at once and a changed requirement is picked up.
RUN_READY  := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready
BENCH_READY := $(VENV)/.bench-ready

# Inside a container everything runs as root; pip need not warn about it.
export PIP_ROOT_USER_ACTION := ignore
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run host test soak check format messages vintage replace bench load browser office postgres nginx clean

help:
	@echo "make run       start the app (PORT=$(PORT))"
	@echo "make host      nginx and several processes of the app on this machine (PROCESSES=2 PORT=8080; Linux)"
	@echo "make test      everything that must hold: check, then all tests"
	@echo "make soak      what takes an hour: every dial of every page, thousands of links"
	@echo "make check     linter, formatting, types"
	@echo "make format    put the code into the common form"
	@echo "make messages  bring the catalogues up to date, and tell translators what to do"
	@echo "make vintage   after a change of data: what moved, and are the sources in order (REV=HEAD)"
	@echo "make replace   your own copy of a table in place of ours (TABLE=, FILE=)"
	@echo "make bench     measure speed"
	@echo "make load      a workshop's phones, screens and readers on this machine (PHONES=, SECONDS=, PROCESSES=, READERS=, VISITORS=, DATABASE=, FAULT=)"
	@echo "make clean     remove .venv and caches"

# serverAddress: without it Streamlit asks an outside server for this machine's
# public address, only to print it. showEmailPrompt: no question at first start.
run: $(RUN_READY)
	@echo "Road to 35 starts at http://localhost:$(PORT) (stop it with Ctrl+C)."
	@$(PY) -m streamlit run app.py --server.port $(PORT) --browser.serverAddress localhost \
		--browser.gatherUsageStats false --server.showEmailPrompt false

# By the recipes of pages/parts/hosting. Ctrl+C ends all of it; kill -HUP starts the processes anew, one after the other.
host: $(RUN_READY)
	@$(PY) -m pages.parts.hosting.host --processes $(or $(PROCESSES),2) --port $(if $(filter file,$(origin PORT)),8080,$(PORT))

# One after the other, also under `make -j`: a failing check should show before
# the slow tests start. The browser tests keep both workers busy (tests/browser/conftest.py).
test: $(TEST_READY)
	@$(MAKE) --no-print-directory browser
	@$(MAKE) --no-print-directory office
	@$(MAKE) --no-print-directory postgres
	@$(MAKE) --no-print-directory nginx
	@$(MAKE) --no-print-directory check
	$(PY) -m pytest -q -n 2 --dist loadgroup

# Run by hand. Its files are named here, for their names are not those of tests: `make test` passes them over.
soak: $(TEST_READY)
	@$(MAKE) --no-print-directory browser
	$(PY) -m pytest -q -n 2 tests/soak/dials.py tests/soak/links.py

check: $(TEST_READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(TEST_READY)
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

messages: $(RUN_READY)
	$(PY) -m pages.parts.translating

# What the data say now against a git revision, and what to write in the change log.
vintage: $(TEST_READY)
	$(PY) -m tests.keeping.vintage $(or $(REV),HEAD)

replace: $(TEST_READY)
	$(PY) -m tests.keeping.replace "$(TABLE)" "$(FILE)"

# PYTHONPATH: the script lies in tests/bench and imports engine from here. What it
# compares with is installed for it alone.
bench: $(BENCH_READY)
	@$(MAKE) --no-print-directory browser
	PYTHONPATH=. $(PY) tests/bench/run.py

load: $(BENCH_READY)
	@$(MAKE) --no-print-directory postgres
	@$(MAKE) --no-print-directory nginx
	PYTHONPATH=. $(PY) -m tests.load.run --phones $(or $(PHONES),200) --seconds $(or $(SECONDS),60) \
		--processes $(or $(PROCESSES),1) --readers $(or $(READERS),0) --visitors $(or $(VISITORS),0) \
		--database $(or $(DATABASE),sqlite) --fault "$(FAULT)"

browser: $(TEST_READY)
	@$(PY) -m tests.browser_setup

office: $(TEST_READY)
	@$(PY) -m tests.office_setup

postgres: $(TEST_READY)
	@$(PY) -m tests.postgres_setup

nginx: $(TEST_READY)
	@$(PY) -m tests.nginx_setup

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements.txt $(VENV)/bin/pip
	@echo "Installing the app's packages into $(VENV) ..."
	@$(PY) -m pip install --quiet -r requirements.txt
	@touch $@

$(TEST_READY): tests/requirements.txt requirements.txt pages/parts/rooms/postgres.txt $(VENV)/bin/pip
	@echo "Installing the app's and the tests' packages into $(VENV) ..."
	@$(PY) -m pip install --quiet -r tests/requirements.txt
	@touch $@ $(RUN_READY)

$(BENCH_READY): tests/bench/requirements.txt $(TEST_READY)
	@echo "Installing what the measurements compare with into $(VENV) ..."
	@$(PY) -m pip install --quiet -r tests/bench/requirements.txt
	@touch $@

# pip is the last thing a new environment gets, so its presence means "complete".
# Debian splits ensurepip, which brings pip, from Python: install it if we may.
$(VENV)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { \
		echo "Road to 35 needs Python 3.11 or newer, but there is no '$(PYTHON)' here. Say which with: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Road to 35 needs Python 3.11 or newer, but '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Say which with: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing $$package, which '$(PYTHON)' needs to make an environment ..."; \
			export DEBIAN_FRONTEND=noninteractive; \
			apt-get update -qq && apt-get install -qq -y --no-install-recommends $$package >/dev/null; \
		else false; fi || { \
		echo "'$(PYTHON)' cannot make an environment: it has no ensurepip. On Debian and Ubuntu, run: sudo apt-get install $$package" >&2; exit 1; }; }
	@$(PYTHON) -m venv --clear $(VENV)
