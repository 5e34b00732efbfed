"""How a browser gets a facilitator's or a screen's seat: the key out of a link's fragment becomes a cookie."""

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pages.parts.rooms import addresses, guards
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.store import store
from pages.parts.words import _, language

_HERE = Path(__file__).parent
_TRIES, _SECONDS = (
    30,
    60,
)  # keys that an address may try; 128 bits are not guessed, but the log is to stay readable
_KEPT = 180 * 86_400  # seconds that a browser keeps its seat
# address → kind, and the page that it leads to
_SEATS = {"f": ("facilitator", "workshop"), "s": ("screen", "screen")}
_MEDIA = {"chair.js": "text/javascript", "chair.css": "text/css"}


def routes() -> list[Route]:
    """`/f/{code}` and `/s/{code}`, each to be opened and to be given a key, and what their page is made of."""
    base = addresses.served_under()
    return [
        *(Route(f"{base}/rooms/{name}", partial(_file, name)) for name in _MEDIA),
        *(Route(f"{base}/{way}/{{code}}", partial(_page, way), methods=["GET"]) for way in _SEATS),
        *(Route(f"{base}/{way}/{{code}}", partial(_given, way), methods=["POST"]) for way in _SEATS),
    ]


def cookie(way: str, code: str) -> str:
    """The name of the cookie that holds a seat in a room."""
    return f"r35{way}_{code}"


async def _file(name: str, _request: Request) -> Response:
    return FileResponse(
        _HERE / name, media_type=_MEDIA[name], headers={**guards.HEADERS, "Cache-Control": "no-cache"}
    )


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
    page = (_HERE / "chair.html").read_text(encoding="utf-8")
    for name, text in said.items():
        page = page.replace(f"%{name}%", escape(text))
    return HTMLResponse(page, headers=guards.HEADERS)


async def _given(way: str, request: Request) -> Response:
    """A key, against a cookie."""
    try:
        body = await guards.body_of(request)
        code, token = await run_in_threadpool(_enter, way, request, str(body.get("key", ""))[:200])
    except RoomRefusal as refusal:
        return guards.refused(refusal)
    page = _SEATS[way][1]
    answer = JSONResponse({"to": f"../{page}?room={code}"}, headers=guards.HEADERS)
    secure = request.url.scheme == "https" or addresses.public().startswith("https:")
    seat: dict[str, Any] = {"httponly": True, "samesite": "lax", "secure": secure}
    answer.set_cookie(cookie(way, code), token, max_age=_KEPT, path=addresses.base_path() or "/", **seat)
    return answer


def _enter(way: str, request: Request, key: str) -> tuple[str, str]:
    """The room's code as it is written, and the token of a new device."""
    who = guards.sender(request.client.host if request.client else None)
    store().allow(f"key:{who}", _TRIES, _SECONDS)
    code = request.path_params["code"]
    token = store().enter(code, key, _SEATS[way][0])
    return store().room(code).code, token
