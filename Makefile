# Two commands on a fresh machine: `make demo` and `make test`. Both need Python 3.11+, make and a
# package registry. The same steps without make stand in README.md.

# The first Python of at least 3.11 that really starts.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --no-header --extra postgres --group build pyproject.toml

.PHONY: demo test check bench accuracy lock words screenshots clean

demo: $(VENV)/base ## Set everything up and serve the demonstration
	$(BIN)/hakaru serve --demo --port $(PORT)

test: $(VENV)/dev ## Set everything up, check, and run all tests (PostgreSQL first, then SQLite)
	scripts/services
	$(MAKE) --no-print-directory check
	scripts/with-postgres $(BIN)/pytest -q tests/web tests/rules/test_sql.py -m "not browser"
	$(BIN)/pytest -q --cov --cov-report=term:skip-covered

check: $(VENV)/dev ## Style, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev ## Figures for this machine
	$(BIN)/python -m bench

accuracy: $(VENV)/dev ## Field by field: the made documents; planted errors: recall and precision
	PYTHONPATH=tests $(BIN)/python -m documents.accuracy
	PYTHONPATH=tests $(BIN)/python -m checks.planting

lock: $(VENV)/dev ## Compile the locks with hashes, without any registry address
	$(UV_COMPILE) -o requirements/base.txt
	$(UV_COMPILE) --group dev -o requirements/dev.txt

words: $(VENV)/dev ## Collect the sentences and compile the catalogues
	$(BIN)/python scripts/words.py

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/base: requirements/base.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/base
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

screenshots: $(VENV)/dev ## Pictures for README and guide
	$(BIN)/python scripts/screenshots.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage
