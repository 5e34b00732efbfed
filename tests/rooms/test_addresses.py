"""What address phones are sent to."""

import socket

import pytest

from pages.parts.rooms import addresses
from pages.parts.rooms.refusals import RoomRefusal

HERE = "http://localhost:8501"


@pytest.fixture(autouse=True)
def no_operator(monkeypatch):
    monkeypatch.delenv("ROADS_URL", raising=False)


def test_what_the_facilitator_typed_comes_first_then_the_operator_then_the_browser(monkeypatch):
    asked = "http://trade.example"
    assert addresses.for_others("", asked) == asked
    monkeypatch.setenv("ROADS_URL", "https://x.example/road/")
    assert addresses.for_others("", asked) == "https://x.example/road"
    assert addresses.for_others("http://10.0.0.7:8501", asked) == "http://10.0.0.7:8501"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "127.3.2.1", "a.localhost"])
def test_a_name_that_no_phone_can_use_gives_way_to_the_machine_s_address(monkeypatch, host):
    monkeypatch.setattr(addresses, "of_machine", lambda: "192.168.1.5")
    assert addresses.for_others("", f"http://{host}:8501/road") == "http://192.168.1.5:8501/road"
    assert addresses.for_others("", f"http://{host}") == "http://192.168.1.5"


def test_without_a_network_the_browser_s_own_name_is_all_there_is(monkeypatch):
    monkeypatch.setattr(addresses, "of_machine", lambda: "")
    assert addresses.for_others("", HERE) == HERE


class Offline(socket.socket):
    def connect(self, _address):
        raise OSError(101, "Network is unreachable")


@pytest.mark.parametrize(
    ("by_name", "found"), [("192.168.7.7", "192.168.7.7"), ("127.0.1.1", ""), (None, "")]
)
def test_a_network_without_a_way_out_leaves_the_machine_s_own_name(monkeypatch, by_name, found):
    def looked_up(_name):
        if by_name is None:
            raise OSError
        return by_name

    monkeypatch.setattr(socket, "socket", Offline)
    monkeypatch.setattr(socket, "gethostbyname", looked_up)
    assert addresses.of_machine() == found


def test_asking_for_the_way_sends_nothing(monkeypatch):
    class Silent(socket.socket):
        def send(self, *_):
            raise AssertionError

        sendto = sendall = send

    monkeypatch.setattr(socket, "socket", Silent)
    addresses.of_machine()


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ("", ""),
        (" 192.168.1.5:8501/ ", "http://192.168.1.5:8501"),
        ("https://x.example/road/", "https://x.example/road"),
        ("[fe80::1]:8501", "http://[fe80::1]:8501"),
    ],
)
def test_an_address_is_taken_as_people_type_it(given, whole):
    assert addresses.typed(given) == whole


@pytest.mark.parametrize(
    "given",
    [
        "ftp://x",
        "javascript:alert(1)",
        "http://",
        "x y",
        "http://a?b=1",
        "http://a#b",
        "http://u@h",
        "a:99999",
        "a:0",
        "[",
        "x" * 300,
        "http://a/\u202eb",
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(given):
    with pytest.raises(RoomRefusal) as refused:
        addresses.typed(given)
    assert "looks like http://" in str(refused.value)


@pytest.mark.parametrize(
    ("url", "page", "home"),
    [
        ("", "http://h:8501/workshop", "http://h:8501"),
        ("https://x.example/road", "https://x.example/road/workshop", "https://x.example/road"),
        ("", "", ""),
    ],
)
def test_links_keep_the_base_path(monkeypatch, url, page, home):
    monkeypatch.setenv("ROADS_URL", url)
    assert addresses.home(page) == home


def test_links_of_a_room():
    assert addresses.join(HERE, "ABC123") == f"{HERE}/r/ABC123"
    assert addresses.seat(HERE, "ABC123", "k") == f"{HERE}/f/ABC123#k"
    assert addresses.seat(HERE, "ABC123", "k", "screen") == f"{HERE}/s/ABC123#k"
