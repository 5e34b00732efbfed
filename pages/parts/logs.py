"""The log, for programs to read: with ROADS_LOG=json a line of JSON for each event, on standard error.

No address, no name, no query stands in it: what is logged here are our own events and faults, and Streamlit's own.
"""

import logging
import os

from pythonjsonlogger.json import JsonFormatter


def begin() -> None:
    """Also of loggers that have a form of their own: Streamlit's and uvicorn's."""
    if os.environ.get("ROADS_LOG", "").strip().lower() != "json":
        return
    form = JsonFormatter(
        "%(levelname)s %(name)s %(message)s",
        timestamp=True,
        rename_fields={"levelname": "level", "name": "logger"},
        static_fields={"process": os.getpid()},
    )
    handler = logging.StreamHandler()
    handler.setFormatter(form)
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.INFO
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger) and logger.handlers:
            logger.handlers, logger.propagate = [], True
    # its lines are addresses of readers, and queries
    logging.getLogger("uvicorn.access").disabled = True
