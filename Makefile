# Two commands matter: `make run` and `make test`. The rest serves them.
PYTHON ?= python3
PORT ?= 6543
PORTAL_DATA ?= var
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup run test check fast house coverage bench lock screenshots clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/'

.venv/run.stamp: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

build/assets.stamp: .venv/run.stamp package.json $(wildcard package-lock.json) tools/assets.py $(shell find templates portal/assets -type f 2>/dev/null)
	$(BIN)/python tools/assets.py
	mkdir -p build && touch $@

build/templates.stamp: .venv/run.stamp portal/web/templating.py tools/templates.py $(shell find templates -type f)
	rm -rf build/templates
	$(BIN)/python tools/templates.py
	touch $@

setup: .venv/run.stamp build/assets.stamp build/templates.stamp ## virtual environment, packages, styles

run: export PORTAL_DATA := $(PORTAL_DATA)
run: setup ## set up, load standards/, serve on 127.0.0.1:$(PORT)
	$(BIN)/portal migrate
	$(BIN)/portal load standards || test $$? -eq 1 # 1: files were left out, and said; the rest is served
	$(BIN)/portal serve --port $(PORT)

check: .venv/dev.stamp setup ## the fast part: style, types, room rules, unit tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(PYTEST) tests/unit tests/conventions -n 2

test: .venv/dev.stamp setup ## everything: checks, both databases, real browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(PYTEST) -n 3 # one more than the processors: a test that waits for a browser leaves one idle

house: .venv/run.stamp ## how the code is built: sizes, names, circles
	$(BIN)/python -m tools.house

coverage: .venv/dev.stamp setup ## what of services and documents no test reaches; at least 90 % of branches
	$(PYTEST) tests/unit tests/functional -n 2 --cov --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=90

bench: .venv/dev.stamp setup ## every figure that has a floor or an aim, in one run; bench/results.md
	$(BIN)/python bench/everything.py

screenshots: .venv/dev.stamp setup ## pictures of the pages, beside the accepted ones
	$(BIN)/python tools/screenshots.py

lock: .venv/dev.stamp ## lock the requirements anew, with hashes, for every Python
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q requirements/dev.in -o requirements/dev.txt
	for extra in pdf mcp stamp; do $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q requirements/$$extra.in -c requirements/dev.txt -o requirements/$$extra.txt; done

clean: ## remove what set-up and tests have made; var/ stays
	rm -rf .venv build node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
