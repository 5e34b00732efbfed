"""A key becomes a cookie, for pages of this site alone; who may open a room."""

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from pages.parts.rooms import chair, guards
from pages.parts.rooms.records import Question
from pages.parts.rooms.refusals import Forbidden
from pages.parts.rooms.store import Store
from tests.rooms.asking import HOST, asked, posted

APP = Starlette(routes=chair.routes())
ASKED = Question(0, 0, "choice", (), "Which?", "", ("This", "That"))


@pytest.fixture
def rooms(tmp_path, monkeypatch):
    made = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    monkeypatch.setattr(chair, "store", lambda: made)
    monkeypatch.delenv("ROADS_URL", raising=False)
    return made


@pytest.fixture
def opened(rooms):
    return rooms.open_room("A room", [ASKED])


def cookie_of(answer):
    """Name, value and the rest of the one cookie that is set."""
    name, value, rest = re.fullmatch(r"(\w+)=([^;]+); (.*)", answer.header("set-cookie")).groups()
    return name, value, {one.split("=")[0].lower(): one.partition("=")[2] for one in rest.split("; ")}


@pytest.mark.parametrize(
    ("way", "kind", "page"), [("f", "facilitator", "workshop"), ("s", "screen", "screen")]
)
def test_a_key_becomes_a_cookie_of_this_room_and_kind(rooms, opened, way, kind, page):
    code = opened.room.code
    key = opened.key if way == "f" else opened.screen_key
    answer = posted(APP, f"/{way}/{code.lower()}", {"key": key})
    assert answer.status == 200 and answer.told == {"to": f"../{page}?room={code}"}
    name, token, rest = cookie_of(answer)
    assert name == f"r35{way}_{code}" and rooms.device(code, token).kind == kind
    assert rest["path"] == "/" and rest["samesite"] == "lax" and "httponly" in rest and "secure" not in rest
    assert key not in str(answer.headers)


def test_a_screen_s_key_gives_no_facilitator_s_seat(opened):
    assert posted(APP, f"/f/{opened.room.code}", {"key": opened.screen_key}).status == 404


def test_the_cookie_is_for_https_and_the_base_path_where_the_address_says_so(opened, monkeypatch):
    monkeypatch.setenv("ROADS_URL", "https://x.example/road")
    answer = posted(APP, f"/f/{opened.room.code}", {"key": opened.key}, origin="https://x.example")
    rest = cookie_of(answer)[2]
    assert rest["path"] == "/road" and "secure" in rest


@pytest.mark.parametrize("told", [{"key": "wrong"}, {}, {"key": None}, {"key": ["x"]}, {"key": "x" * 3000}])
def test_a_wrong_key_and_a_wrong_room_look_alike(opened, told):
    wrong = posted(APP, f"/f/{opened.room.code}", told, peer="10.0.0.1")
    nowhere = posted(APP, "/f/ZZZZZZ", told, peer="10.0.0.2")
    assert (wrong.status, wrong.told) == (nowhere.status, nowhere.told)
    assert wrong.status == 404 and not wrong.header("set-cookie")


def test_keys_are_not_tried_without_end_and_one_address_shuts_out_no_other(opened):
    path = f"/f/{opened.room.code}"
    tries = [posted(APP, path, {"key": "wrong"}, peer="10.0.0.5").status for _ in range(31)]
    assert tries == [404] * 30 + [429]
    assert posted(APP, path, {"key": opened.key}, peer="10.0.0.5").status == 429
    assert posted(APP, path, {"key": opened.key}, peer="10.0.0.6").status == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": ""}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": f"http://{HOST}.evil.example"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": ""}, 415),
    ],
)
def test_no_other_site_and_no_form_can_send_a_key(opened, headers, status):
    answer = posted(APP, f"/f/{opened.room.code}", {"key": opened.key}, **headers)
    assert answer.status == status and not answer.header("set-cookie") and answer.told["said"]


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 400), (b"[]", 400), (b"{", 400), (b"\xff", 400), (b"[" * 4000, 400), (b"x" * 5000, 413)],
)
def test_odd_bodies_get_a_status_and_a_sentence(opened, body, status):
    ours = {"content_type": "application/json", "origin": f"http://{HOST}"}
    answer = asked(APP, "POST", f"/f/{opened.room.code}", body, **ours)
    assert answer.status == status and answer.told["said"]


@pytest.mark.parametrize("path", ["/f/ABC123", "/s/ABC123", "/f/%22%3E%3Cscript%3E"])
def test_the_page_is_strict_and_tells_nothing_of_a_room(path):
    page = asked(APP, "GET", path.replace("%22%3E%3Cscript%3E", '"><script>'))
    assert page.status == 200 and b'"><script>' not in page.body.lower()
    assert "default-src 'self'" in page.header("content-security-policy")
    assert page.header("referrer-policy") == "no-referrer" and page.header("cache-control") == "no-store"
    text = page.body.decode()
    assert "%" not in text and not re.search(r"<script(?![^>]*src)|<style| on\w+=|style=", text)


def test_the_page_s_script_and_look_are_there_under_their_names():
    page = asked(APP, "GET", "/f/ABC123").body.decode()
    for name, media in (("chair.js", "text/javascript"), ("chair.css", "text/css")):
        assert f"../rooms/{name}" in page
        assert asked(APP, "GET", f"/rooms/{name}").header("content-type").startswith(media)


def test_nothing_is_asked_for_elsewhere():
    for file in Path(chair.__file__).parent.glob("chair.*"):
        assert not re.search(r"https?://", file.read_text(encoding="utf-8")), file


# ── Who may open a room ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        (None, {"host": "localhost:8501"}, True),
        ("127.0.0.1", {"host": "127.0.0.1:8501"}, True),
        ("10.0.0.9", {"host": "10.0.0.1:8501"}, False),
        (None, {"host": "localhost:8501", "x-forwarded-for": "8.8.8.8"}, False),
        (None, {"host": "localhost:8501", "forwarded": "for=8.8.8.8"}, False),
        (None, {"host": "trade.example"}, False),  # a proxy that says nothing, or a name that leads here
        (None, {}, False),
    ],
)
def test_only_a_browser_on_this_machine_needs_no_key(monkeypatch, address, headers, here):
    monkeypatch.delenv("ROADS_URL", raising=False)
    assert guards.on_this_machine(address, headers) is here


def test_where_there_is_a_public_address_everybody_needs_the_key(monkeypatch):
    monkeypatch.setenv("ROADS_URL", "https://x.example")
    assert not guards.on_this_machine(None, {"host": "localhost:8501"})


@pytest.mark.parametrize(
    ("set_to", "given"), [("", ""), (None, ""), ("secret", "Secret"), ("secret", ""), ("кілт", "x")]
)
def test_the_operator_s_key_must_be_set_and_must_fit(monkeypatch, set_to, given):
    monkeypatch.delenv("ROADS_KEY", raising=False)
    if set_to is not None:
        monkeypatch.setenv("ROADS_KEY", set_to)
    with pytest.raises(Forbidden):
        guards.check_operator(given)
    monkeypatch.setenv("ROADS_KEY", "кілт")
    guards.check_operator("кілт")


def test_limits_keep_no_address_and_take_a_network_of_the_newer_kind_as_one():
    assert guards.sender("10.0.0.1") != guards.sender("10.0.0.2") and "10.0.0.1" not in guards.sender(
        "10.0.0.1"
    )
    assert guards.sender("2001:db8::1") == guards.sender("2001:db8::ffff") != guards.sender("2001:db8:0:1::1")


def test_the_seal_of_a_day_is_not_that_of_the_next(monkeypatch):
    today = guards.sender("10.0.0.1")
    monkeypatch.setattr(guards.time, "time", lambda: 2 * 86_400.0)
    assert guards.sender("10.0.0.1") != today
