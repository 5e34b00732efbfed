"""The button that hands the link on in one tap: the clipboard, or a phone's own sheet."""

from pages.parts.component import component
from pages.parts.words import _

_component = component("copy")


def button(link: str, message: str) -> None:
    """Copies the link; a phone's sheet gets the message with it."""
    data = {
        "label": _("Copy link"),
        "title": _("Road to 35"),
        "text": message,
        "link": link,
        "copied": _("Copied"),
        "failed": _("Not copied: the browser does not allow it. “Send” shows the link."),
    }
    _component(key="copy", data=data, width="content")
