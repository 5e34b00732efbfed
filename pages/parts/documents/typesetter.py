"""Makes one PDF in a process of its own, for Typst keeps 400 MB of what it has once made: `typesetter.py` with a job of JSON on
standard input, its files in base 64, folders of fonts, standards; the PDF, or why there is none, goes to standard output.
"""

import base64
import json
import sys

import typst


def main() -> None:
    job = json.load(sys.stdin)
    files = {name: base64.b64decode(text) for name, text in job["files"].items()}
    try:
        made = typst.compile(files, font_paths=job["fonts"], pdf_standards=job["standards"])
    except typst.TypstError as error:
        sys.exit(error.message)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
