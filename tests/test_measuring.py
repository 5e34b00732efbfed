"""`make load` itself: a few of each kind for some seconds, nothing lost, every figure there."""

import json
import subprocess
import sys
from pathlib import Path

from tests.load.browsing import KINDS

ROOT = Path(__file__).parents[1]
KEYS = {
    "answer_p95_ms",
    "screen_p95_ms",
    "reader_p95_ms",
    "lost",
    "errors",
    *(f"{kind}_p95_ms" for kind in KINDS),
}


def test_a_load_of_each_kind_is_measured_and_nothing_is_lost():
    few = ["--phones", "3", "--readers", "2", "--visitors", "2", "--seconds", "24"]
    said = subprocess.run(
        [sys.executable, "-m", "tests.load.run", *few], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr[-3000:]
    figures = json.loads(said.stdout.splitlines()[-1])
    assert set(figures) >= KEYS
    assert (figures["lost"], figures["errors"], figures["first_error"]) == (0, 0, "")
    # three people are too few for a screen's figure, and half a minute for changes of the page
    seldom = {"screen_p95_ms", "page_p95_ms"}
    assert all(figures[key] is not None for key in KEYS - seldom), figures
