# drumgen: `make run` opens the app, `make test` checks everything; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv/bin
VENV_APP := .venv-app/bin
CODE := drumgen training export gui
# What the core's tests leave out: the parts that need torch or Qt, and the checks of the tree itself.
NOT_CORE := gui training export house

TEST_ENV := QT_QPA_PLATFORM=offscreen MPLBACKEND=Agg PYTEST_QT_API=pyside6

.DEFAULT_GOAL := help
.PHONY: help run test setup lint types imports unit coverage core app check-app install-desktop attribution screens translations format clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: ## set everything up and open the app (without a display: generate eight sounds)
	@$(PYTHON) packaging/prepare.py run
	@$(VENV)/python packaging/start.py

test: lint types imports unit core ## set up what tests need and run every check

setup: ## set up what tests need
	@$(PYTHON) packaging/prepare.py test

lint: setup ## ruff: style and formatting
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .

types: setup ## mypy --strict
	$(VENV)/mypy $(CODE)
	$(VENV)/mypy packaging benchmarks

imports: setup ## import-linter: the contracts in pyproject.toml
	$(VENV)/lint-imports

unit: setup ## every test
	$(TEST_ENV) $(VENV)/python -m pytest

coverage: setup ## every test, with coverage (slower)
	$(TEST_ENV) $(VENV)/python -m pytest --cov --cov-report=term

core: ## the core's tests in .venv-core, where torch and Qt are absent
	@$(PYTHON) packaging/prepare.py core
	$(TEST_ENV) .venv-core/bin/python -m pytest $(NOT_CORE:%=--ignore=tests/%)

app: ## build dist/drumgen, which runs without Python (PyInstaller)
	@$(PYTHON) packaging/prepare.py app
	$(VENV_APP)/python packaging/icons.py build/icons
	$(VENV_APP)/python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/app packaging/app/drumgen.spec

check-app: ## start dist/drumgen outside of this environment: a sound, a window, its size and start time
	@$(PYTHON) packaging/check_app.py

install-desktop: ## put dist/drumgen into this user's menu (Linux)
	@$(PYTHON) packaging/desktop.py

screens: setup ## take pictures of every view in both themes into docs/screens
	@$(VENV)/python packaging/screens.py

translations: setup ## gather the app's texts and compile their translations
	@$(VENV)/python packaging/translations.py

attribution: ## write the table of sources in MODEL-LICENCE.md from the model cards
	@$(PYTHON) packaging/model_licence.py

format: setup ## let ruff format the code and mend what it can
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

clean: ## remove virtual environments, caches and generated sounds
	rm -rf .venv .venv-core .venv-app .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
	rm -rf build dist out/demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
