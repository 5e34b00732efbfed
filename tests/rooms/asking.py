"""Asks an ASGI app as a browser does, without a server and without a network."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

HOST = "road.example"


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)


def asked(
    app: Any,
    method: str,
    path: str,
    body: bytes = b"",
    peer: str = "10.0.0.9",
    scheme: str = "http",
    query: str = "",
    **headers: str,
) -> Answer:
    """One request; names of headers have _ for -. Where a header is given as "", it is not sent."""
    given = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    sent: list[Any] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        "client": (peer, 40000),
        "server": (HOST, 80),
    }

    waiting = [body]

    async def receive() -> Any:
        if not waiting:  # the browser stays, and says no more
            await asyncio.Event().wait()
        waiting.pop()
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    # In a thread of its own: where a test of the browser ran before, this one has a loop that is still running.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    start = next(one for one in sent if one["type"] == "http.response.start")
    pieces = b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body")
    return Answer(start["status"], [(k.decode(), v.decode()) for k, v in start["headers"]], pieces)


def posted(app: Any, path: str, told: Any, **headers: str) -> Answer:
    """JSON from a page of the same site, unless the headers say otherwise."""
    ours = {"content_type": "application/json", "origin": f"http://{HOST}", **headers}
    return asked(app, "POST", path, json.dumps(told).encode(), **ours)
