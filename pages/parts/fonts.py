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
STACK = f"'Source Sans', '{FAMILY}', '{CHINESE}', 'PingFang SC', 'Microsoft YaHei', sans-serif"
FOLDERS = (FOLDER, Path(noto_cjk_sans_otc.__file__).parent)
"""Where programs that draw files find them."""
CUTS = {"normal": FOLDER / "SourceSansPro-Regular.ttf", "bold": FOLDER / "SourceSansPro-Bold.ttf"}
