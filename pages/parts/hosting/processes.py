"""The part of nginx.conf that names the processes: `python -m pages.parts.hosting.processes 8501 8502 8503`."""

import sys
from collections.abc import Sequence
from pathlib import Path

FILE = Path(__file__).with_name("nginx.conf")
_BEGIN, _END = "# processes\n", "# end of processes\n"
_UPSTREAM = """upstream process_{number} {{
    server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;
{others}    keepalive 32;
}}
"""
_OTHER = "    server 127.0.0.1:{port} backup;\n"
_EVERY = "    server 127.0.0.1:{port} max_fails=1 fail_timeout=2s;\n"
_FORM = """# A reader's session lives in one process, so all that one browser asks for goes there. Its cookie names the process
# that answered last, not a hash: when a process has gone and is back, who moved to another stays with that one.
{upstreams}# First visits go to each in turn: a whole office comes from one address, with one kind of browser.
upstream first_visit {{
{every}    keepalive 32;
}}
# Whoever never brings a cookie, as a page does that embeds a chart and is not allowed one, stays with one process too.
upstream by_address {{
    hash $remote_addr$http_user_agent consistent;
{every}    keepalive 32;
}}
map $cookie_r35at:$http_sec_fetch_dest $process {{
    default by_address;
    :document first_visit;
{cookies}}}
# of several that were tried, the last one answered
map $upstream_addr $answered {{
    default "";
{addresses}}}
"""


def written(ports: Sequence[int]) -> str:
    """The part for processes on these ports of the machine itself."""
    return _FORM.format(
        upstreams="".join(_upstream(number, ports) for number in range(1, len(ports) + 1)),
        every="".join(_EVERY.format(port=port) for port in ports),
        cookies="".join(f"    ~^{number}: process_{number};\n" for number in range(1, len(ports) + 1)),
        addresses="".join(
            f'    "~127\\.0\\.0\\.1:{port}$" {number};\n' for number, port in enumerate(ports, 1)
        ),
    )


def _upstream(number: int, ports: Sequence[int]) -> str:
    """A process, and all others for when it is away: the next one first, so that not all move to the same."""
    others = "".join(_OTHER.format(port=port) for port in (*ports[number:], *ports[: number - 1]))
    return _UPSTREAM.format(number=number, port=ports[number - 1], others=others)


def site(ports: Sequence[int]) -> str:
    """All of nginx.conf with these processes."""
    head, rest = FILE.read_text(encoding="utf-8").split(_BEGIN)
    _before, tail = rest.split(_END)
    return f"{head}{_BEGIN}{written(ports)}{_END}{tail}"


if __name__ == "__main__":
    print(written([int(port) for port in sys.argv[1:]]), end="")
