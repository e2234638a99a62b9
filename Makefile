# One command each; both set themselves up and can be run again.
# PYTHON=/path/to/python3.12 names an interpreter; else the first is taken that fits (setup.sh).
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAY ?= Thank you for calling. Press one to leave a message, or hold on for the next agent.

.PHONY: demo test test-fast test-pythons test-fresh test-slow check constraints clean help

help:
	@echo "make demo   the main job on real speech: a registered model and a page to listen to"
	@echo "make demo PRESET=smoke   the same offline in some four minutes"
	@echo "make test   style, types and tests"
	@echo "make test-fast   the tests that train nothing and start no server"
	@echo "make test-pythons   those on every Python from 3.11 up that this machine has"
	@echo "make test-slow   fuzzing, and the grammars that take minutes to compile"
	@echo "make test-fresh   the smoke demo in a new Debian 13 (root, debootstrap)"

demo: $(READY)
	$(BIN)/voxloom run $(if $(PRESET),--preset $(PRESET))
	$(BIN)/voxloom say "$(SAY)" -o say.wav

test: $(READY) check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m "not slow"

test-fast: $(READY)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m "fast and not slow"

test-pythons:
	bash tests/installation/each_python.sh

test-fresh:
	bash tests/installation/fresh_debian.sh

test-slow: $(READY)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m slow

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# An environment holds its own path: in a renamed or copied folder it is made anew.
ifneq ($(shell $(BIN)/python -c "" 2>/dev/null && cat $(READY)),$(CURDIR))
.PHONY: $(READY)
endif
ifdef PYTHON
.PHONY: $(READY)
endif

$(READY): constraints.txt pyproject.toml setup.sh
	@sh setup.sh "$(VENV)" "$(PYTHON)"

# The exact versions that were seen to work together, for every Python and system. Those that
# still fit are kept.
constraints: $(READY)
	.voxloom/uv/bin/uv pip compile --system-certs --quiet --universal --python-version 3.11 \
	  --all-extras --no-annotate --custom-compile-command "make constraints" \
	  --output-file constraints.txt pyproject.toml

clean:
	rm -rf $(VENV) .voxloom/uv
