# One command each; both set themselves up and can be run again.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := uv==0.13.8
SAY ?= Thank you for calling. Press one to leave a message, or hold on for the next agent.
# The system's certificates: behind a proxy that checks traffic, uv's own would not do.
INSTALL := $(BIN)/uv pip install --system-certs --python $(BIN)/python --constraint constraints.txt

.PHONY: demo test test-slow check docs clean help

help:
	@echo "make demo   the main job on real speech: a registered model and a page to listen to"
	@echo "make test   style, types and tests"
	@echo "make test-slow   fuzzing, and the grammars that take minutes to compile"

demo: $(READY)
	$(BIN)/voxloom run
	$(BIN)/voxloom say "$(SAY)" -o say.wav

test: $(READY) check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m "not slow"

test-slow: $(READY)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m slow

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The exact versions that were seen to work together. PESQ alone needs a C compiler: without one
# it is left out and reported as absent.
$(READY): constraints.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is missing: install Python 3.11 or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV) || { \
	  echo "no virtual environment: on Debian and Ubuntu, install python3.11-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(INSTALL) --editable '.[espeak,chinese,recogniser,quality,dev]'
	@if command -v cc >/dev/null; then $(INSTALL) --quiet pesq \
	  || echo "PESQ was not built: it will be reported as absent"; fi
	@touch $@

clean:
	rm -rf $(VENV)
