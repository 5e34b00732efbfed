"""The first answer to whoever opens a page: Streamlit's own, in the reader's language before any script has run."""

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import file_util

from pages.parts import reader
from pages.parts.rooms import addresses
from pages.parts.sitemap import NAMES

_UNHEARD = ("screen",)  # pages that no bar leads to
_LANG = '<html lang="en">'
_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}


def routes() -> list[Route]:
    """Every page's own address; what else the front end is made of comes from Streamlit."""
    base = addresses.served_under()
    return [Route(f"{base}/{name}", _page, methods=["GET", "HEAD"]) for name in (*NAMES, *_UNHEARD)]


async def _page(request: Request) -> Response:
    return HTMLResponse(_written(reader.of_request(request)), headers=_HEADERS)


@lru_cache
def _written(language: str) -> str:
    return front().replace(_LANG, f'<html lang="{language}">')


def front() -> str:
    """Streamlit's page, as this version of it has it."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    if _LANG not in page:
        raise LookupError("Streamlit's page does not say its language where it did.")
    return page
