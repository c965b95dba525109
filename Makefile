# `make graph` and `make test` work on a fresh machine: Python 3.11 or newer, make, and a way to PyPI.
.POSIX:
.PHONY: all graph test lint clean

VENV = .venv
RUN = $(VENV)/bin/python
READY = $(VENV)/.ready

all: graph

graph: $(READY)
	$(RUN) -m graph build seeds -o out

test: $(READY)
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports

# Set up once; again when the list of requirements has changed.
$(READY): pyproject.toml
	@python=; for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "newsgraph needs Python 3.11 or newer; found: $$(python3 --version 2>&1). Install it, or run: make PYTHON=/path/to/python" >&2; exit 2; fi; \
	test -x $(RUN) || "$$python" -m venv $(VENV) || { \
	  echo "cannot make a virtual environment with $$python; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	$(RUN) -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) out
