#!/bin/sh
# Prints the folder of the virtual environment: one for each version of Python, so that one checkout
# can serve several systems.
exec "${PYTHON:-/usr/bin/python3}" -c 'import sys; print("build/venv-%d.%d" % sys.version_info[:2])'
