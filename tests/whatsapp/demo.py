"""A telephone in the browser: ``make run WHATSAPP=demo`` lets a developer chat through the stand-in for Meta's API."""

import asyncio
import html
import itertools
import os
from argparse import ArgumentParser
from typing import Any

from aiohttp import ClientError, web

from tests.whatsapp.meta import Meta, envelope, pressed, typed

ANSWER_SECONDS = 1.5
PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>WhatsApp (demo)</title>
<meta name="viewport" content="width=device-width"><style>body{{font:1rem sans-serif;max-width:40rem;margin:1rem auto;
padding:0 1rem}}pre{{white-space:pre-wrap;font:inherit;background:#e7f7e0;padding:.6rem;border-radius:.5rem}}
.ik{{background:#eef;margin-left:4rem}}</style><h1>WhatsApp (demo)</h1>{lines}
<form method="post" id="typ"><label>Bericht <input name="tekst" autofocus></label> <button>Verstuur</button></form>
<p><a href="/#typ">Ververs</a></p></html>"""


class Telephone:
    """One person's telephone: what was typed and what came in, in order."""

    def __init__(self, webhook: str, meta: Meta) -> None:
        self._webhook, self._meta, self._ids = webhook, meta, itertools.count(1)
        self._typed: list[tuple[int, str]] = []

    async def show(self, _request: web.Request) -> web.Response:
        """The conversation, with the buttons and rows that can be pressed."""
        return web.Response(text=PAGE.format(lines="\n".join(self._lines())), content_type="text/html")

    async def send(self, request: web.Request) -> web.Response:
        """Types or presses, waits a moment for the answer, and shows the conversation."""
        form = await request.post()
        external_id = f"wamid.demo.{os.getpid()}.{next(self._ids)}"
        text, choice = str(form.get("tekst", "")), form.get("keuze")
        message = pressed(external_id, str(choice)) if choice else typed(external_id, text)
        self._typed.append((len(self._meta.sent), str(form.get("titel") or text)))
        try:
            await self._meta.deliver(self._webhook, envelope(message))
        except ClientError as error:
            self._typed.append((len(self._meta.sent), f"(niet aangekomen: {type(error).__name__})"))
        await asyncio.sleep(ANSWER_SECONDS)
        return web.Response(status=303, headers={"Location": "/#typ"})

    def _lines(self) -> list[str]:
        mine = {place: [text for at, text in self._typed if at == place] for place, _ in self._typed}
        lines = []
        for place, payload in enumerate([*self._meta.sent, None]):
            lines += [f'<pre class="ik">{html.escape(text)}</pre>' for text in mine.get(place, ())]
            lines += [_bubble(payload)] if payload else []
        return lines


def _bubble(payload: dict[str, Any]) -> str:
    if payload["type"] != "interactive":
        found = payload.get("text", {}).get("body") or f"[sjabloon {payload['template']['name']}]"
        return f"<pre>{html.escape(found)}</pre>"
    shown = payload["interactive"]
    buttons = [each["reply"] for each in shown["action"].get("buttons", [])]
    rows = [row for section in shown["action"].get("sections", []) for row in section["rows"]]
    foot = f"<small>{html.escape(shown['footer']['text'])}</small>" if "footer" in shown else ""
    return f"<pre>{html.escape(shown['body']['text'])}</pre>{foot}" + "".join(
        _button(each) for each in [*buttons, *rows]
    )


def _button(reply: dict[str, str]) -> str:
    title, choice = html.escape(reply["title"]), html.escape(reply["id"])
    hidden = f'<input type="hidden" name="keuze" value="{choice}"><input type="hidden" name="titel" value="{title}">'
    return f'<form method="post">{hidden}<button>{title}</button></form>'


async def main(port: int, webhook: str, token: str, secret: str) -> None:
    """Serves the telephone, and Meta's API beside it, until it is stopped."""
    meta = Meta(token, secret)
    telephone = Telephone(webhook, meta)
    app = meta.application()
    app.router.add_get("/", telephone.show)
    app.router.add_post("/", telephone.send)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--webhook", required=True)
    options = parser.parse_args()
    secrets = (os.environ["WHATSAPP_ACCESS_TOKEN"], os.environ["WHATSAPP_APP_SECRET"])
    asyncio.run(main(options.port, options.webhook, *secrets))
