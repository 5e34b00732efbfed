"""A scenario's file as everything there is: python -m pages.parts.documents scenario.json --out folder/.

What `python -m engine run` writes, and the brief, the slides, every chart and the citation, which need the pages' words.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine import SOURCES, Case, console, description, files, study
from engine.load import text_of, write
from engine.text import cleaned
from pages.parts import citations, described
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, Content, content
from pages.parts.documents.slides import slides
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.pictures import KINDS, drawn


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
            study.from_json(text_of(options.file)).case(), options.out, address=cleaned(options.address)
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
    tables = map(described.table, whole.exhibits)
    charts["datapackage.json"] = description.package(tables, case.scenario, whole.link).encode()
    write(folder, found)
    write(str(Path(folder) / "charts"), charts)
    return [*found, *(f"charts/{name}" for name in charts)]


def _chart(exhibit: Exhibit, whole: Content) -> Iterator[tuple[str, bytes]]:
    yield f"{exhibit.key}.csv", exhibit.csv()
    foot = citations.foot(exhibit, whole.link)
    for kind in KINDS:
        picture = drawn(
            kind, exhibit.chart("light"), exhibit.data, exhibit.finding, exhibit.caption(), foot=foot
        )
        yield f"{exhibit.key}.{kind}", picture


def _citation(whole: Content) -> str:
    """Of all charts: what most of them rest on comes first."""
    charts = Counter(source.id for exhibit in whole.exhibits for source in exhibit.sources)
    keys = sorted((key for key in SOURCES if key in charts), key=charts.__getitem__, reverse=True)
    return citations.whole(whole.finding, whole.link, [SOURCES[key] for key in keys]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
