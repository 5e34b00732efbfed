"""The pages, in the order of the bar that leads to them."""

from pathlib import PurePosixPath

from pages.parts.words import N_

PRODUCT = N_("Road to 35")
PAGES = {
    "app.py": N_("Overview"),
    "pages/required_growth.py": N_("Required growth"),
    "pages/goods.py": N_("135 goods"),
    "pages/border.py": N_("Border"),
    "pages/economy.py": N_("Economy"),
    "pages/uncertainty.py": N_("Uncertainty"),
    "pages/answers.py": N_("Answers"),
    "pages/claim.py": N_("Check a claim"),
    "pages/compare.py": N_("Compare"),
    "pages/workshop.py": N_("Workshop"),
    "pages/sources.py": N_("Sources"),
}
# the page that stands at the bare address
ENTRY = "app.py"
# where a claim is checked
CLAIM = "pages/claim.py"
# the page whose address holds what is compared
COMPARING = "pages/compare.py"
NAMES = tuple("" if path == ENTRY else PurePosixPath(path).stem for path in PAGES)
"""What an address calls each page, in the same order."""
