"""``python -m actions --port 5055``: the action server, warm before it answers (``rasa run actions`` warms up
later).
"""

import argparse

from rasa_sdk.endpoint import run

from actions.assistant import assistant


def main() -> None:
    """Load plans, questions, word lists and searches, then serve on SANIC_HOST."""
    parser = argparse.ArgumentParser(prog="python -m actions", description=__doc__)
    parser.add_argument("--port", type=int, default=5055)
    port = parser.parse_args().port
    assistant().warm_up()
    run("actions", port=port)


if __name__ == "__main__":
    main()
