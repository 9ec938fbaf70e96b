"""``make run``: model, database, then action server, Rasa and front door until Ctrl-C."""

import asyncio
import os
import socket
import subprocess
import sys

from bot.launch.model import ROOT, TrainingError, ensure_model
from bot.launch.services import LOOPBACK, WEB_PYTHON, Plan
from bot.launch.supervisor import ServiceFailed, run

FIRST_ACCOUNT = "medewerker@zelfcheck.example"


def main() -> int:
    """Run until Ctrl-C; the exit code is 1 when something failed, with its reason on the screen."""
    plan = Plan.of(os.environ)
    plan.folder.mkdir(parents=True, exist_ok=True)
    try:
        _check_ports(plan)
        ensure_model()
        _store(plan, "migrate")
        account = _first_account(plan)
        plan.write_endpoints()
        verbose = os.environ.get("VERBOSE") == "1"
        asyncio.run(run(plan.services(), _announcement(plan, account), verbose))
    except (TrainingError, ServiceFailed, PortTaken, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Everything has stopped.")
    return 0


class PortTaken(RuntimeError):
    """Another program listens on a port that we need."""


def _check_ports(plan: Plan) -> None:
    for name, port in (("PORT", plan.port), ("RASA_PORT", plan.rasa_port), ("ACTION_PORT", plan.action_port)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError as error:
                raise PortTaken(f"Port {port} is taken. Stop that program, or set {name} to another port.") from error


def _store(plan: Plan, *arguments: str) -> str:
    command = [str(WEB_PYTHON), "-m", "bot.store", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=plan.child_environment(), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def _first_account(plan: Plan) -> str:
    """An account is made where there is none; its password is shown this one time."""
    password = _store(plan, "staff-first", FIRST_ACCOUNT)
    return f"{FIRST_ACCOUNT}  {password or '(the password was shown at the first start; see README, staff accounts)'}"


def _announcement(plan: Plan, account: str) -> str:
    base = f"http://{LOOPBACK}:{plan.port}"
    lines = (
        "",
        "Zelfcheck is ready.",
        f"  page with the widget   {base}/",
        f"  whole page             {base}/gesprek",
        f"  social team            {base}/medewerker",
        f"  first account          {account}",
        f"  API                    {base}/api/v1/openapi.json",
        *((f"  WhatsApp (demo)        http://{LOOPBACK}:{plan.demo_port}/",) if plan.demo_port else ()),
        "Ctrl-C stops everything.",
    )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
