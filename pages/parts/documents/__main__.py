"""A scenario's file as everything there is: python -m pages.parts.documents scenario.json --out folder/.

What `python -m engine run` writes, and the brief, the slides, every chart and the citation, which need the pages' words.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine import SOURCES, Case, Scenario, console, files
from engine.load import text_of, write
from engine.text import cleaned
from pages.parts import citations
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, Content, content
from pages.parts.documents.slides import slides
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.pictures import KINDS, drawn
from pages.parts.words import sentence, together


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the name of each file that it writes; 2 and one line on stderr for bad input."""
    parser = argparse.ArgumentParser(prog="python -m pages.parts.documents", description=__doc__)
    parser.add_argument("file", metavar="SCENARIO.json", help="as the page or Scenario.to_json gives it")
    parser.add_argument("--out", required=True, metavar="FOLDER")
    parser.add_argument(
        "--address", default="", metavar="URL", help="where the app is to be found, for links"
    )
    console.write_everything()
    options = parser.parse_args(arguments)
    try:
        written = _written(
            Case(Scenario.from_json(text_of(options.file))), options.out, address=cleaned(options.address)
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(written))
    return 0


def _written(case: Case, folder: str, address: str) -> list[str]:
    """Writes all files and gives their names."""
    whole, short = content(case, address), content(case, address, BRIEF)
    found = files.of(case, address) | {
        "brief.pdf": brief.pdf(short),
        "brief.html": page.html(short).encode(),
        "slides.pptx": slides(whole),
        "citation.txt": _citation(whole).encode(),
    }
    charts = {name: data for exhibit in whole.exhibits for name, data in _chart(exhibit, whole)}
    write(folder, found)
    write(str(Path(folder) / "charts"), charts)
    return [*found, *(f"charts/{name}" for name in charts)]


def _chart(exhibit: Exhibit, whole: Content) -> Iterator[tuple[str, bytes]]:
    yield f"{exhibit.key}.csv", exhibit.csv()
    below = together(exhibit.caption(), sentence(f"{whole.title}, {whole.edition}"))
    for kind in KINDS:
        yield (
            f"{exhibit.key}.{kind}",
            drawn(kind, exhibit.chart("light"), exhibit.data, exhibit.finding, below),
        )


def _citation(whole: Content) -> str:
    keys = {source.id for exhibit in whole.exhibits for source in exhibit.sources}
    sources = [source for key, source in SOURCES.items() if key in keys]
    return citations.whole(whole.finding, whole.link, sources) + "\n"


if __name__ == "__main__":
    sys.exit(main())
