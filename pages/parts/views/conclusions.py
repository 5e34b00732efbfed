"""The tables of the answers page in words, and the waterfall that the overview shows too."""

from functools import partial

import pandas as pd

from engine import PARAMETERS, Scenario
from engine.answers import Claim, ReachMap, reach_map
from engine.tables import conclusions
from engine.uncertainty import Own
from pages.parts import faces
from pages.parts.charts.conclusions import KINDS
from pages.parts.views.growth import LEDGER_NAMES
from pages.parts.words import FORMS, N_, _, number, per_language, percent_value, unit

GROUPS = {
    "organic": N_("other trade's growth"),
    "prices": N_("commodity prices"),
    "goods": N_("the extra goods"),
    "corridors": N_("green corridors"),
    "capacity": N_("rail capacity"),
    "xinjiang": N_("trade with Xinjiang"),
    "investment": N_("Chinese investment"),
    "border_centre": N_("the Khorgos centre"),
    "water": N_("water for farming"),
    "all": N_("all together"),
}


@partial(per_language, most=64)
def moved(scenario: Scenario, baseline: Scenario) -> pd.DataFrame:
    """Each part's bar with its words."""
    rows = conclusions.moved(scenario, baseline).to_dict("records")
    for row in rows:
        row["name"], row["label"] = _(GROUPS[row["group"]]), _(KINDS[row["kind"]])
        # two lines on the axis; the sum is of no kind
        row["head"] = row["name"] if row["group"] == "all" else f"{row['name']}|({row['label']})"
        row["right"], row["text"] = max(row["start"], row["end"]), _signed(row["amount"])
    return pd.DataFrame(rows)


def _signed(amount: float) -> str:
    text = number(amount, "usd_bn/year", 3)
    return f"+{text}" if amount > 0 else text


def moved_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "amount"]].round(3)
    heads = [
        _("What moved it"),
        _("Choices or assumptions"),
        _("Adds in the goal year, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


@partial(per_language, most=64)
def needed(scenario: Scenario) -> pd.DataFrame:
    """For every lever what it would have to be: first those that can do it, last those that need not."""
    frame = conclusions.needed(scenario)
    frame = frame.sort_values(["always", "missing"], kind="stable")
    return pd.DataFrame(
        {
            _("Lever"): [_(PARAMETERS[name].title) for name in frame["lever"]],
            _("Choice or assumption"): [faces.kind(name) for name in frame["lever"]],
            _("Now"): [in_words(row.lever, row.now) for row in frame.itertuples()],
            _("Would reach the goal"): [_value(row) for row in frame.itertuples()],
            _("Missing at its best"): [
                number(row.missing, "usd_bn/year", 2) if row.missing else "" for row in frame.itertuples()
            ],
        }
    )


def _value(row: object) -> str:
    if row.always:  # type: ignore[attr-defined]
        return _("any value")
    if row.value != row.value:  # type: ignore[attr-defined]  # not a number: no value does
        return _("none")
    return in_words(row.lever, row.value)  # type: ignore[attr-defined]


def in_words(lever: str, value: float) -> str:
    """A lever's value with more digits than its dial shows, so that what is sought is met."""
    quantity = PARAMETERS[lever]
    if isinstance(quantity.value, int):
        return faces.value_in_words(lever, int(value))
    return number(value, quantity.unit, FORMS[quantity.unit].digits + 1)


def axis_title(lever: str) -> str:
    quantity = PARAMETERS[lever]
    return _("{title}, {unit}").format(title=_(quantity.title), unit=unit(quantity.unit))


@partial(per_language, most=8)
def reach(scenario: Scenario, across: str, up: str, own: Own) -> pd.DataFrame:
    """Cells, the goal's line and the scenario's own place as rows of one table, in the units of the axes."""
    found = reach_map(scenario, across, up, own=own)
    cells = conclusions.reach(found)
    scales = {"across": FORMS[PARAMETERS[across].unit].scale, "up": FORMS[PARAMETERS[up].unit].scale}
    steps = {"across": found.across[1] - found.across[0], "up": found.up[1] - found.up[0]}
    cells = cells.assign(
        kind="cell",
        percent=percent_value(cells["probability"]),
        across_text=_texts(across, found.across, len(found.up), tile=True),
        up_text=_texts(up, found.up, len(found.across), tile=False),
    )
    # a cell lies around its values, and a little under the next, or the paper would show between them
    for side, step in steps.items():
        cells[f"{side}_to"] = cells[side] + 0.55 * step
        cells[side] -= step / 2
    line = conclusions.contour(found, scenario.target).assign(kind="goal")
    here = pd.DataFrame(
        {"kind": ["here"], "across": [getattr(scenario, across)], "up": [getattr(scenario, up)]}
    )
    frame = pd.concat([cells, line, here], ignore_index=True)
    for side, scale in scales.items():
        frame[[side, f"{side}_to"]] = frame[[side, f"{side}_to"]].astype(float) * scale
    return frame


def _texts(lever: str, values: object, count: int, tile: bool) -> list[str]:
    words = [number(value, PARAMETERS[lever].unit) for value in values]  # type: ignore[attr-defined]
    return words * count if tile else [word for word in words for _time in range(count)]


def reach_table(found: ReachMap, across: str, up: str) -> pd.DataFrame:
    """The chance of the goal in per cent, a row for each value up, a column for each value across."""
    scale = {lever: FORMS[PARAMETERS[lever].unit].scale for lever in (across, up)}
    frame = pd.DataFrame(
        percent_value(found.probability[::-1]).round(1),
        columns=[f"{scale[across] * value:.6g}" for value in found.across],
    )
    head = _("{up} (down), {across} (across): chance, %").format(up=axis_title(up), across=axis_title(across))
    frame.insert(0, head, (scale[up] * found.up[::-1]).round(6))
    return frame


def windows(found: Claim) -> pd.DataFrame:
    """Past windows of the claim's length that grew as fast, by whose count."""
    return pd.DataFrame(
        [
            (
                _(LEDGER_NAMES[ledger]),
                fast,
                count,
                ", ".join(f"{first}–{last}" for first, last in spans) or "–",
            )
            for ledger, (fast, count, spans) in found.windows.items()
        ],
        columns=[_("Whose count"), _("As fast"), _("All windows of that length"), _("From – to")],
    ).set_index(_("Whose count"))
