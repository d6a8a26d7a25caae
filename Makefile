# make run    prepares everything, then opens the prompt
# make test   prepares everything, then runs the whole test suite
# make fit    fits the weights by which numbers are named and then chosen for questions
#             (FOLDERS="..." names other annotated articles; fit-names and fit-questions do one of them)
# make audit  tells whether what is installed is what is locked, and what holes are known of it
#             (the holes with pip-audit, where that is installed and reaches its service)
# make lock   writes the lock files anew (needs uv and the network)
#
# PYTHON names the interpreter that makes .venv (3.11 or newer); to change it later,
# remove .venv first. Once set up, nothing here needs the network.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
IS_NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c '$(IS_NEW_ENOUGH)' 2>/dev/null && { echo $$p; break; }; done)

# A stamp's name holds a hash of what was installed, so that only a change installs again.
READY_TO_RUN := $(VENV)/ready-to-run-$(shell cat pyproject.toml requirements.lock | cksum | cut -d' ' -f1)
READY_TO_TEST := $(VENV)/ready-to-test-$(shell cat pyproject.toml requirements-dev.lock | cksum | cut -d' ' -f1)

.PHONY: run test audit fit fit-names fit-questions lock
.DELETE_ON_ERROR:

run: $(READY_TO_RUN)
	@$(BIN)/hoiso repl

# The bots of the chat tests mostly wait, so the other tests run beside them.
test: $(READY_TO_TEST)
	@log=$$(mktemp) || exit 1; \
	$(BIN)/python -m pytest tests/chat >"$$log" 2>&1 & chat=$$!; \
	trap 'kill $$chat 2>/dev/null; rm -f "$$log"' INT TERM; \
	$(BIN)/python -m pytest tests --ignore=tests/chat; rest=$$?; \
	wait $$chat; chat=$$?; cat "$$log"; rm -f "$$log"; \
	test $$rest -eq 0 && test $$chat -eq 0

audit: $(READY_TO_TEST)
	@$(BIN)/python .ci/audit.py

FOLDERS ?= $(wildcard tests/gold/news/*/)
# What is read decides what there is to choose from, so the names come first.
fit:
	@$(MAKE) --no-print-directory fit-names
	@$(MAKE) --no-print-directory fit-questions

fit-names: $(READY_TO_RUN)
	@$(BIN)/python -m bot.evaluation.fitting $(FOLDERS) -o extract/tables/name_weights.csv

fit-questions: $(READY_TO_RUN)
	@$(BIN)/python -m bot.evaluation.asking $(FOLDERS) -o bot/answer/weights.csv

$(READY_TO_RUN): | $(BIN)/python
	@$(call install,requirements.lock)
	@rm -f $(VENV)/ready-to-run-* && touch $@

$(READY_TO_TEST): | $(BIN)/python
	@$(call install,requirements-dev.lock)
	@rm -f $(VENV)/ready-to-* && touch $@ $(READY_TO_RUN)

$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(IS_NEW_ENOUGH)' || { \
		echo "Cần Python 3.11 trở lên. Chỉ ra bằng: make PYTHON=/đường/dẫn/python3.12 ..." >&2; \
		exit 1; }
	@# Some systems ship venv without pip; then the interpreter's own pip does the work.
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

define install
	echo "Đang cài các gói trong $(1) vào $(VENV)/ (chỉ lần đầu)..." >&2; \
	pip() { \
		if $(BIN)/python -m pip --version >/dev/null 2>&1; \
		then $(BIN)/python -m pip --disable-pip-version-check "$$@"; \
		else $(PYTHON) -m pip --disable-pip-version-check --python $(BIN)/python "$$@"; fi; }; \
	pip install --quiet --only-binary :all: --require-hashes -r $(1) \
	&& pip install --quiet --no-deps --no-build-isolation --no-index -e . \
	&& $(BIN)/python -m compileall -q bot extract index
endef

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url
lock:
	@echo 'setuptools==80.9.0' > build.in
	@echo '# Made from pyproject.toml by "make lock": what hoiso needs to run.' > requirements.lock
	@$(LOCK) pyproject.toml build.in >> requirements.lock
	@echo '# Made from pyproject.toml by "make lock": what hoiso needs to run and to be tested.' > requirements-dev.lock
	@$(LOCK) --extra dev --constraint requirements.lock pyproject.toml build.in >> requirements-dev.lock
	@rm -f build.in
