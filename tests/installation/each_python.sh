#!/usr/bin/env bash
# The fast tests on every Python that voxloom supports and this machine has, on PATH or in pyenv:
# each version once, in an environment of its own. That of .venv has the whole suite already.
set -euo pipefail
cd "$(dirname "$0")/../.."

tell='import sys; print("%d.%d.%d" % sys.version_info[:3], sys.executable)'

pythons() {
  IFS=: read -ra folders <<<"$PATH"
  for folder in "${folders[@]}" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin; do
    for python in "$folder"/python3.1[1-3]; do
      "$python" -c "$tell" 2>/dev/null || true
    done
  done | sort --version-sort --unique --key=1,1
}

whole=$(.venv/bin/python -c "$tell" 2>/dev/null | cut -d ' ' -f 1 || true)
tested=()
while read -r version python; do
  [ "$version" != "$whole" ] || continue
  echo "Python $version: $python"
  make test-fast VENV=".voxloom/venv-$version" PYTHON="$python" </dev/null
  tested+=("$version")
done < <(pythons)
echo "the fast tests passed on ${tested[*]:-no other Python than that of .venv}"
