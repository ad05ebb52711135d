.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Where torch comes from: the registry's own build, or the CPU build (see README).
TORCH_INDEX ?=
# Every thread pool at one: two or more fight each other and cost up to a hundred times the time.
export OMP_NUM_THREADS ?= 1

.PHONY: help setup index demo serve test test-slow check format eval unseen risk golden bench clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with everything in it

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	# torch first and by its exact version: a looser pin pulls gigabytes of CUDA.
	$(BIN)/python -m pip install --quiet --constraint constraints.txt torch \
	    $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

index: $(READY) ## Read data/documents and build the index
	$(BIN)/klausul ingest data/documents
	$(BIN)/klausul build

demo: index ## Set everything up and answer three questions
	@for question in "Hvor lang er slettefristen?" \
	    "Hvor hurtigt giver Plangy besked om et sikkerhedsbrud?" \
	    "Er Plandent ISO-certificeret?"; do \
	  echo; echo "── $$question"; $(BIN)/klausul ask "$$question" || exit $$?; done

serve: index ## Run the server on http://127.0.0.1:8000
	$(BIN)/klausul serve

test: $(READY) ## Set everything up and run the tests
	$(BIN)/python -m pytest -m "not slow"

test-slow: $(READY) ## Run the slow tests (server, faults, real encoder)
	$(BIN)/python -m pytest -m slow

check: $(READY) ## Lint, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: index ## Measure answers and clauses on the development set
	$(BIN)/klausul eval data/evals/dev.jsonl
	$(BIN)/klausul eval data/evals/clauses.jsonl

unseen: $(READY) ## Measure answers on agreements that nothing was trained on
	$(BIN)/python -m evals.unseen

risk: index ## Measure risk and coverage, and draw docs/pictures/risk-coverage.svg
	$(BIN)/python -m evals.risk

golden: $(READY) ## Print the answers of the reading test, and name those that changed
	$(BIN)/python -m evals.golden

bench: index ## Measure speed and memory
	$(BIN)/python -m evals.benchmark

clean: ## Remove what was generated
	rm -rf $(VENV) data/collection build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
