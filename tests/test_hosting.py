"""The recipes for operators: each held against the program that reads it, and all of it run on this machine."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from streamlit import config

from pages.parts.hosting import host, processes
from pages.parts.hosting.ready import ready
from tests.browser.conftest import free_port
from tests.hosted import START, hosted
from tests.nginx_setup import find

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "pages/parts/hosting"
README = (ROOT / "README.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the recipes are for Linux")


def done(*command: str | Path) -> str:
    """What a program says of a recipe; it must find nothing wrong."""
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    text = said.stdout + said.stderr
    assert said.returncode == 0, text
    return text


# ── Each recipe by itself ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [1, 2, 5])
def test_nginx_reads_its_file(tmp_path, count):
    command = host.nginx(tmp_path, free_port(), [free_port() for _ in range(count)])
    assert command[0] == str(find("nginx"))
    assert "test is successful" in done(*command, "-t")


def test_the_part_for_two_processes_is_the_one_that_is_written_for_two():
    assert processes.written([8501, 8502]) in processes.FILE.read_text(encoding="utf-8")
    assert processes.site([8501, 8502]) == processes.FILE.read_text(encoding="utf-8")


def test_systemd_reads_its_unit(tmp_path):
    """With an environment in the place of the one that it names, for programs must be there."""
    home = tmp_path / "road-to-35"
    home.mkdir()
    (home / ".venv").symlink_to(sys.prefix)
    unit = tmp_path / "road-to-35@.service"
    text = (FOLDER / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/road-to-35", str(home)), encoding="utf-8")
    analyze = find("systemd-analyze")
    assert analyze
    said = done(analyze, "verify", tmp_path / "road-to-35@8501.service")
    assert "road-to-35" not in said, said


def test_the_image_and_the_composition_are_in_order():
    scripts = Path(sys.executable).parent
    assert done(scripts / "hadolint", FOLDER / "Dockerfile") == ""
    done(scripts / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", FOLDER / "compose.yaml")


def composed():
    return yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_composition_runs_what_nginx_leads_to():
    """As many processes as they are told that they are, on the ports of nginx.conf, the first on the image's own."""
    services = composed()
    running = [one for name, one in services.items() if name.startswith("process_")]
    image = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    own = re.findall(r'"--server.port", "(\d+)"', image)
    ports = own + [
        one["command"][one["command"].index("--server.port") + 1] for one in running if "command" in one
    ]
    assert ports == re.findall(r'"~127\\.0\\.0\\.1:(\d+)\$"', processes.FILE.read_text(encoding="utf-8"))
    assert {one["environment"]["ROADS_PROCESSES"] for one in running} == {str(len(running))}
    assert all(one["network_mode"] == "service:place" for name, one in services.items() if name != "place")
    assert f"EXPOSE {own[0]}" in image


def named() -> set[str]:
    """Every variable that a recipe sets."""
    unit = (FOLDER / "road-to-35.env").read_text(encoding="utf-8")
    image = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    found = set(re.findall(r"^#? ?([A-Z_]{4,})=", unit, re.MULTILINE)) | set(
        re.findall(r"([A-Z_]{4,})=", image)
    )
    return found | {key for one in composed().values() for key in one.get("environment", {})}


def test_every_variable_of_a_recipe_is_one_that_somebody_reads():
    found = named()
    assert len(found) > 8
    options = {
        "STREAMLIT_" + re.sub("([A-Z])", r"_\1", key).replace(".", "_").upper()
        for key in config.get_config_options()
    }
    for name in found:
        if name.startswith("ROADS_"):
            assert f"| {name} |" in README, name
        elif name.startswith("STREAMLIT_"):
            assert name in options, name
        else:
            assert name == "OMP_NUM_THREADS" or name.startswith("POSTGRES_"), name


def test_every_part_of_the_image_is_there():
    """A container daemon is not to be had everywhere; what its file names is."""
    image = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
    for names in re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE):
        assert all((ROOT / name).exists() for name in names.split())
    for module in re.findall(
        r'"-m", "([\w.]+)"', image + (FOLDER / "compose.yaml").read_text(encoding="utf-8")
    ):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module
    ignored = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert ".venv" in ignored and not {"app.py", "pages", "engine", "data", "seeds", ".streamlit"} & set(
        ignored
    )


# ── All of it, here ──────────────────────────────────────────────────────────────────────────────────────────


class Visitor:
    """A browser's requests: it keeps the cookie that says where it is served."""

    def __init__(self, port: int) -> None:
        self.port, self.stay = port, ""

    def ask(self, path: str, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                "GET", path, headers={"Cookie": f"r35at={self.stay}" if self.stay else "", **headers}
            )
            answer = connection.getresponse()
            for one in answer.headers.get_all("Set-Cookie") or []:
                if found := re.match(r"r35at=(\d+);", one):
                    self.stay = found[1]
            return answer.status, answer.read()
        finally:
            connection.close()


def test_two_processes_behind_nginx_are_killed_and_renewed_and_nobody_stands_outside(tmp_path):
    with hosted(tmp_path, 2, {"ROADS_METRICS": "yes"}) as place:
        port, process = place.port, place.process
        first = Visitor(port)
        status, page = first.ask("/goods?target=40")
        assert status == 200 and b"og:title" in page and first.stay in ("1", "2")
        here = first.stay
        assert first.ask("/_stcore/health") == (200, b"ok") and first.stay == here
        # what is the machine's own business, and another host by this address
        assert [first.ask(path)[0] for path in ("/ready", "/metrics", "/_stcore/metrics")] == [404] * 3
        with pytest.raises(http.client.RemoteDisconnected):
            first.ask("/", Host="evil.example")
        assert b"road_run_seconds_count" in Visitor(port + int(here)).ask("/metrics")[1]
        # a picture that nginx has is asked of no process
        for _time in range(2):
            assert first.ask("/card/goods.png?target=41")[0] == 200
        drawn = (Visitor(port + each).ask("/metrics")[1].decode() for each in (1, 2))
        assert sum("road_picture_seconds_count" in text for text in drawn) == 1
        assert "/card/goods.png 200" in next(tmp_path.glob("road-host-*/access.log")).read_text(), (
            "no query is logged"
        )

        before = place.running()
        os.kill(before[port + int(here)], signal.SIGKILL)
        assert first.ask("/goods")[0] == 200 and first.stay != here, (
            "the other one serves at once, and keeps whom it serves"
        )
        moved = first.stay
        until = time.monotonic() + START
        while not ready(port + int(here)):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert first.ask("/")[0] == 200 and first.stay == moved

        process.send_signal(signal.SIGHUP)
        until, asked = time.monotonic() + START, 0
        while place.log.count("is new") < 2:
            assert Visitor(port).ask("/economy")[0] == 200 and first.ask("/_stcore/health")[0] == 200
            asked += 1
            assert time.monotonic() < until
        assert asked > 10 and not set(place.running().values()) & set(before.values())
        last = place.running()
    assert process.returncode == 0
    assert not [pid for pid in last.values() if Path(f"/proc/{pid}").exists()], "nothing stays behind"
