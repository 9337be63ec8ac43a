#!/usr/bin/env bash
# Write the lock files anew from pyproject.toml: every version pinned, with the hashes of the published files
# for Windows, macOS and Linux. Needs `uv` (a developer's tool; not needed to run, test or check).
set -euo pipefail
cd "$(dirname "$0")/.."

uv="$(command -v .venv/bin/uv || command -v uv)" || { echo "uv is needed: pip install uv" >&2; exit 1; }
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
        --no-annotate ${UPGRADE:+--upgrade} "${@:2}" pyproject.toml --output-file "$1"
}
compile requirements.lock --extra build
# The developers' lock holds the same versions and more.
compile requirements-dev.lock --extra build --extra dev --constraint requirements.lock
compile requirements-bench.lock --extra build --extra dev --extra bench --constraint requirements-dev.lock
