#!/bin/sh
# Make the virtual environment VENV and install what constraints.txt pins.
#
#   sh setup.sh VENV [PYTHON]
#
# Without PYTHON the first that fits of python3, python3.13, python3.12 and python3.11 is taken;
# where none fits, uv brings one.
set -eu
cd "$(dirname "$0")"

UV_VERSION=0.13.8
UV_FOLDER=.voxloom/uv
BROUGHT=3.13

venv=$1
named=${2:-}
# The system's certificates: behind a proxy that checks traffic, uv's own would not do.
export UV_SYSTEM_CERTS=true PIP_DISABLE_PIP_VERSION_CHECK=1
[ -w "${HOME:-}" ] || export UV_CACHE_DIR="${UV_CACHE_DIR:-$PWD/.voxloom/uv-cache}"

main() {
  python=$(choose_python)
  uv=$(find_uv "$python")
  if [ -z "$python" ]; then
    say "no Python 3.11, 3.12 or 3.13 here: uv brings $BROUGHT"
    python=$BROUGHT
  fi
  stands || "$uv" venv --quiet --clear --seed --python "$python" "$venv"
  install --editable '.[espeak,chinese,recogniser,whisper-base,quality,dev]'
  if command -v cc >/dev/null; then
    install --quiet pesq 2>/dev/null || say "PESQ was not built (are Python's headers installed?): it will be reported as absent"
  fi
  compile_ahead
  pwd -P >"$venv/.ready"
}

# What Numba compiles when librosa is imported is kept in the environment. Two processes that do so
# at the same time may leave what crashes every later one.
compile_ahead() {
  "$venv/bin/python" -c "import librosa.core.pitch, librosa.feature.spectral, librosa.util.utils" 2>/dev/null ||
    say "librosa could not be compiled ahead"
}

# The path of the named interpreter, or of the first that fits; nothing where none does.
choose_python() {
  if [ -n "$named" ]; then
    fitting "$named" || fail "$named is not Python 3.11, 3.12 or 3.13; name one: make PYTHON=/path/to/python3.12"
    return
  fi
  for candidate in python3 python3.13 python3.12 python3.11; do
    if fitting "$candidate"; then
      return
    fi
  done
}

# The interpreter behind a name, which may be pyenv's shim or lie in an environment, if it fits.
fitting() {
  "$1" 2>/dev/null - <<'END'
import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(1)
print(getattr(sys, "_base_executable", sys.executable))
END
}

# uv in its pinned version, brought by any Python's venv or pip; else the one on PATH.
find_uv() {
  own=$UV_FOLDER/bin/uv
  if [ "$("$own" --version 2>/dev/null | cut -d ' ' -f 2)" = "$UV_VERSION" ]; then
    echo "$own"
  elif bring_uv "${1:-python3}"; then
    echo "$own"
  else
    command -v uv || fail "no way to get uv, which installs the rest: install venv for Python (Debian, Ubuntu: apt install python3-venv), or uv"
  fi
}

bring_uv() {
  command -v "$1" >/dev/null || return
  rm -rf "$UV_FOLDER"
  if "$1" -m venv "$UV_FOLDER" >/dev/null 2>&1; then
    "$UV_FOLDER/bin/pip" install --quiet "uv==$UV_VERSION" >&2
  else
    say "$1 makes no virtual environment (Debian, Ubuntu: apt install python3-venv): trying without"
    rm -rf "$UV_FOLDER"
    "$1" -m pip install --quiet --target "$UV_FOLDER" "uv==$UV_VERSION" 2>/dev/null
  fi
}

# Whether there is a working environment of this Python, made in this folder: it holds its own path.
stands() {
  [ "$(cat "$venv/.ready" 2>/dev/null)" = "$(pwd -P)" ] && [ "$(base "$venv/bin/python")" = "$(base "$python")" ]
}

base() {
  "$1" -c 'import sys; print(sys.base_prefix, *sys.version_info)' 2>/dev/null
}

install() {
  "$uv" pip install --python "$venv/bin/python" --constraint constraints.txt "$@"
}

say() { echo "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

main
