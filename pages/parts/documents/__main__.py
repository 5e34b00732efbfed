"""A scenario's documents into a folder that holds its scenario.json: what `python -m engine run` asks of the pages."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from engine import Scenario
from engine.load import text_of, write
from pages.parts import citations
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, Content, content
from pages.parts.documents.slides import slides
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.pictures import KINDS, drawn
from pages.parts.words import sentence, together


def main() -> int:
    """Prints the name of each file that it writes; 2 and one line on stderr for bad input."""
    parser = argparse.ArgumentParser(prog="python -m pages.parts.documents", description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--address", default="", help="where the app is to be found, for links")
    options = parser.parse_args()
    try:
        scenario = Scenario.from_json(text_of(str(Path(options.folder) / "scenario.json")))
        whole = content(scenario, address=options.address)
        files = {
            "brief.pdf": brief.pdf(content(scenario, address=options.address, keys=BRIEF)),
            "brief.html": page.html(content(scenario, address=options.address, keys=BRIEF)).encode(),
            "slides.pptx": slides(whole),
            "citation.txt": _citation(whole, scenario).encode(),
        }
        write(options.folder, files)
        charts = {name: data for exhibit in whole.exhibits for name, data in _chart(exhibit, whole)}
        write(str(Path(options.folder) / "charts"), charts)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join([*files, *(f"charts/{name}" for name in charts)]))
    return 0


def _chart(exhibit: Exhibit, whole: Content) -> Iterator[tuple[str, bytes]]:
    yield f"{exhibit.key}.csv", exhibit.csv()
    below = together(exhibit.caption(), sentence(f"{whole.title}, {whole.edition}"))
    for kind in KINDS:
        yield (
            f"{exhibit.key}.{kind}",
            drawn(kind, exhibit.chart("light"), exhibit.data, exhibit.finding, below),
        )


def _citation(whole: Content, scenario: Scenario) -> str:
    outcomes = [name for exhibit in whole.exhibits for name in exhibit.outcomes]
    return citations.whole(whole.finding, whole.link, outcomes, scenario) + "\n"


if __name__ == "__main__":
    sys.exit(main())
