# `make help` lists the targets. Everything happens in .venv; nothing outside this folder is changed.

PYTHON ?= python3
# Where torch is fetched from, when not from the usual index (README: Linux without a GPU).
TORCH_INDEX ?=
# Arguments for `make bench` and `make eval`, as in: make bench ARGS=--help
ARGS ?=

# Tests and measurements start hundreds of processes, each of which would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
READY := .venv/ready

.PHONY: help setup run test bench eval screenshots

help:
	@echo "make setup   opret .venv og installér alt (gentages kun, når pyproject.toml eller constraints.txt er ændret)"
	@echo "make run     setup, opdatér indekset, og åbn chatten på http://127.0.0.1:7860"
	@echo "make test    setup, og kør alle kontroller: format, lint, typer, importregler, test, svar"
	@echo "make bench   setup, og mål svarene og chatten"
	@echo "make eval    setup, og mål svarene på det faste sæt spørgsmål (ARGS=--help viser valgene)"
	@echo "make screenshots   setup, og tag billederne i docs/ igen (kræver Chromium)"
	@echo
	@echo "PYTHON=python3.12   vælg en anden Python (3.11 eller nyere)"
	@echo "TORCH_INDEX=URL     hent torch herfra (se README: Linux uden grafikkort)"

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 eller nyere kræves, men '$(PYTHON)' er: $$($(PYTHON) --version 2>&1)"; \
	    echo "Peg på en nyere, for eksempel: make setup PYTHON=python3.12"; exit 1; } >&2
	$(PYTHON) -m venv .venv
ifneq ($(strip $(TORCH_INDEX)),)
	$(BIN)/python -m pip install --no-deps --index-url $(TORCH_INDEX) --constraint constraints.txt torch
endif
	$(BIN)/python -m pip install --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: setup
	$(BIN)/initiativ chat

# The evaluation takes one processor, and the tests now and then wait: they go on beside each other.
test: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports
	@told=$$(mktemp); trap 'kill $$other 2>/dev/null; rm -f $$told' EXIT; trap 'exit 1' INT TERM; \
	$(BIN)/initiativ eval --quick >$$told 2>&1 & other=$$!; \
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not long" || exit; \
	wait $$other; ended=$$?; cat $$told; exit $$ended

bench: setup
	$(BIN)/python -m evals.bench $(ARGS)

eval: setup
	$(BIN)/initiativ eval $(ARGS)

screenshots: setup
	$(BIN)/python -m evals.screenshots $(ARGS)
