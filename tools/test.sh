#!/bin/bash
# Runs the tests twice over: the core in plain Python, which proves that it needs no QGIS, then the
# rest inside QGIS. Arguments go to pytest, e.g. tools/test.sh -k distance
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pytest=("$(tools/venv.sh)/bin/python" -m pytest)
scratch=$(mktemp -d)
# pytest-qgis keeps its profile in the checkout: no run may inherit the settings of an earlier one.
trap 'rm -rf "$scratch" .qgis-settings' EXIT
rm -rf .qgis-settings
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$scratch}
export QGIS_CUSTOM_CONFIG_PATH=$scratch   # never the profile of whoever runs the tests
export MPLBACKEND=Agg
# pytest-qt must use the Qt that QGIS was built with, whatever other bindings are installed.
PYTEST_QT_API=$("${pytest[0]}" -c 'from qgis.PyQt.QtCore import QObject; print(QObject.__module__.split(".")[0].lower())')
export PYTEST_QT_API

# pytest leaves with 5 when it found no test, which is no failure where arguments choose among them.
run() {
  local code=0
  "${pytest[@]}" "$@" || code=$?
  [ "$code" -eq 0 ] || { [ "$code" -eq 5 ] && [ "$chosen" = yes ]; }
}

chosen=no
[ $# -eq 0 ] || chosen=yes
# Side by side, as each is of one thread for the most part; the core's lines wait for their turn.
run tests/core -p no:pytest_qgis -p no:pytest-qt -o cache_dir=build/pytest/core "$@" >"$scratch/core.log" 2>&1 &
core=$!
failed=no
echo "== tests inside QGIS"
run tests --ignore=tests/core "$@" || failed=yes
echo "== tests of the core, without QGIS"
wait "$core" || failed=yes
cat "$scratch/core.log"
[ "$failed" = no ]
