"""What our own addresses beside the pages share: files, pages with their texts filled in, the cookie of a seat."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from pages.parts import reader, words
from pages.parts.rooms import addresses, guards

Answerer = Callable[[Request], Awaitable[Response]]

_KEPT = 180 * 86_400  # seconds that a browser keeps its seat
_MEDIA = {".js": "text/javascript", ".css": "text/css"}


def files(folder: Path, *names: str) -> list[Route]:
    """`/rooms/{name}` for each file of a folder."""
    base = addresses.served_under()
    return [Route(f"{base}/rooms/{name}", partial(_file, folder / name)) for name in names]


async def _file(path: Path, _request: Request) -> Response:
    headers = {**guards.HEADERS, "Cache-Control": "no-cache"}
    return FileResponse(path, media_type=_MEDIA[path.suffix], headers=headers)


def spoken(answer: Answerer) -> Answerer:
    """An address that answers in the reader's language."""

    @wraps(answer)
    async def said(request: Request) -> Response:
        with words.speaking(reader.of_request(request)):
            return await answer(request)

    return said


def filled(page: Path, said: Mapping[str, str]) -> str:
    """A page of HTML with each `%name%` as the text of that name."""
    text = page.read_text(encoding="utf-8")
    for name, value in said.items():
        text = text.replace(f"%{name}%", escape(value))
    return text


def cookie(way: str, code: str) -> str:
    """The name of the cookie that holds a seat in a room: f of its facilitator, s of a screen, p of a person."""
    return f"r35{way}_{code}"


def seated(answer: Response, request: Request, way: str, code: str, token: str) -> Response:
    """The answer with the seat's cookie, which no script reads and no other site sends."""
    answer.set_cookie(
        cookie(way, code),
        token,
        max_age=_KEPT,
        path=addresses.base_path() or "/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https" or addresses.public().startswith("https:"),
    )
    return answer
