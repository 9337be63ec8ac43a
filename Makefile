# The commands of the house. `make run` and `make test` need nothing installed but Python 3.11.
# Nothing here asks a question; what cannot be installed is named and the rest goes on.

VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_WORKERS ?= 2
export VENV

.PHONY: run test check bench soak lock catalogue tree system-run system-test environment environment-dev environment-bench

run: system-run environment ## start the program
	$(BIN)/python -m nsk_desktop

test: system-test environment-dev ## all tests but the soak; PYTEST_WORKERS=0 runs them in one process
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(PYTEST_WORKERS) $(TESTS)

check: environment-dev ## style, layout, types, import rules, catalogue
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python packaging/catalogue.py --check

bench: system-run environment-bench ## medians and ratios on this machine
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

soak: system-test environment-dev ## the proofs that run for long
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m soak --timeout 7200 $(TESTS)

lock: ## renew the lock files; UPGRADE=1 takes newer versions
	packaging/lock.sh

catalogue: environment-dev ## take new texts into resources/locale and compile it
	$(BIN)/python packaging/catalogue.py

tree: environment-dev ## write the tree of ARCHITECTURE.md anew
	$(BIN)/python packaging/tree.py

system-run:
	@packaging/system.sh run

system-test:
	@packaging/system.sh test

environment:
	@packaging/system.sh base
	@packaging/environment.sh requirements.lock

environment-dev:
	@packaging/system.sh base
	@packaging/environment.sh requirements-dev.lock

environment-bench:
	@packaging/system.sh base
	@packaging/environment.sh requirements-bench.lock
