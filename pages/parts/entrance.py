"""The first answer to whoever opens a page, before any script has run: Streamlit's own page, in the reader's language, with
what a link shows of itself where it is pasted; and the picture of that.
"""

import logging
import os
import re
import threading
import time
from base64 import b64encode
from functools import cache, lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit import file_util

from pages.parts import preview, reader
from pages.parts.allowance import Allowance, Spent
from pages.parts.languages import OF_PREVIEW, first, known
from pages.parts.pictures import CARD, NotDrawn
from pages.parts.rooms import addresses
from pages.parts.sitemap import NAMES, PAGES, PRODUCT
from pages.parts.words import _, sentence, speaking

_UNHEARD = ("screen",)  # pages that no bar leads to
_LANG, _TITLE = '<html lang="en">', "<title>Streamlit</title>"
_HEADERS = {
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language, Cookie",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# Everything is ours, and from here. What Streamlit asks for beyond that: styles within the page, the code of our controls
# from a blob, pictures and fonts as data.
_POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'"
)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NAMED = dict(zip(NAMES, PAGES.values(), strict=True))
_LOCALES = {"en": "en_GB", "ru": "ru_RU", "kk": "kk_KZ", "zh": "zh_CN"}
_FIRST = "overview"  # what the picture of the page at the bare address is called
_HOUR = {"Cache-Control": "public, max-age=3600"}
_LATER = {"Cache-Control": "no-store", "Retry-After": "5"}
_log = logging.getLogger(__name__)

# people wait for neither: a page without a preview is a page all the same
_heads = Allowance(share=0.1, most=1.0, clock=time.thread_time)
_cards = Allowance(share=0.25, most=5.0)
_places = threading.BoundedSemaphore(4)  # pictures at once: others' requests need threads too


def routes() -> list[Route]:
    """Every page's own address, and its picture's; what else the front end is made of comes from Streamlit."""
    base = addresses.served_under()
    pages = [Route(f"{base}/{name}", _page, methods=["GET", "HEAD"]) for name in (*NAMES, *_UNHEARD)]
    return [*pages, Route(f"{base}/card/{{name}}.png", _card, methods=["GET", "HEAD"])]


def warm() -> None:
    """Makes what every page shows at first, in every language."""
    for language in known():
        with speaking(language):
            for name in NAMES:
                _written(name, language)
                preview.of_link(name, "")


async def _page(request: Request) -> Response:
    name = request.url.path.removeprefix(addresses.served_under()).strip("/")
    page = _written(name, reader.of_request(request))
    whole = page.replace("</title>", f"</title>{await _told(name, request)}", 1)
    return HTMLResponse(whole, headers={**_HEADERS, "Content-Security-Policy": _policy()})


@cache
def _policy() -> str:
    """Scripts within Streamlit's own page are told by what is in them; `ROADS_FRAMES` says who may show ours in a frame."""
    within = (b64encode(sha256(text.encode()).digest()).decode() for text in _SCRIPT.findall(_front()))
    frames = os.environ.get("ROADS_FRAMES", "").replace(";", " ").strip()
    policy = _POLICY.format(scripts=" ".join(f"'sha256-{one}'" for one in within))
    # without it anybody may, also a page that has no address, such as a file
    return f"{policy}; frame-ancestors {frames}" if frames else policy


@lru_cache
def _written(name: str, language: str) -> str:
    """Streamlit's page with the title of ours, in a language."""
    with speaking(language):
        title = _(PRODUCT) if name in _UNHEARD else f"{_(_NAMED[name])} · {_(PRODUCT)}"
    page = _front().replace(_LANG, f'<html lang="{language}">')
    return page.replace(_TITLE, f"<title>{escape(title)}</title>")


def _front() -> str:
    """Streamlit's page, as this version of it has it."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


async def _told(name: str, request: Request) -> str:
    """What a link shows of itself, as the head of a page holds it; nothing where that cannot be made, or not just now."""
    query = request.query_params
    language = first(query.get("lang"), query.get(OF_PREVIEW), reader.of_request(request))
    base = addresses.public() or f"{request.url.scheme}://{request.url.netloc}{addresses.served_under()}"
    try:
        return await run_in_threadpool(_tags, name, request.url.query, language, base)
    except Spent:
        return ""
    except Exception:
        # whatever a link says, it leads to a page
        _log.warning("a preview could not be made", exc_info=True)
        return ""


@lru_cache(maxsize=1024)
def _tags(name: str, query: str, language: str, base: str) -> str:
    with _heads.spending(), speaking(language):
        shown = preview.of_link(name, query)
        if shown is None:
            return ""
        picture = f"{base}/card/{name or _FIRST}.png?{shown.query}{'&' if shown.query else ''}lang={language}"
        said = {
            "og:type": "website",
            "og:site_name": _(PRODUCT),
            "og:locale": _LOCALES[language],
            "og:title": shown.finding,
            "og:description": shown.numbers,
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": str(CARD[0]),
            "og:image:height": str(CARD[1]),
            "og:image:alt": shown.finding,
        }
        named = {
            "description": f"{sentence(shown.finding)} {shown.numbers}",
            "twitter:card": "summary_large_image",
        }
    tags = [f'<meta property="{key}" content="{escape(text)}">' for key, text in said.items()]
    return "".join(tags + [f'<meta name="{key}" content="{escape(text)}">' for key, text in named.items()])


async def _card(request: Request) -> Response:
    """The picture of a link's preview."""
    name = request.path_params["name"].replace(_FIRST, "")
    try:
        picture = await run_in_threadpool(
            _drawn, name, request.url.query, first(request.query_params.get("lang"))
        )
    except (Spent, NotDrawn):
        return Response(status_code=503, headers=_LATER)
    except Exception:
        _log.warning("a preview's picture could not be made", exc_info=True)
        picture = None
    if picture is None:
        return Response(status_code=404)
    return Response(picture, media_type="image/png", headers=_HOUR)


def _drawn(name: str, query: str, language: str) -> bytes | None:
    if not _places.acquire(blocking=False):
        raise Spent
    try:
        with _cards.spending():
            return preview.card(name, query, language)
    finally:
        _places.release()
