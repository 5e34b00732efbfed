"""The way from the inputs to turnover as a spreadsheet's formulas, bound to the model's outcomes by the same names.

What stands here is checked against the engine by tests that change the inputs and have the sheet worked out anew.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pandas as pd

from engine.case import Case
from engine.load import BORDER_BASE, CHECKPOINTS, PARAMETERS, STARTING_POINTS
from engine.model import OUTCOMES, values_of
from engine.quantity import Value
from engine.scenario import Scenario
from engine.sheet import plain
from engine.trade import PRICES, price_shares


def _pull(growth: str) -> str:
    return f"1-{{xinjiang_share}}+{{xinjiang_share}}*((1+{growth}+{{xinjiang_premium}})/(1+{growth}))^{{elapsed}}"


_RUNS = "MAX(0,MIN(1,({year}-{programme_start}+1)/({programme_ramp}+1)))"
_ELAPSED = "{elapsed}/MAX({years_ahead},1)"
_PRICES = "+".join(f"{{share_{kind}}}*{{{kind}_price_change}}" for kind in PRICES)
# the ramp's years from its first to the goal year, added up: the sum of 3x² − 2x³, and a whole for each year after
_RISING = "MAX(0,MIN({target_year}-{programme_start}+1,{programme_ramp}+1))"
_IN_ALL = (
    f"({_RISING}*({_RISING}+1)*(2*{_RISING}+1)/2/({{programme_ramp}}+1)^2-({_RISING}*({_RISING}+1))^2/2/({{programme_ramp}}+1)^3"
    "+MAX(0,{target_year}-{programme_start}-{programme_ramp}))"
)
# of the list's n goods, m arrive, the last of them in part; they are listed from the largest down
_N, _M = "COUNT(goods_rank)", "MIN({goods_delivered}/{programme_goods},1)*COUNT(goods_rank)"
_SMALLEST = f'SUMIF(goods_rank,">"&({_N}-INT({_M})),goods_unused)+MOD({_M},1)*SUMIF(goods_rank,{_N}-INT({_M}),goods_unused)'
_LARGEST = (
    f'SUMIF(goods_rank,"<="&INT({_M}),goods_unused)+MOD({_M},1)*SUMIF(goods_rank,INT({_M})+1,goods_unused)'
)


def _by_year(flow: str, grown: str) -> str:
    """A flow as it was counted up to the year in which the projection begins, and then as it grows."""
    return f"IF({{year}}<={{base_year}},{_counted(flow, '{year}')},{grown})"


def _counted(flow: str, year: str) -> str:
    return f'INDEX(counted_{flow},MATCH({{start}}&" "&{year},counted_key,0))'


def _of_start(figure: str) -> str:
    return f"INDEX(starts_{figure},MATCH({{start}},starts_id,0))"


def _against_border_year(name: str) -> str:
    """Where the years end before that one, the last of them stands for it."""
    series = f"{{all_{name}}}"
    return f"{{{name}}}/INDEX({series},MIN({{border_year}}-{{start_year}}+1,COUNT({series})))"


Say = Callable[[str], str]
_MONEY = "usd_bn/year"
_TONNES = f"{{border_year}}-{min(BORDER_BASE) - 1},{','.join(str(BORDER_BASE[y]['rail_mt']) for y in sorted(BORDER_BASE))}"
# What the starting point brings, and the year in which the projection begins: title, unit, formula
BEGINNING = {
    "start_year": ("First year", "year", _of_start("year")),
    "start_turnover": ("Turnover then", _MONEY, _of_start("turnover")),
    "base_year": (
        "Year in which the projection begins",
        "year",
        f'IF(AND({{vantage}}="now",{_of_start("newest_year")}<={{target_year}}),{_of_start("newest_year")},{{start_year}})',
    ),
    "base_turnover": (
        "Turnover in that year",
        _MONEY,
        f"IF({{base_year}}={{start_year}},{{start_turnover}},{_of_start('newest_turnover')})",
    ),
    "base_exports": ("Exports in that year", _MONEY, _counted("exports", "{base_year}")),
    "base_imports": ("Imports in that year", _MONEY, _counted("imports", "{base_year}")),
    "border_year": ("Newest year that was counted at the border", "year", "{base_year}"),
    "border_rail_tonnes": ("Tonnes by rail in that year", "mt/year", f"CHOOSE({_TONNES})"),
}

# In braces: settings, figures of the starting point, given figures, and outcomes; those by year are the same row's.
FORMULAS: Mapping[str, str] = {
    "horizon": "{target_year}-{start_year}",
    "years_ahead": "MAX({target_year}-{base_year},0)",
    "elapsed": "MAX({year}-{base_year},0)",
    "since_start": "{year}-{start_year}",
    "gap": "MAX({target}-{start_turnover},0)",
    "implied_growth": 'IF({horizon}>0,({target}/{start_turnover})^(1/{horizon})-1,IF({target}>{start_turnover},"",0))',
    "required_growth": 'IF(ISNUMBER({implied_growth}),MAX({implied_growth},0),"")',
    "required_path": "{start_turnover}*(1+{required_growth})^{since_start}",
    "delivered_weight": 'IF(OR({failure_order}="average",{weights}="even",SUM(goods_unused)=0),'
    f'MIN({{goods_delivered}}/{{programme_goods}},1),IF({{failure_order}}="largest_first",{_SMALLEST},{_LARGEST})/SUM(goods_unused))',
    "ramp": f"{_RUNS}^2*(3-2*{_RUNS})",
    "ramp_in_all": f"MAX({_IN_ALL},1E-300)",
    "gross_programme": "{programme_value}*{realisation}*{delivered_weight}*{ramp}"
    '/IF({reading}="in_total",{ramp_in_all},1)',
    "net_programme": "{gross_programme}*(1-{displacement})",
    "programme_in_base": "INDEX({all_net_programme},{base_year}-{start_year}+1)",
    "programme_added": "MAX({net_programme}-{programme_in_base},0)*IF({elapsed}>0,1,0)*IF({programme_inside_growth},0,1)",
    "programme_inputs": "{programme_added}*{import_content}*{cn_share_of_imported_inputs}",
    "programme_at_target": "INDEX({all_programme_added},COUNT({all_programme_added}))",
    "programme_since_start": "MAX(INDEX({all_net_programme},COUNT({all_net_programme}))-INDEX({all_net_programme},1),0)"
    "*IF({programme_inside_growth},0,1)",
    "price_effect": f"1+({_PRICES})*{_ELAPSED}",
    "oil_pull": f"(1+{{oil_price_change}}*{_ELAPSED})^{{oil_link}}",
    "xinjiang_export_pull": _pull("{organic_export_growth}"),
    "xinjiang_import_pull": _pull("{organic_import_growth}"),
    "export_volume": _by_year(
        "exports", "{base_exports}*(1+{organic_export_growth})^{elapsed}*{xinjiang_export_pull}"
    ),
    "import_volume": _by_year(
        "imports", "{base_imports}*(1+{organic_import_growth})^{elapsed}*{xinjiang_import_pull}"
    ),
    "organic_exports": "{export_volume}*{price_effect}*{oil_pull}",
    "organic_imports": "{import_volume}*{oil_pull}",
    "corridor_share": "+".join(f"IF({{{name}}},share_{name},0)" for name in CHECKPOINTS.lane_setting if name),
    "corridors_running": "IF(AND({year}>={lanes_open},{lanes_open}>{base_year}),1,0)",
    "export_corridor_gain": "EXP({trade_cost_elasticity}*{time_tariff_equivalent}*{export_hours_saved}/24)-1",
    "import_corridor_gain": "EXP({trade_cost_elasticity}*{time_tariff_equivalent}*{import_hours_saved}/24)-1",
    "agrifood_exports": "{export_volume}*{agrifood_export_share}",
    "water_loss": "{agrifood_exports}*{irrigated_share}*{water_shortfall}*IF({elapsed}>0,1,0)",
    "corridor_exports": "({agrifood_exports}-{water_loss})*{corridor_share}*{corridors_running}*{export_corridor_gain}",
    "corridor_imports": "{import_volume}*{agrifood_import_share}*{corridor_share}*{corridors_running}*{import_corridor_gain}",
    "fdi_change": "{fdi_inflow}-{fdi_stated}",
    "fdi_capital": "{fdi_change}*MAX({elapsed}-{fdi_lag},0)",
    "fdi_exports": "{fdi_capital}*{fdi_tradable_share}*{fdi_output_per_capital}*{fdi_export_share}",
    "fdi_equipment": "{fdi_change}*{fdi_equipment_from_china}*IF({elapsed}>0,1,0)",
    "icbc_spending": "{icbc_visits_a_day}*{icbc_spend_per_visit}*365/1E9",
    "icbc_counted_trade": "{icbc_spending}*IF({icbc_counted},1,0)*IF({elapsed}>0,1,0)",
    "wanted_exports": "MAX({organic_exports}+{programme_added}+{corridor_exports}-{water_loss}+{fdi_exports},0)",
    "wanted_imports": "MAX({organic_imports}+{programme_inputs}+{corridor_imports}+{fdi_equipment}+{icbc_counted_trade},0)",
    "exports_at_old_prices": "{wanted_exports}-{organic_exports}+{export_volume}",
    "imports_at_old_prices": "{wanted_imports}-{organic_imports}+{import_volume}",
    "rail_tonnes": f"{{border_rail_tonnes}}*({{rail_exports_2024}}*{_against_border_year('exports_at_old_prices')}"
    f"+{{rail_imports_2024}}*{_against_border_year('imports_at_old_prices')}"
    "+{rail_transit_2024}*(1+{transit_growth})^({year}-{border_year}))"
    "/({rail_exports_2024}+{rail_imports_2024}+{rail_transit_2024})",
    "rail_cut": "IF({elapsed}>0,MAX(0,1-MAX({rail_capacity},{border_rail_tonnes})/{rail_tonnes}),0)",
    "exports": "{wanted_exports}*(1-{rail_cut}*{rail_share_of_exports}*IF({respect_capacity},1,0))",
    "imports": "{wanted_imports}*(1-{rail_cut}*{rail_share_of_imports}*IF({respect_capacity},1,0))",
    "turnover": "{exports}+{imports}",
    "balance": "{exports}-{imports}",
    "turnover_at_target": "INDEX({all_turnover},COUNT({all_turnover}))",
    "shortfall": "MAX({target}-{turnover_at_target},0)",
    "required_growth_with_programme": "IF({horizon}>0,"
    "(MAX({target}-{programme_since_start},{start_turnover})/{start_turnover})^(1/{horizon})-1,"
    'IF({target}-{programme_since_start}>{start_turnover},"",0))',
    "growth_relief": "{required_growth}-{required_growth_with_programme}",
    "gap_share": 'IF({gap}>0,{programme_since_start}/{gap},"")',
    "projected_growth": "IF({years_ahead}>0,({turnover_at_target}/{base_turnover})^(1/{years_ahead})-1,0)",
    "years_to_target": 'IF({target}<={base_turnover},0,IF({projected_growth}>0,LN({target}/{base_turnover})/LN(1+{projected_growth}),""))',
}

_SCALARS = tuple(name for name in FORMULAS if OUTCOMES[name].shape == "scalar")
_FIRST = (
    "turnover",
    "exports",
    "imports",
    "balance",
    "required_path",
    "programme_added",
)  # what most look for
_YEARLY = (*_FIRST, *(n for n in FORMULAS if OUTCOMES[n].shape == "year" and n not in _FIRST))
_LAST = int(PARAMETERS["target_year"].high or 0)
_ROWS = _LAST - min(int(point["year"]) for point in STARTING_POINTS.values()) + 1
_HEAD = len(BEGINNING) + len(_SCALARS) + 7  # the row of headings above the years, counted from 0


def write_given(book: Any, bold: Any, case: Case, _: Say = str) -> None:
    """The sheet of what no input changes but the choice of the starting point: counted trade, and figures without a dial."""
    sheet = book.add_worksheet("Given")
    starts, counted = _starting_points()
    starts = starts.assign(label=starts["label"].map(_))
    first = _write_table(book, sheet, bold, 0, "starts", starts)
    first = _write_table(book, sheet, bold, first, "counted", counted)
    sheet.write_row(first, 0, ("name", _("title"), _("value"), _("unit")), bold)
    for row, (name, (title, value, unit)) in enumerate(_given(case, _).items(), start=first + 1):
        sheet.write_row(row, 0, (name, title, plain(value), unit))
        book.define_name(name, f"=Given!$C${row + 1}")
    sheet.autofit()


def _write_table(book: Any, sheet: Any, bold: Any, row: int, name: str, table: pd.DataFrame) -> int:
    """A table whose columns are named, from a row on; the row behind it."""
    sheet.write_row(row, 0, list(table), bold)
    behind = row + len(table) + 1
    for place, head in enumerate(table):
        sheet.write_column(row + 1, place, map(plain, table[head]))
        book.define_name(f"{name}_{head}", f"=Given!${letter(place)}${row + 2}:${letter(place)}${behind}")
    return behind


@cache
def _starting_points() -> tuple[pd.DataFrame, pd.DataFrame]:
    """The starting points, each with the newest year of its count; and for each its trade by year from its start up to that.

    They are the model's own, for the trade of the first and the newest year is that of a starting point.
    """
    starts, counted = [], []
    for key, point in STARTING_POINTS.items():
        known = values_of(Scenario(start=key, vantage="now", target_year=_LAST))
        newest = known["base_year"], known["base_turnover"]
        starts.append((key, point["label"], point["year"], point["turnover"], *newest))
        flows = known["year"], known["recorded_exports"], known["recorded_imports"]
        counted += [
            (f"{key} {year}", *amounts)
            for year, *amounts in zip(*flows, strict=True)
            if year <= known["base_year"]
        ]
    return (
        pd.DataFrame(starts, columns=["id", "label", "year", "turnover", "newest_year", "newest_turnover"]),
        pd.DataFrame(counted, columns=["key", "exports", "imports"]),
    )


def _given(case: Case, _: Say) -> dict[str, tuple[str, Value, str]]:
    """Title, value and unit of the figures without a dial."""
    given = {name: (_(q.title), q.value, q.unit) for name, q in PARAMETERS.items() if q.kind == "given"}
    for lane, share in zip(CHECKPOINTS.lane_setting, CHECKPOINTS.agrifood_share, strict=True):
        if lane:
            title = _("{title}: its share of farm trade by road").format(title=_(PARAMETERS[lane].title))
            given[f"share_{lane}"] = title, float(share), "share"
    for kind, share in zip(PRICES, price_shares(case.products)[0], strict=True):
        title = _("{title}: share of exports to China that it moves")
        title = title.format(title=_(PARAMETERS[f"{kind}_price_change"].title))
        given[f"share_{kind}"] = title, float(share), "share"
    return given


def write_live(book: Any, bold: Any, case: Case, _: Say = str) -> None:
    """The sheet that works out turnover from the inputs; a column holds what the model said when the file was made."""
    sheet = book.add_worksheet("Live")
    follows = _("Turnover, worked out here: change a value on the sheet Inputs, and this sheet follows.")
    sheet.write(0, 0, follows, bold)
    apart = _("Not the list of goods: how it is chosen acts in the app alone. All other sheets hold values.")
    sheet.write(1, 0, apart)
    known = _("by the model, when this file was made")
    sheet.write_row(3, 0, ("name", _("title"), _("value"), _("unit"), known), bold)
    names = _names()
    for row, (name, (title, formula, value, unit)) in enumerate(_scalars(case, names).items(), start=4):
        sheet.write_row(row, 0, (name, _(title)))
        sheet.write_formula(row, 2, f"={formula}", None, plain(value))
        sheet.write_row(row, 3, (unit, plain(value)))
        book.define_name(name, f"=Live!$C${row + 1}")
    digits = book.add_format({"num_format": "0.0###"})
    for place in range(_ROWS):
        _year(sheet, digits, place, case, names)
    sheet.write_row(_HEAD - 1, 0, (_("Year"), *(_(OUTCOMES[name].title) for name in _YEARLY)))
    sheet.write_row(_HEAD, 0, ("year", *_YEARLY), bold)
    sheet.set_column(0, 1 + len(_YEARLY), 16)
    sheet.set_column(0, 1, 32)
    sheet.freeze_panes(4, 1)


def _scalars(case: Case, names: Mapping[str, str]) -> dict[str, tuple[str, str, float, str]]:
    """Title, formula, value and unit of what does not go by year: the beginning, then results in order of calculation."""
    known = values_of(case.scenario, case.products)
    found = {
        name: (title, formula.format_map(names), float(known[name]), unit)
        for name, (title, unit, formula) in BEGINNING.items()
    }
    for name in _SCALARS:
        formula = f'IFERROR({FORMULAS[name].format_map(names)},"")'
        found[name] = OUTCOMES[name].title, formula, float(case.results[name]), OUTCOMES[name].unit
    return found


def _names() -> dict[str, str]:
    """What the names in braces are in a formula: names of cells; the whole column of a result by year."""
    known = (
        *PARAMETERS,
        *_SCALARS,
        *BEGINNING,
        *(f"share_{kind}" for kind in PRICES),
    )
    first, last = _HEAD + 2, _HEAD + 1 + _ROWS
    letters = {f"all_{name}": letter(column) for column, name in enumerate(_YEARLY, start=1)}
    columns = {name: f"${column}${first}:${column}${last}" for name, column in letters.items()}
    return {name: name for name in known} | columns


def letter(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    head, tail = divmod(column, 26)
    return (chr(ord("@") + head) if head else "") + chr(ord("A") + tail)


def _year(sheet: Any, digits: Any, place: int, case: Case, names: Mapping[str, str]) -> None:
    """The row of a year, counted from the start; rows behind the goal year stay empty, until a later one is asked for."""
    row = _HEAD + 2 + place  # as spreadsheets count
    cells = {name: f"{letter(column)}{row}" for column, name in enumerate(_YEARLY, start=1)}
    known = {**names, **cells, "year": f"$A{row}"}
    year = f'IF(start_year+{place}<=MAX(target_year,start_year),start_year+{place},"")'
    formulas = {name: f'IF($A{row}="","",IFERROR({FORMULAS[name].format_map(known)},""))' for name in _YEARLY}
    for column, (name, formula) in enumerate({"year": year, **formulas}.items()):
        values = case.results[name]
        value = plain(values[place]) if place < len(values) else ""
        sheet.write_formula(row - 1, column, f"={formula}", digits if column else None, value)
