"""Draws pictures in a process of its own: some texts make vl-convert end its process, which must not be the server.

A program by itself, without Streamlit or any part of the project: `drawer.py SECONDS [FOLDER_OF_FONTS ...]`. A job comes
on standard input as its length and JSON; the answer goes to standard output as whether it is a picture, its length, and
the picture, or why there is none. It ends with its input, and by itself where a job takes longer than so many seconds.
"""

import faulthandler
import json
import os
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
        "png": lambda spec: vl_convert.vegalite_to_png(spec, scale=2),
        "svg": lambda spec: vl_convert.vegalite_to_svg(spec).encode(),
        "pdf": vl_convert.vegalite_to_pdf,
    }
    while len(head := jobs.read(4)) == 4:
        faulthandler.dump_traceback_later(float(seconds), exit=True)
        job = json.loads(jobs.read(*struct.unpack("!I", head)))
        try:
            good, answer = True, draw[job["kind"]](job["spec"])
        except Exception as error:
            good, answer = False, str(error).encode(errors="replace")
        faulthandler.cancel_dump_traceback_later()
        answers.write(struct.pack("!?I", good, len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    main()
