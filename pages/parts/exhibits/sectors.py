"""Exports to China by the sectors that the statement names, as observed."""

import pandas as pd

from engine import Case, tables
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import bars, constant
from pages.parts.words import N_, _, number, scaled

PLACE = ("economy", 4)
SECTORS = {
    "agriculture": N_("agriculture (HS 01–24)"),
    "energy": N_("energy (fuels, nuclear fuel)"),
    "industry": N_("industry (all else)"),
}
_chart = constant(bars)


def exhibit(case: Case) -> Exhibit:
    frame = tables.exports_by_sector()
    shown = _worded(frame)
    head = _("Exports to China 2024, $bn")
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown,
        lambda: shown[["name", "amount"]].round(3).set_axis([_("Sector"), head], axis=1),
        note=_(
            "Observed, 2024. Logistics, education and innovation are services: trade in goods cannot show them."
        ),
        plain=Plain("bar", head, lambda: shown.set_index("name")[["amount"]].set_axis([head], axis=1)),
    )


def _finding(frame: pd.DataFrame) -> str:
    exports = frame.set_index("sector")["exports"]
    return _("Farm goods are {part} of what China bought in 2024").format(
        part=number(exports["agriculture"] / exports.sum(), "share")
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [_(SECTORS[sector]) for sector in frame["sector"]],
            "amount": scaled(frame["exports"], "usd_bn"),
            "text": [number(exports, "usd_bn") for exports in frame["exports"]],
            "source": frame["source"],
        }
    )
