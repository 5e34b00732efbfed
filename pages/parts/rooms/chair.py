"""How a browser gets a facilitator's or a screen's seat: the key out of a link's fragment becomes a cookie."""

from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pages.parts.rooms import addresses, guards, site
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.store import store
from pages.parts.words import _, language

_HERE = Path(__file__).parent
# keys that an address may try: 128 bits are not guessed, but the log is to stay readable
_TRIES, _SECONDS = 30, 60
# address → kind, and the page that it leads to
_SEATS = {"f": ("facilitator", "workshop"), "s": ("screen", "screen")}


def routes() -> list[Route]:
    """`/f/{code}` and `/s/{code}`, each to be opened and to be given a key, and what their page is made of."""
    base = addresses.served_under()
    return [
        *site.files(_HERE, "chair.js", "chair.css"),
        *(
            Route(f"{base}/{way}/{{code}}", site.spoken(partial(act, way)), methods=[method])
            for way in _SEATS
            for act, method in ((_page, "GET"), (_given, "POST"))
        ),
    ]


async def _page(way: str, request: Request) -> Response:
    """The page that takes the key; it looks the same for every code, so it tells of none whether it is a room's."""
    said = {
        "language": language(),
        "title": _("Steer a workshop") if way == "f" else _("Show a workshop"),
        "room": _("Room {code}").format(code=request.path_params["code"][:12].upper()),
        "field": _("The key that was shown when the room was opened"),
        "go": _("Go on"),
        "busy": _("One moment …"),
        "away": _("The server did not answer. Try again in a moment."),
        "home": _("To the start page"),
    }
    return HTMLResponse(site.filled(_HERE / "chair.html", said), headers=guards.HEADERS)


async def _given(way: str, request: Request) -> Response:
    """A key, against a cookie."""
    try:
        body = await guards.body_of(request)
        code, token = await run_in_threadpool(_enter, way, request, str(body.get("key", ""))[:200])
    except RoomRefusal as refusal:
        return guards.refused(refusal)
    page = _SEATS[way][1]
    answer = JSONResponse({"to": f"../{page}?room={code}"}, headers=guards.HEADERS)
    return site.seated(answer, request, way, code, token)


def _enter(way: str, request: Request, key: str) -> tuple[str, str]:
    """The room's code as it is written, and the token of a new device."""
    who = guards.sender(request.client.host if request.client else None)
    store().allow(f"key:{who}", _TRIES, _SECONDS)
    code = request.path_params["code"]
    token = store().enter(code, key, _SEATS[way][0])
    return store().room(code).code, token
