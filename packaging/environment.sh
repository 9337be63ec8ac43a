#!/usr/bin/env bash
# Make or renew .venv from a lock file whose every package is pinned by hash. A second run is instant.
# Usage: packaging/environment.sh requirements.lock|requirements-dev.lock
set -euo pipefail
cd "$(dirname "$0")/.."

readonly lock="${1:?the name of the lock file}"
readonly folder="${VENV:-.venv}"
readonly stamp="$folder/.installed-$lock"

# What the stamp holds: if one of these is another, the environment is renewed.
fingerprint="$(cat "$lock" pyproject.toml | sha256sum) $PWD"
[[ -x "$folder/bin/python" && -f "$stamp" && "$(<"$stamp")" == "$fingerprint" ]] && exit 0

find_python() {
    local name
    for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
        if [[ -n "$name" ]] && "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Python 3.11 or newer (with venv) is needed; set PYTHON to the one to use." >&2
    return 1
}

if [[ ! -x "$folder/bin/python" ]]; then
    python="$(find_python)"
    echo "Making $folder with $("$python" --version)"
    "$python" -m venv "$folder"
fi

pip=("$folder/bin/python" -m pip --disable-pip-version-check --no-input --quiet)
echo "Installing the packages of $lock"
# The lock is complete, so pip need not solve anything; wheels only, so no compiler is needed.
"${pip[@]}" install --require-hashes --no-deps --only-binary :all: -r "$lock"
"${pip[@]}" install --no-deps --no-build-isolation --no-index --editable .
echo "$fingerprint" >"$stamp"
