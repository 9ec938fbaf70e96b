#!/bin/sh
# Prints the path of a Python 3.10 that can make an environment (Debian packs venv apart), or says how to get one.
for candidate in "${PYTHON310:-}" python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python3.10 \
    "$HOME"/.local/share/uv/python/cpython-3.10.*/bin/python3.10 python3 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
echo "No Python 3.10 here that can make an environment. Get it with 'pyenv install 3.10', 'uv python install 3.10', or on Ubuntu the deadsnakes PPA with python3.10-venv; then run make again (or set PYTHON310=/path/to/python3.10)." >&2
exit 1
