"""The one typeface of all that is shown, so that no layout hangs on the fonts of a machine; and one for Chinese.

Streamlit brings it to the browser as a variable font, which no program that draws files can read: those take the
static cuts of a package.
"""

from pathlib import Path

import font_source_sans_pro
import noto_cjk_sans_otc

CHINESE = "Noto Sans CJK SC"
FOLDER = Path(font_source_sans_pro.font_directory)
FAMILY = "Source Sans Pro"  # what the files in the folder call it
# what Streamlit calls it in the browser, then what the files do: one spec is right for screen and picture
_LATIN, _HAN = f"'Source Sans', '{FAMILY}'", f"'{CHINESE}', 'PingFang SC', 'Microsoft YaHei'"
STACK = f"{_LATIN}, {_HAN}, sans-serif"
# programs that draw take the first that they know for all of a text; letters that it lacks they take of any other, and many
# others draw them as Japanese does
_STACKS = {"zh": f"{_HAN}, {_LATIN}, sans-serif"}
FOLDERS = (FOLDER, Path(noto_cjk_sans_otc.__file__).parent)
"""Where programs that draw files find them."""
CUTS = {"normal": FOLDER / "SourceSansPro-Regular.ttf", "bold": FOLDER / "SourceSansPro-Bold.ttf"}


def stack(language: str) -> str:
    """The faces of drawings in a language, in the order in which they are looked for."""
    return _STACKS.get(language, STACK)
