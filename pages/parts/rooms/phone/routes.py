"""The addresses of phones: the page, what it is made of, the room's state, and what a person says. No Streamlit."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from engine.link import text as query_text
from engine.message import Message, Refusal
from engine.sweep import sweep
from engine.text import cleaned
from pages.parts.rooms import addresses, guards, site
from pages.parts.rooms.phone import answer, state
from pages.parts.rooms.phone.question import TRIED, checked, dials
from pages.parts.rooms.records import Joined, Question, Room
from pages.parts.rooms.refusals import RoomRefusal, Unknown
from pages.parts.rooms.store import store
from pages.parts.texts import phone as texts
from pages.parts.words import N_, language

_HERE = Path(__file__).parent
_NAME = 24  # letters
# how often: what is typed by hand, joins from one address, answers and tries of one person
_CODES, _JOINS, _WORDS = ((10, 60.0), (300, 600.0), (10, 60.0))
_ANSWERS, _TRIES = ((100, 5.0), (60, 10.0))
_STRANGE = N_("This room does not know you yet: join it first.")
_NOT_ASKED = N_("This room has not asked that.")

Body = Mapping[str, Any]


def routes() -> list[Route]:
    base = addresses.served_under()
    posts: dict[str, Callable[[Request, Body], Any]] = {
        "join": _join,
        "back": _back,
        "answer": _answer,
        "try": _try,
    }
    return [
        *site.files(_HERE, "phone.js", "dial.js", "phone.css"),
        Route(f"{base}/r", site.spoken(_page)),
        Route(f"{base}/r/{{code}}", site.spoken(_page)),
        Route(f"{base}/r/{{code}}/state", site.spoken(_state)),
        *(
            Route(f"{base}/r/{{code}}/{way}", site.spoken(partial(_posted, act)), methods=["POST"])
            for way, act in posts.items()
        ),
    ]


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────


async def _page(request: Request) -> Response:
    """The same for every code, so that it tells of none whether it is a room's."""
    up = "../" if "code" in request.path_params else ""
    return HTMLResponse(_filled(language(), up), headers=guards.HEADERS)


@lru_cache(maxsize=16)
def _filled(code: str, up: str) -> str:
    said = {"language": code, "up": up, "title": texts.title(), "texts": json.dumps(texts.all_texts())}
    return site.filled(_HERE / "phone.html", said)


# ── What is asked and told ───────────────────────────────────────────────────────────────────────────────────


async def _state(request: Request) -> Response:
    try:
        return await run_in_threadpool(_stated, request)
    except RoomRefusal as refusal:
        return guards.refused(refusal)


def _stated(request: Request) -> Response:
    """304 where nothing has changed since the version that the phone has."""
    room = _room(request)
    if request.query_params.get("since") == str(room.version):
        return Response(status_code=304, headers=guards.HEADERS)
    token = _token(request, room)
    person = store().person(room.code, token) if token else None
    mine = store().mine(room.code, token) if person else ()
    told = state.of_phone(store(), room, person, mine)
    told["explorer"] = f"../?{room.base.removeprefix('?')}" if room.base else "../"
    return JSONResponse(told, headers=guards.HEADERS)


def _room(request: Request) -> Room:
    """A code that is none counts against whoever tries it, so that codes are not found by trying."""
    try:
        return store().room(request.path_params["code"])
    except Unknown:
        store().allow(f"code:{_who(request)}", *_CODES)
        raise


def _token(request: Request, room: Room) -> str:
    return request.cookies.get(site.cookie("p", room.code), "")


def _who(request: Request) -> str:
    return guards.sender(request.client.host if request.client else None)


async def _posted(act: Callable[[Request, Body], Any], request: Request) -> Response:
    try:
        body = await guards.body_of(request)
        found = await run_in_threadpool(act, request, body)
    except Refusal as refusal:
        return guards.refused(refusal)
    return found if isinstance(found, Response) else JSONResponse(found, headers=guards.HEADERS)


def _join(request: Request, body: Body) -> Response:
    room = _room(request)
    store().allow(f"join:{room.id}:{_who(request)}", *_JOINS)
    name = " ".join(cleaned(str(body.get("name", ""))[:200]).split())[:_NAME]
    group = str(body.get("group", ""))[:_NAME]
    return _seated(request, room, store().join(room.code, name=name, group=group, language=language()))


def _back(request: Request, body: Body) -> Response:
    room = _room(request)
    store().allow(f"word:{room.id}:{_who(request)}", *_WORDS)
    return _seated(request, room, store().reenter(room.code, str(body.get("word", ""))[:40]))


def _seated(request: Request, room: Room, joined: Joined) -> Response:
    """The word goes to the phone, the token into a cookie that no script reads."""
    done = JSONResponse({"word": joined.word, "number": joined.person.number}, headers=guards.HEADERS)
    return site.seated(done, request, "p", room.code, joined.token)


def _known(request: Request, limit: tuple[int, float]) -> tuple[Room, str]:
    """The room and the token of a person in it, and how often: each is counted alone, for a whole room may share an address."""
    room = _room(request)
    token = _token(request, room)
    person = store().person(room.code, token) if token else None
    if person is None:
        raise Unknown(Message(_STRANGE))
    store().allow(f"person:{person.id}:{limit[0]}", *limit)
    return room, token


def _answer(request: Request, body: Body) -> Body:
    room, token = _known(request, _ANSWERS)
    round_, turn = body.get("round"), body.get("turn")
    if type(round_) is not int or type(turn) is not int:
        raise RoomRefusal(Message(answer.UNREAD))
    question = _of_round(room.code, room.id, round_)
    said = answer.said(room, question, body)
    saved = store().answer(room.code, token, round_, turn, said.values, said.text, said.query, said.results)
    return {"turn": saved.answer.turn, "values": saved.answer.values, "text": saved.answer.text}


@lru_cache(maxsize=512)
def _of_round(code: str, _room: int, round_: int) -> Question:
    """What a round asks, which never changes. Unknown: none of this room's."""
    snapshot = store().snapshot(code)
    place = next((one.question for one in snapshot.rounds if one.id == round_), None)
    question = next((one for one in snapshot.questions if one.id == place), None)
    if question is None:
        raise Unknown(Message(_NOT_ASKED))
    return question


def _try(request: Request, body: Body) -> Body:
    """A scenario of one's own: its results in words, and along one dial at all its places, for a finger to follow."""
    room, _token = _known(request, _TRIES)
    found = state.asked(store(), room)
    given, along = body.get("values"), body.get("along")
    if not found or found[1].kind not in TRIED or not isinstance(given, Mapping):
        raise Unknown(Message(_NOT_ASKED))
    there = {dial.name: dial for dial in dials(room, found[1])}
    if set(given) != set(there):
        raise RoomRefusal(Message(answer.UNREAD))
    case = answer.tried(room, {name: checked(dial, given[name]) for name, dial in there.items()})
    told: dict[str, Any] = {"numbers": answer.numbers(case), "query": query_text(case.scenario.to_query())}
    if along in there:
        swept = sweep(case, str(along))
        told["places"] = swept.values
        told["swept"] = [answer.numbers(one) for one in swept.cases]
    return told
