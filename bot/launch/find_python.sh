#!/bin/sh
# Prints the path of a working Python 3.10, or says how to get one.
for candidate in "${PYTHON310:-}" python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python3.10 \
    "$HOME"/.local/share/uv/python/cpython-3.10.*/bin/python3.10 python3 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
echo "Python 3.10 is missing. Get it with 'pyenv install 3.10', 'uv python install 3.10', or on Ubuntu the deadsnakes PPA; then run make again (or set PYTHON310=/path/to/python3.10)." >&2
exit 1
