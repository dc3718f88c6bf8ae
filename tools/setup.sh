#!/bin/bash
# Installs what is missing and says nothing when nothing is.
#   tools/setup.sh run    what the demo needs: QGIS and the libraries beside it, from apt
#   tools/setup.sh dev    that, and the virtual environment of the tests and the linters
#   tools/setup.sh lint   the virtual environment alone
# WATTBIT_NO_APT=1 checks by importing instead of asking apt, for a QGIS that came another way.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
what=${1:-dev}
python=${PYTHON:-/usr/bin/python3}

run_packages=(
  qgis python3-qgis qgis-providers gdal-bin python3-gdal python3-numpy python3-scipy python3-pandas
  python3-shapely python3-pyproj python3-matplotlib python3-jinja2 python3-openpyxl fonts-noto-cjk
)
dev_packages=(xvfb xauth git make python3-venv)
lint_packages=(git make python3-venv python3-numpy)

fail() { echo "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif ! command -v sudo >/dev/null; then return 1
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"
  fi
}

# Prints the packages of its arguments that are not installed.
missing_packages() {
  local installed package
  installed=" $(dpkg-query -W -f '${Package}=${db:Status-Status} ' "$@" 2>/dev/null || true)"
  for package in "$@"; do
    [[ $installed == *" $package=installed "* ]] || echo "$package"
  done
}

install_packages() {
  local missing log=build/setup.log
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing with apt (first time only; QGIS takes some minutes): ${missing[*]}"
  mkdir -p build
  as_root true 2>/dev/null || fail "These packages are missing, and installing them needs root or sudo." \
    "Run: sudo apt-get install --no-install-recommends ${missing[*]}"
  # A mirror that fails to refresh may still serve the packages, so only the install decides.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 || true
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    fail "apt could not install ${missing[*]}: see $log, then run the same command again."
  fi
}

# For systems without apt: the same question, asked of Python.
check_imports() {
  "$python" - <<'PY' || exit 1
import importlib.util
import sys

names = "qgis osgeo numpy scipy pandas shapely pyproj matplotlib jinja2".split()
missing = [name for name in names if importlib.util.find_spec(name) is None]
if missing:
    sys.exit(
        f"{sys.executable} lacks {', '.join(missing)}: install QGIS and these libraries with your system's "
        "package manager, or set PYTHON to the Python that QGIS uses."
    )
PY
}

# The libraries that QGIS was built with stay as they are: an upgrade by pip breaks scipy and GDAL.
write_constraints() {
  "$python" - >"$1" <<'PY'
from importlib import metadata

for name in ("numpy", "scipy", "pandas", "GDAL", "shapely", "pyproj", "matplotlib", "Jinja2"):
    try:
        print(f"{name}=={metadata.version(name)}")
    except metadata.PackageNotFoundError:
        pass
PY
}

make_venv() {
  local venv stamp
  venv=$(tools/venv.sh)
  stamp=$("$python" -VV; cat requirements-dev.txt)
  if [ -x "$venv/bin/python" ] && [ "$(cat "$venv/stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
  echo "Making the virtual environment $venv (first time only)"
  rm -rf "$venv"
  mkdir -p build
  "$python" -m venv --system-site-packages "$venv" || fail "python3 -m venv failed: install python3-venv."
  write_constraints "$venv/constraints.txt"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --requirement requirements-dev.txt --constraint "$venv/constraints.txt" >"$venv/pip.log" 2>&1 ||
    { tail -n 20 "$venv/pip.log" >&2; fail "pip could not install requirements-dev.txt: see the lines above."; }
  printf '%s\n' "$stamp" >"$venv/stamp"
}

case $what in
  run) packages=("${run_packages[@]}") ;;
  dev) packages=("${run_packages[@]}" "${dev_packages[@]}") ;;
  lint) packages=("${lint_packages[@]}") ;;
  *) fail "usage: tools/setup.sh [run|dev|lint]" ;;
esac

if command -v apt-get >/dev/null && [ -z "${WATTBIT_NO_APT:-}" ]; then
  install_packages "${packages[@]}"
elif [ "$what" != lint ]; then
  check_imports
fi
[ "$what" = run ] || make_venv
