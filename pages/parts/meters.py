"""What an operator's Prometheus may know of a process: how many and how long, nothing of whom. Off unless ROADS_METRICS is set."""

import os

from prometheus_client import CONTENT_TYPE_LATEST as KIND
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_FAST = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_SLOW = (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
_registry = CollectorRegistry()
ProcessCollector(registry=_registry)  # memory, processor time, open files

runs = Histogram(
    "road_run_seconds", "Runs of a page, from its first line to its last", buckets=_FAST, registry=_registry
)
pictures = Histogram(
    "road_picture_seconds",
    "Pictures drawn, the wait before them included",
    ["kind"],
    buckets=_SLOW,
    registry=_registry,
)
files = Histogram(
    "road_file_seconds", "Files made for readers to take away", ["kind"], buckets=_SLOW, registry=_registry
)
errors = Counter("road_errors", "Errors that somebody was told the number of", registry=_registry)
readers = Gauge("road_readers", "Pages of readers that are open now", registry=_registry)
rooms = Gauge(
    "road_rooms", "Rooms that are open now, in the database that all processes share", registry=_registry
)


def asked() -> bool:
    return bool(os.environ.get("ROADS_METRICS", "").strip())


def told() -> bytes:
    """All of it as Prometheus reads it."""
    return generate_latest(_registry)


__all__ = ["KIND", "asked", "errors", "files", "pictures", "readers", "rooms", "runs", "told"]
