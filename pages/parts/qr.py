"""An address as a QR code."""

from functools import partial
from html import escape

from pages.parts.words import _, per_language


@partial(per_language, most=64)
def picture(address: str, width: str = "160px") -> str:
    """As HTML: black on white in both themes, or scanners fail; its dots stay sharp at any size."""
    import segno

    drawn = segno.make(address, error="l", micro=False).svg_data_uri(scale=4, light="white", border=4)
    return f'<img src="{drawn}" alt="{escape(_("QR code of the link"))}" style="width: {width}">'
