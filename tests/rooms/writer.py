"""A process that answers until it is killed: `python -m tests.rooms.writer url code token round` prints each turn that was saved."""

import itertools
import sys

from pages.parts.rooms.store import Store


def main() -> None:
    url, code, token, round = sys.argv[1:]
    store = Store(url)
    for turn in itertools.count(1):
        store.answer(code, token, int(round), turn, {"organic_export_growth": (0.0, turn / 1e6, 1.0)})
        print(turn, flush=True)


if __name__ == "__main__":
    main()
