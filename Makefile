# Everything sets itself up on first use; `make` alone says what there is.
# PYTHON=/path/to/python3.11 chooses another Python; pip is used as it is configured on this machine.

VENV := .venv
RUN := $(VENV)/bin/python
PYTHON ?=

.PHONY: help demo test check bench soak clean

help:
	@echo "make demo    try StepIn in the browser; needs no Slack"
	@echo "make test    run the tests, short kills and races included"
	@echo "make check   formatting, lint, types, who imports whom"
	@echo "make soak    hundreds of kills and races on both stores (long)"
	@echo "make bench   measure against the floor; prints ratios"
	@echo "make clean   remove what the others have made"

demo: $(VENV)/.ready-run
	@$(RUN) -m bot demo

test: $(VENV)/.ready-dev
	@$(RUN) -m pytest -n 3 -m "not soak and not crash" tests
	@echo "Now the kills, side by side: most of their time they wait for leases to run out."
	@$(RUN) -m pytest -m "crash and not soak" tests/crash

check: $(VENV)/.ready-dev
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

soak: $(VENV)/.ready-dev
	@$(RUN) -m pytest -m soak -s --timeout=0 tests

bench: $(VENV)/.ready-dev
	@$(RUN) -m benchmarks

clean:
	@rm -rf $(VENV) build demo-data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What runs and what develops are separate, so that a demo need not wait for the tools of the tests.
$(VENV)/.ready-run: requirements/run.txt
	@echo "Setting up (once, about half a minute) ..."
	@$(MAKE) --no-print-directory -s $(VENV)/.made
	@$(call install,requirements/run.txt)
	@touch $@
	@echo "Ready."

$(VENV)/.ready-dev: requirements/dev.txt
	@echo "Setting up for development (once, about a minute) ..."
	@$(MAKE) --no-print-directory -s $(VENV)/.made
	@$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.ready-run
	@echo "Ready."

$(VENV)/.made:
	@python=; for one in $(or $(PYTHON),python3.11 python3.12 python3.13 python3 python); do \
	  if "$$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python="$$one"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "$(if $(PYTHON),$(PYTHON) is not,There is no) Python 3.11 or newer$(if $(PYTHON),, here)."; \
	  echo "Install one, or say where it is, as in: make demo PYTHON=/path/to/python3.11"; exit 1; \
	fi; \
	echo "  1 of 2: a virtual environment in $(VENV), with $$("$$python" --version 2>&1)"; \
	if ! "$$python" -m venv $(VENV); then \
	  echo "Python could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; \
	fi
	@printf '#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(RUN)" -m bot "$$@"\n' "$(CURDIR)" "$(CURDIR)" > $(VENV)/bin/stepin
	@chmod +x $(VENV)/bin/stepin
	@touch $@

define install
echo "  2 of 2: $$(grep -c '==' $(1)) packages, each held against its hash"; \
if ! $(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r $(1) > $(VENV)/setup.log 2>&1; then \
  tail -n 20 $(VENV)/setup.log; echo "The packages could not be installed; what pip says stands above."; exit 1; \
fi
endef
