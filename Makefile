# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
PORT   ?= 8501
HOST   ?= 127.0.0.1
VENV   ?= .venv
BIN    := $(VENV)/bin
# requirements-signin.lock where editors sign in, requirements-store.lock with PostgreSQL as well
LOCK   ?= requirements.lock

# For every system and every Python from 3.11 on.
UV     := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
          --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.PHONY: help run store test check unit server browser soak bench data demo new-dataset words lock licences advisories guide screenshots clean
.DEFAULT_GOAL := help

help:            ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 16

# A stamp per lock: nothing is installed again while it has not changed.
$(VENV)/run.stamp: $(LOCK)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	@touch $@

$(VENV)/dev.stamp: requirements-store.lock requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-store.lock
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp  ## serve the dashboard (PORT=8501, HOST=127.0.0.1)
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(HOST)

store: $(VENV)/dev.stamp  ## a PostgreSQL to try the store of many offices with
	sh tests/server/postgres.sh
	$(BIN)/python -m tools.store

test: $(VENV)/dev.stamp  ## everything CI checks; servers are waited for, so types are looked at meanwhile
	$(MAKE) --output-sync=target -j2 check server
	$(MAKE) unit
	$(MAKE) browser

check: $(VENV)/dev.stamp  ## style and types, and the committed data against its contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@for folder in data/units data/public $(wildcard data/demo); do \
	  $(BIN)/python -m lib.io.check $$folder || exit 1; done

unit: $(VENV)/dev.stamp  ## tests without a browser; slides are opened in LibreOffice
	sh tests/unit/libreoffice.sh
	$(BIN)/python -m pytest -q -n 2 --dist loadfile tests/unit tests/app

server: $(VENV)/dev.stamp  ## tests against running servers: memory, several processes behind nginx
	sh tests/server/nginx.sh
	sh tests/server/postgres.sh
	$(BIN)/python -m pytest -q -n 2 --dist loadfile tests/server

browser: $(VENV)/dev.stamp  ## tests in Chromium, the network cut
	sh tests/browser/chromium.sh
	sh tests/server/nginx.sh
	$(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder tests/browser

soak: $(VENV)/dev.stamp  ## tests that take minutes: thousands of visits
	$(BIN)/python -m pytest -q -n 0 tests/soak

bench: $(VENV)/dev.stamp  ## measure against a naive page in the same run
	sh tests/browser/chromium.sh
	$(BIN)/python -m benchmarks

data: $(VENV)/dev.stamp  ## build data/units again (needs the source material in ../shared)
	$(BIN)/python -m tools.build_units

demo: $(VENV)/dev.stamp  ## write the demonstration data again (same bytes each time)
	$(BIN)/python -m tools.make_demo

new-dataset: $(VENV)/run.stamp  ## an empty dataset with an Excel template: make new-dataset NAME=my-office
	$(BIN)/python -m tools.new_dataset $(NAME)

words: $(VENV)/dev.stamp  ## bring the message catalogue up to date with the code
	$(BIN)/python -m tools.words

lock: $(VENV)/dev.stamp  ## pin every package with its hashes anew (asks the package index)
	$(UV) -o requirements.lock requirements.txt
	$(UV) -o requirements-signin.lock requirements.txt requirements-signin.txt -c requirements.lock
	$(UV) -o requirements-store.lock requirements.txt requirements-signin.txt requirements-store.txt -c requirements-signin.lock

licences: $(VENV)/dev.stamp  ## licences of the locked packages into docs/licences.md
	$(BIN)/python -m tools.licences

advisories: $(VENV)/dev.stamp  ## what is known against the locked packages: make advisories FILE=all.zip
	$(BIN)/python -m tools.advisories "$(FILE)"

guide: $(VENV)/dev.stamp  ## take the pictures of the guide (/help) anew
	sh tests/browser/chromium.sh
	$(BIN)/python -m tools.guide

screenshots: $(VENV)/dev.stamp  ## pictures of all pages in both languages into docs/screenshots
	sh tests/browser/chromium.sh
	$(BIN)/python -m tools.screenshots

clean:           ## remove the virtual environment and caches
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
