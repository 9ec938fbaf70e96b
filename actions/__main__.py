"""``python -m actions --port 5055``: the action server, warm before it answers (``rasa run actions`` warms up
later).
"""

import argparse
import sys

from rasa_sdk.endpoint import run

from actions.assistant import assistant
from bot.catalogue.document import CatalogueError


def main() -> int:
    """Load plans, questions, word lists and searches, then serve on SANIC_HOST; 1 when a data file is wrong."""
    parser = argparse.ArgumentParser(prog="python -m actions", description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    port = parser.parse_args().port
    try:
        assistant().warm_up()
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    run("actions", port=port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
