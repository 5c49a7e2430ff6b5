# Two commands matter: `make run` and `make test`. Both do all set-up on a fresh machine.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# A shell that forbids compiled modules would make every process of a test compile the libraries anew.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= $(shell command -v python3.11 || command -v python3)

# Every system package the program and its tests need on Debian 12 and its relatives; the one list there is.
RUN_PACKAGES := libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 \
	libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
TEST_PACKAGES := gnome-keyring dbus xvfb xauth poppler-utils chromium chromium-driver

.PHONY: run test lint words gallery bench system-packages lock clean help
.DEFAULT_GOAL := help

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: $(VENV)/.ready ## open the program on a demo hall; with no display, run the whole main job into out/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/resipermit demo --out out --window; \
	else QT_QPA_PLATFORM=offscreen $(BIN)/resipermit demo --out out; fi

test: $(VENV)/.ready lint ## lint, types, import contracts, tests: all that CI runs
	@QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 $(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.ready ## lint, types and import contracts alone
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . || { echo "ruff: see above; 'ruff format .' mends the form" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > $(VENV)/lint-imports.log 2>&1 || { cat $(VENV)/lint-imports.log >&2; exit 1; }

system-packages: ## install the system libraries, or say which are missing
	@missing=$$(for name in $(RUN_PACKAGES) $(TEST_PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || echo $$name; done); \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		log=$$(mktemp); { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $$missing; } > $$log 2>&1 || { tail -5 $$log >&2; exit 1; }; \
	else echo "Please install these system packages, then run make again:" $$missing >&2; \
		command -v dpkg-query >/dev/null && exit 1 || exit 0; fi

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(MAKE) --no-print-directory system-packages
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

words: $(VENV)/.ready ## collect the window's English words and compile the Chinese ones
	@$(BIN)/pyside6-lupdate -silent -locations none -no-obsolete $$(git ls-files -co --exclude-standard 'ui/*.py') -ts resources/i18n/resipermit_zh_CN.ts
	@$(BIN)/pyside6-lrelease -silent resources/i18n/resipermit_zh_CN.ts

gallery: $(VENV)/.ready ## take the pictures of docs/gallery anew
	@folder=$$(mktemp -d) && QT_QPA_PLATFORM=offscreen $(BIN)/resipermit demo --out $$folder \
		&& rm -f docs/gallery/*.png && cp $$folder/pages/*.png docs/gallery/; status=$$?; rm -rf $$folder; exit $$status

bench: $(VENV)/.ready .venv-bench/.ready ## measure side by side with the peers; never a test
	@.venv-bench/bin/python -m bench

.venv-bench/.ready: bench/requirements.lock $(VENV)/.ready
	@test -x .venv-bench/bin/python || $(BIN)/python -m venv .venv-bench
	@.venv-bench/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r bench/requirements.lock
	@there="import sysconfig; print(sysconfig.get_path('purelib'))"; \
		{ $(BIN)/python -c "$$there"; pwd; } > "$$(.venv-bench/bin/python -c "$$there")/project.pth"
	@touch $@

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock

clean: ## remove what make made, not the environment
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
