# compositor: the tasks of the house. Everything runs in .venv, which the first task makes.
#
#   make issue    compose every issue in issues/ into out/
#   make compiled compile the composer, where there is a C compiler; issue, test and bench do so too
#   make test     everything that CI runs: format, lint, types, layers, all tests
#   make check    the same with the fast tests only
#   make format   lay the code out by the house's format, and mend what the linter can
#   make accept   rewrite the golden layouts to what is set now (then read the diff)
#   make conformance  score the composition against public data; rewrites the table in docs/conformance.md
#   make invariants  print all news articles of the data and read them back by the invariants; rewrites their table there
#   make laws     try the laws on EXAMPLES random issues (10000) from a SEED; faults are kept in out/laws to be replayed
#   make plans    close EXAMPLES random plans (10000) from the first SEED (1) on: jumps lawful, copy kept, in bounded time
#   make fuzz     feed RUNS (1000) spoilt files from a SEED to TARGET (all of them); crashes are kept in out/fuzz
#   make specimen    draw the specimen sheets into out/specimen and their pictures into docs/pictures/specimens
#   make bench    measure issues, speed, pictures and evenness beside others' engines; rewrites docs/benchmarks.md
#   make fonts    build the vendored faces anew from their sources
#   make lock     write the locks in requirements/ anew for pyproject.toml; UPGRADE=--upgrade takes the newest releases
#   make sbom     write the bill of materials (CycloneDX) into dist/
#   make wheel    build the wheel with its bill of materials beside it in dist/
#   make clean    remove what these tasks made

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := issue
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-time
DEV_STAMP := $(VENV)/.development
BENCH_STAMP := $(VENV)/.benchmarks
COMPILED_STAMP := $(VENV)/.compiled
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# only what a lock names comes in, and only if its hash is right; the project itself is built by what was locked too
LOCKED := $(PIP) install --require-hashes --requirement
ISSUES := $(patsubst %/issue.yaml,%,$(sort $(wildcard issues/*/issue.yaml)))
# pytest-xdist's workers; TESTS= narrows what is run: make check TESTS=tests/text
JOBS ?= auto
TESTS ?= tests
# how many random issues make laws composes, in how many processes; SEED= draws the same ones again
EXAMPLES ?= 10000
LAW_JOBS ?= $(shell nproc 2>/dev/null || echo 1)

.PHONY: help issue compiled test check format accept conformance invariants laws plans fuzz specimen bench fonts lock sbom wheel clean set-up set-up-dev static

help:
	@sed -n '1,/^$$/s/^#   //p' Makefile

set-up: $(RUN_STAMP)

set-up-dev: $(DEV_STAMP)

$(RUN_STAMP): pyproject.toml requirements/run.txt requirements/build.txt
	@tools/make-venv $(VENV)
	@echo "set-up: installing what compositor needs to run (once; a minute or so)"
	@$(LOCKED) requirements/build.txt
	@$(LOCKED) requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements/dev.txt
	@echo "set-up: installing what the checks need (once; a minute or so)"
	@$(LOCKED) requirements/dev.txt
	@touch $@

$(BENCH_STAMP): $(RUN_STAMP) requirements/bench.txt
	@echo "set-up: installing what the benchmarks compare with (once)"
	@$(LOCKED) requirements/bench.txt
	@touch $@

# What can't be compiled here is run as it is; compositor/compiled.py says when what was compiled is used.
KEEPERS := tools/compile_composer.py tools/keep_matrices.py tools/keep_patterns.py
$(COMPILED_STAMP): $(RUN_STAMP) $(wildcard compositor/*.py compositor/*.h $(patsubst %,compositor/%/*.py,faces model text) $(patsubst %,compositor/%/*.[ch],pdf text) fonts/*.otf) compositor/pdf/plain.py $(KEEPERS)
	@$(BIN)/python tools/compile_composer.py
	@$(BIN)/python tools/keep_patterns.py
	@$(BIN)/python tools/keep_matrices.py
	@touch $@

compiled: $(COMPILED_STAMP)

issue: $(COMPILED_STAMP)
	@tools/compose-all $(BIN)/compositor $(ISSUES)

static: $(DEV_STAMP)
	@echo "check: format"
	@$(BIN)/ruff format --check --quiet . || { echo "  hint: make format"; exit 1; }
	@echo "check: lint"
	@$(BIN)/ruff check --quiet .
	@echo "check: types"
	@$(BIN)/mypy --no-error-summary
	@echo "check: layers"
	@$(BIN)/lint-imports --no-cache > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }

check: static
	@$(BIN)/pytest -q -n $(JOBS) -m "not slow" $(TESTS)

test: static $(COMPILED_STAMP)
	@$(BIN)/pytest -q -n $(JOBS) $(TESTS)

format: $(DEV_STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

accept: $(DEV_STAMP)
	@$(BIN)/pytest -q --accept $(TESTS)
	@git --no-pager diff --stat -- tests docs || true

conformance: $(DEV_STAMP)
	@$(BIN)/python -m tests.conformance.table docs/conformance.md

invariants: $(DEV_STAMP)
	@$(BIN)/python -m tests.invariants.table --every docs/conformance.md

plans: $(DEV_STAMP)
	@$(BIN)/python -m tests.copyfit.many $(EXAMPLES) $(or $(SEED),1)

laws: $(DEV_STAMP)
	@$(BIN)/python -m tests.laws.many --examples $(EXAMPLES) $(if $(SEED),--seed $(SEED)) --jobs $(LAW_JOBS)

fuzz: $(DEV_STAMP)
	@$(BIN)/python -m tests.fuzz.many $(or $(TARGET),all) --runs $(or $(RUNS),1000) --seed $(or $(SEED),1) \
	  --engine $(or $(ENGINE),own) --seconds $(or $(SECONDS),0)

specimen: $(RUN_STAMP)
	@rm -rf docs/pictures/specimens docs/pictures/pages
	@$(BIN)/python -m tools.specimens out/specimen docs/pictures/specimens

bench: $(BENCH_STAMP) $(COMPILED_STAMP)
	@$(BIN)/python -m benchmarks.issues docs/benchmarks.md
	@$(BIN)/python -m benchmarks.watching docs/benchmarks.md
	@$(BIN)/python -m benchmarks.speed docs/benchmarks.md
	@$(BIN)/python -m benchmarks.advice docs/benchmarks.md
	@$(BIN)/python -m benchmarks.pictures docs/benchmarks.md
	@$(BIN)/python -m benchmarks.quality docs/benchmarks.md

fonts: $(DEV_STAMP)
	@$(BIN)/python fonts/build.py

lock: $(RUN_STAMP)
	@$(LOCKED) requirements/lock.txt
	@$(BIN)/python tools/lock.py $(UPGRADE)

sbom: $(RUN_STAMP)
	@$(BIN)/python -m tools.bill dist

wheel: sbom
	@$(BIN)/python -m hatchling build --target wheel --directory dist

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
