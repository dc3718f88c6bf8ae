#!/bin/bash
# Style and types. Run from anywhere; `make format` mends what can be mended.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
bin=$root/$(tools/venv.sh)/bin
# All is reported in one go.
failed=0
"$bin/ruff" check . || failed=1
"$bin/ruff" format --check --output-format concise . || failed=1
# mypy names packages after folders, and this folder may have any name: give it the right one by a link.
link=$(mktemp -d)
trap 'rm -rf "$link"' EXIT
ln -s "$root" "$link/wattbit"
cd "$link"
"$bin/mypy" --config-file "$root/pyproject.toml" --cache-dir "$root/build/mypy" -p wattbit.core || failed=1
exit "$failed"
