# Watt-Bit Siting. `make help` lists the targets; the work is done by small scripts in tools/.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# The Python that QGIS uses, not the first on the PATH: pyenv and the like lack QGIS.
PYTHON ?= /usr/bin/python3
PROFILE ?= default
export PYTHON
VENV = $(shell tools/venv.sh)

.PHONY: help setup demo test lint format bench visit install package clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install what is missing (apt packages, virtual environment)
	@tools/setup.sh dev

demo: ## run the demo through qgis_process into build/demo (SCENARIO=file for another scenario)
	@tools/setup.sh run
	@$(PYTHON) tools/run_demo.py $(SCENARIO)

test: ## run all tests (ARGS="-k distance" for some)
	@tools/setup.sh dev
	@tools/test.sh $(ARGS)

lint: ## ruff, and mypy on the core
	@tools/setup.sh lint
	@tools/lint.sh

format: ## let ruff mend what it can
	@tools/setup.sh lint
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format --quiet .

bench: ## time the main job against a chain of native algorithms (some minutes)
	@tools/setup.sh run
	@$(PYTHON) benchmarks/main_job.py $(ARGS)

visit: ## a whole visit in a real QGIS window, with a picture of every step in build/visit
	@tools/setup.sh dev
	@$(PYTHON) tools/end_to_end.py $(ARGS)

install: ## copy the committed plugin into your QGIS profile (PROFILE=name)
	@$(PYTHON) tools/install.py --profile "$(PROFILE)"

package: ## build/wattbit.zip of the committed plugin, for QGIS's "Install from ZIP"
	@mkdir -p build
	@git archive --format=zip --prefix=wattbit/ --output=build/wattbit.zip HEAD
	@echo "build/wattbit.zip"

clean: ## remove build/ and Python's caches
	@rm -rf build .qgis-settings
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
