"""Schemathesis against a running front door: what the description allows is answered as it says, the rest refused.

Bounded by a number of examples, the same ones every time.
"""

import asyncio
import shutil
import threading
from itertools import product

import pytest
import requests
import schemathesis
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from bot.catalogue.reload import Shelf
from bot.front.app import create_app
from bot.front.limits import Limits
from bot.front.openapi import described
from bot.front.settings import Settings
from bot.launch.web import SelfcheckDecision
from bot.store.settings import StoreSettings
from tests.front.conftest import danger_numbers
from tests.front.standin import StandIn
from tests.plans import plans

EXAMPLES = 40
START_SECONDS = 30
NO_LIMITS = Limits(**dict.fromkeys(("conversation", "address", "begin", "other", "waiting", "streams"), 10**6))
STREAM = "/gesprekken/{id}/gebeurtenissen"


@pytest.fixture(scope="module")
def address(tmp_path_factory, sqlite_template):
    """Where a front door runs, in a thread of its own, with a stand-in for Rasa."""
    folder = tmp_path_factory.mktemp("schemathesis")
    shutil.copy(sqlite_template, folder / "zelfcheck.db")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_serve(folder), loop).result(START_SECONDS)
    yield str(server.make_url("/api/v1"))
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(START_SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(START_SECONDS)


async def _serve(folder):
    rasa = StandIn()
    await rasa.start()
    store = StoreSettings(f"sqlite:///{folder}/zelfcheck.db", f"sqlite:///{folder}/rasa.db")
    own = Settings(secret_key="k" * 40, store=store, rasa_url=rasa.url, rasa_token="rasa-token", limits=NO_LIMITS)
    server = TestServer(create_app(own, SelfcheckDecision(Shelf()), danger_numbers))
    await server.start_server()
    return server


DESCRIPTION = schemathesis.openapi.from_dict(described(plans().municipalities))
OPERATIONS = {found.ok().label: found.ok() for found in DESCRIPTION.get_all_operations()}
OWN = sorted(label for label in OPERATIONS if "{id}" in label and STREAM not in label)
# A wrong token gets the same 404 as a conversation that is not there, so that nobody learns which ones are.
# What a schema cannot say: an empty text of invisible signs, a choice that was not offered, an order of amounts.
BEYOND = {"POST /gesprekken/{id}/berichten": [positive_data_acceptance], "POST /zelfcheck": [positive_data_acceptance]}
NOTHING_WRONG = ("GET /openapi.json", "what is not")
"""This operation takes nothing, so nothing can be wrong."""
KINDS = {"what is described": GenerationMode.POSITIVE, "what is not": GenerationMode.NEGATIVE}


def _validate(case, address, headers):
    case.call_and_validate(
        base_url=address, headers=headers, excluded_checks=[ignored_auth, *BEYOND.get(case.operation.label, ())]
    )


def examples(label, kind, check):
    """Runs the check on so many cases of this operation."""

    def run(case):
        check(case)

    bounded = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), derandomize=True)
    given(OPERATIONS[label].as_strategy(generation_mode=KINDS[kind]))(bounded(run))()


@pytest.mark.parametrize(
    ("label", "kind"), [pair for pair in product(sorted(OPERATIONS), KINDS) if pair != NOTHING_WRONG]
)
def test_without_a_conversation_of_ones_own(address, label, kind):
    examples(label, kind, lambda case: _validate(case, address, {}))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("label", OWN)
def test_in_a_conversation_of_ones_own(address, label, kind):
    def check(case):
        begun = requests.post(f"{address}/gesprekken", json={"gemeente": "leiden"}).json()
        case.path_parameters["id"] = begun["id"]
        _validate(case, address, {"Authorization": f"Bearer {begun['token']}"})

    examples(label, kind, check)
