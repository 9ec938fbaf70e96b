"""The pages' files: packed for whoever takes that, and not sent again to whoever has them."""

import gzip

import pytest

SCRIPT = "/static/zelfcheck.js"


@pytest.mark.parametrize(
    ("path", "kind"),
    [(SCRIPT, "text/javascript"), ("/static/pagina.css", "text/css"), ("/static/icoon.svg", "image/svg+xml")],
)
async def test_every_page_may_load_the_newest(client, path, kind):
    response = await client.get(path)
    assert (response.status, response.content_type) == (200, kind)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip; q=1.0", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0, br", False),
        ("x-gzip", False),
        ("", False),
    ],
)
async def test_packed_only_for_whoever_takes_it(client, accepted, packed):
    async with client.session.get(
        client.make_url(SCRIPT), headers={"Accept-Encoding": accepted}, auto_decompress=False
    ) as response:
        body = await response.read()
    assert (response.headers.get("Content-Encoding") == "gzip") == packed
    assert b"customElements.define" in (gzip.decompress(body) if packed else body)


async def test_who_has_the_file_gets_no_second_copy(client):
    mark = (await client.get(SCRIPT)).headers["ETag"]
    again = await client.get(SCRIPT, headers={"If-None-Match": mark})
    assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", mark)
    assert (await client.get(SCRIPT, headers={"If-None-Match": '"ouder"'})).status == 200


@pytest.mark.parametrize("path", ["/static/", "/static/widget/api.js", "/static/../app.py", "/static/zelfcheck.css"])
async def test_nothing_else_is_served(client, path):
    assert (await client.get(path)).status == 404
