"""Which goods our list holds: what China bought of each already, and the potential not yet used."""

import altair as alt
import numpy as np
import pandas as pd

from engine import PARAMETERS, Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, beside, coloured, constant
from pages.parts.languages import USUAL
from pages.parts.texts.chapters import CHAPTERS
from pages.parts.words import N_, _, count, country, language, number, percent_value, scaled, several

PLACE = ("goods", 2)
SALES = {"sold": N_("sold to China in 2024"), "unrealised": N_("potential not yet used")}
_UNIT = "usd_mn/year"
_FIRST = 20  # goods drawn in the chart; the table has all
_LONGEST = 34  # letters of a name beside its bar


def exhibit(case: Case) -> Exhibit:
    frame = tables.basket(case)
    shown = _worded(frame.head(_FIRST))
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(frame),
        outcomes=("basket_unrealised",),
        note=_("The first goods of the list, by unused potential; the table has them all."),
        dials=("programme_goods", "min_exports", "min_china_imports"),
        plain=Plain(
            "stacked", _("Million US dollars a year"), lambda: wide(shown, "good", "label", "amount")
        ),
    )


def _finding(case: Case) -> str:
    """The list's unused potential against the promise; of an empty list, why it is empty."""
    if not case.results["basket_size"]:
        return _why_empty(case)
    promised, size = case.scenario.programme_value, case.results["basket_size"]
    words = {
        "potential": amount(case, "basket_unrealised", digits=2),
        "promise": number(promised, "usd_bn/year", 2),
        "part": amount(case, "claim_covered", digits=0),
    }
    if promised == 0:
        return _("The unused potential of our {goods} is {potential} a year").format(
            **words, goods=number(size, "goods")
        )
    if case.results["claim_covered"] >= 1:
        return several(
            "Our {n} good holds {potential} of unused potential a year, enough for the {promise} promised",
            "Our {n} goods hold {potential} of unused potential a year, enough for the {promise} promised",
            size,
            **words,
        )
    return several(
        "Our {n} good holds {potential} of unused potential a year: {part} of the {promise} promised",
        "Our {n} goods hold {potential} of unused potential a year: {part} of the {promise} promised",
        size,
        **words,
    )


def _why_empty(case: Case) -> str:
    """The filter that leaves out most of the table's goods; where some pass them all, that they were taken off."""
    name, left_out, passing = tables.strictest(case)
    if passing:
        return _("No good is on the list: all that pass the filters were taken off by hand")
    words = {
        "filter": _(PARAMETERS[name].title),
        "part": count(left_out),
        "all": count(len(case.products.hs6)),
    }
    return _(
        "No good is on the list: none passes all filters, and “{filter}” alone leaves out {part} of {all}"
    ).format(**words)


def _worded(first: pd.DataFrame) -> pd.DataFrame:
    """Two rows for each good: what is sold already, and the potential not yet used."""
    names = [_name(code, text) for code, text in zip(first["hs6"], first["description"], strict=True)]
    return pd.DataFrame(
        {
            "good": np.tile(names, 2),
            "description": np.tile(first["description"], 2),
            "part": np.repeat(list(SALES), len(first)),
            "label": np.repeat([_(text) for text in SALES.values()], len(first)),
            "order": np.repeat([0, 1], len(first)),
            "amount": scaled(np.concatenate([first["exports_to_china"], first["unrealised"]]), _UNIT),
            "source": np.tile(first["source"], 2),
        }
    )


def _name(code: str, description: str) -> str:
    """A code with its good; the nomenclature's own texts are English, so other languages have the chapter's name."""
    named = _short(description) if language() == USUAL else _(CHAPTERS[code[:2]])
    return _("{code} {name}").format(code=code, name=named)


def _short(text: str) -> str:
    """A name of the nomenclature cut to what fits beside a bar."""
    head = text.split(":")[-1].split(";")[0].strip() if ":" in text and len(text.split(":")[0]) < 9 else text
    return head if len(head) <= _LONGEST else head[: _LONGEST - 1].rstrip() + "…"


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    """All goods of the list, best first."""
    suppliers = frame[[column for column in frame if column.startswith("supplier_")]].to_dict("records")
    return pd.DataFrame(
        {
            _("Rank"): frame["rank"],
            _("HS code"): frame["hs6"],
            _("Chapter"): [_(CHAPTERS[code[:2]]) for code in frame["hs6"]],
            _("Good"): frame["description"],
            _("Unused potential, $mn a year"): scaled(frame["unrealised"], _UNIT).round(2),
            _("Potential, $mn a year"): scaled(frame["potential"], _UNIT).round(2),
            _("Sold to China 2024, $mn"): scaled(frame["exports_to_china"], _UNIT).round(2),
            _("Sold to all markets 2024, $mn"): scaled(frame["exports"], _UNIT).round(2),
            _("China buys 2024, $mn"): scaled(frame["china_imports"], _UNIT).round(1),
            _("Part of the worth, %"): percent_value(frame["weight"]).round(2),
            _("Main suppliers of China"): [", ".join(_rivals(row)) for row in suppliers],
            _("Sold there already"): [_("yes") if sold else _("no") for sold in frame["sold_already"]],
        }
    )


def _rivals(row: dict[str, object]) -> list[str]:
    """The three largest suppliers of China, each with its share, where they are known."""
    found = []
    for place in (1, 2, 3):
        name, share = row.get(f"supplier_{place}"), row.get(f"supplier_{place}_share")
        if isinstance(name, str) and name and isinstance(share, float) and share == share:
            found.append(_("{name} {share}").format(name=country(name), share=number(share, "share", 0)))
    return found


@constant
def _chart(look: Look) -> alt.Chart:
    """A bar for each of the first goods, in two parts."""
    return (
        alt.Chart(SOURCE)
        .mark_bar(stroke=look.accent, strokeWidth=1)
        .encode(
            y=beside("good"),
            x=alt.X("amount:Q", title=_("Million US dollars a year, 2024")),
            color=coloured("part", SALES, [look.accent, look.ramp[0]], columns=1),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("description:N", title=_("Good")),
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("amount:Q", title=_("Million US dollars"), format=".2f"),
            ],
        )
        .properties(width="container", height=alt.Step(21))
    )
