"""Controls of our own that live in the browser: a script, with its markup and its look where it has them.

Streamlit sends a control's whole code with each of its messages, 12 KB for every dial that moved. So the code of all
goes once, in a message that never changes; a control's own says only which part of it it is.
"""

import json
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent
_EXPORT = "export default function"
# whoever comes before the code waits for it
_STUB = """
const code = (globalThis.roadCode ??= {{ parts: {{}}, waiting: [] }});
export default (component) => {{
  const draw = () => code.parts["{name}"](component);
  if (code.parts["{name}"]) draw(); else code.waiting.push(draw);
}};
"""
_PART = """
code.parts["{name}"] = (() => {{
{script}
  const sheet = new CSSStyleSheet();
  sheet.replaceSync({css});
  return (component) => {{
    const root = component.parentElement;
    if (!root.dressed) {{
      root.dressed = true;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      root.append(document.createRange().createContextualFragment({html}));
    }}
    part(component);
  }};
}})();
"""
_CODE = """
{translated}
const code = (globalThis.roadCode ??= {{ parts: {{}}, waiting: [] }});
{parts}
export default () => code.waiting.splice(0).forEach((draw) => draw());
"""


def component(name: str) -> Callable[..., Any]:
    """What draws the control whose files bear this name."""
    made: Callable[..., Any] = st.components.v2.component(name, js=_STUB.format(name=_versioned(name)))
    return made


def code() -> None:
    """The code of all controls, and what keeps a page whole that is translated; to be drawn before any of them."""
    _code()(key="code")


@cache
def _code() -> Callable[..., Any]:
    names = [file.stem for file in sorted(_HERE.glob("*.js")) if _EXPORT in file.read_text(encoding="utf-8")]
    made: Callable[..., Any] = st.components.v2.component(
        "code", js=_CODE.format(translated=_text("translated", "js"), parts="".join(map(_part, names)))
    )
    return made


def _part(name: str) -> str:
    html, css, script = (_text(name, kind) for kind in ("html", "css", "js"))
    script = script.replace(_EXPORT, "const part = function", 1)
    return _PART.format(name=_versioned(name), script=script, css=json.dumps(css), html=json.dumps(html))


def _versioned(name: str) -> str:
    """A page that stays open while the server is renewed finds the code that its controls are of."""
    return f"{name}.{zlib.crc32(''.join(_text(name, kind) for kind in ('html', 'css', 'js')).encode()):x}"


def _text(name: str, kind: str) -> str:
    file = _HERE / f"{name}.{kind}"
    return file.read_text(encoding="utf-8") if file.exists() else ""
