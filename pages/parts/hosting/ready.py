"""Waits until a process is ready: `python -m pages.parts.hosting.ready PORT [--once]`; with `--once` it only looks."""

import http.client
import sys
import time

_PATIENCE = 120.0  # seconds


def ready(port: int) -> bool:
    """Whether the process on a port of this machine can serve readers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def main() -> None:
    port, until = int(sys.argv[1]), time.monotonic() + (0 if "--once" in sys.argv else _PATIENCE)
    while not ready(port):
        if time.monotonic() >= until:
            sys.exit(f"The process on port {port} is not ready.")
        time.sleep(0.1)


if __name__ == "__main__":
    main()
