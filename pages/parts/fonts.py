"""The one typeface of all that is shown, so that no layout hangs on the fonts of a machine.

Streamlit brings it to the browser as a variable font, which no program that draws files can read: those take the
static cuts of a package.
"""

from pathlib import Path

import font_source_sans_pro

FOLDER = Path(font_source_sans_pro.font_directory)
FAMILY = "Source Sans Pro"  # what the files in the folder call it
# what Streamlit calls it in the browser, then what the files do: one spec is right for screen and picture
STACK = f"'Source Sans', '{FAMILY}', sans-serif"
CUTS = {"normal": FOLDER / "SourceSansPro-Regular.ttf", "bold": FOLDER / "SourceSansPro-Bold.ttf"}
