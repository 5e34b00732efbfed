"""Draws pictures in a process of its own: some texts make vl-convert end its process, which must not be the server.

A program by itself, without Streamlit or any part of the project: `drawer.py SECONDS [FOLDER_OF_FONTS ...]`. A job comes
on standard input as its length and JSON: the kind of file, a chart's spec, and an SVG group to stand below it, whose height
is given, if any; the answer goes to standard output as whether it is a picture, its length, and
the picture, or why there is none. It ends with its input, and by itself where a job takes longer than so many seconds.
"""

import faulthandler
import io
import json
import os
import re
import signal
import struct
import sys


def main() -> None:
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, whose end is ours
    seconds, *folders = sys.argv[1:]
    # its watch runs beside the interpreter, so that no drawing holds it up
    faulthandler.dump_traceback_later(float(seconds), exit=True)
    import vl_convert

    for folder in folders:
        vl_convert.register_font_directory(folder)
    faulthandler.cancel_dump_traceback_later()
    draw = {
        "png": lambda svg: vl_convert.svg_to_png(svg, scale=2),
        "svg": str.encode,
        "pdf": vl_convert.svg_to_pdf,
        "card": lambda svg: _few_colours(vl_convert.svg_to_png(svg, scale=2)),
    }
    while len(head := jobs.read(4)) == 4:
        faulthandler.dump_traceback_later(float(seconds), exit=True)
        job = json.loads(jobs.read(*struct.unpack("!I", head)))
        try:
            svg = _footed(vl_convert.vegalite_to_svg(job["spec"]), **job["foot"])
            good, answer = True, draw[job["kind"]](svg)
        except Exception as error:
            good, answer = False, str(error).encode(errors="replace")
        faulthandler.cancel_dump_traceback_later()
        answers.write(struct.pack("!?I", good, len(answer)) + answer)
        answers.flush()


def _few_colours(png: bytes) -> bytes:
    """A quarter of the bytes: some messengers show no picture of more than 300 kB."""
    from PIL import Image

    small = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def _footed(svg: str, group: str, height: int) -> str:
    """A drawing with something below it, on more of the same paper."""
    (size,) = re.findall(r'^<svg [^>]*? height="([\d.]+)"', svg)
    head, paper, rest = re.split(r"(?<=>)(?=<)", svg, maxsplit=2)
    taller = f"{float(size) + height:g}"
    head = head.replace(f'height="{size}"', f'height="{taller}"').replace(f' {size}">', f' {taller}">')
    paper = paper.replace(f'height="{size}"', f'height="{taller}"')
    below = f'<g transform="translate(0,{size})">{group}</g>' if group else ""
    return head + paper + rest.removesuffix("</svg>") + below + "</svg>"


if __name__ == "__main__":
    main()
