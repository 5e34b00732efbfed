"""A result explained: its equation in words and digits, held together with the formula that gives the result."""

import math
import random
import re
from functools import cache
from io import BytesIO

import numpy as np
import pytest

from engine import OUTCOMES, PARAMETERS, Case, Scenario, evaluate, presets, tables
from engine.__main__ import main
from engine.answers import attribution
from engine.explain import decimals, explained, formula, template, texts, wordings
from engine.load import PRODUCTS, products_from
from engine.message import Amount
from engine.model import inputs_of, values_of
from pages.parts import equations
from tests.arbitrary import random_scenario
from tests.test_walls import ENGINE, UI, calls_of, names, parsed, tops

EXPLAINED = {
    **presets(),
    "all at once": Scenario(
        start="kz_2024",
        reading="in_total",
        weights="data",
        failure_order="smallest_first",
        goods_delivered=50,
        respect_capacity=True,
        transit_growth=0.15,
        fdi_inflow=4.0,
        water_shortfall=0.3,
        icbc_counted=True,
    ),
    "goal met": Scenario(start="cn_2023", weights="data", goods_delivered=50),
    "inside growth": Scenario(programme_inside_growth=True, programme_ramp=8, failure_order="largest_first"),
    "shrinking": Scenario(
        programme_inside_growth=True, organic_export_growth=-0.02, organic_import_growth=-0.02
    ),
    "goods alone close the gap": Scenario(target=25.0, programme_value=2.0, titr_capacity=20.0),
    "far": Scenario(target_year=2045, lanes_open=2030, transit_growth=0.15),
    "late goods": Scenario(start="kz_2024", target_year=2025, programme_start=2030, lanes_open=2030),
    "no years left": Scenario(start="kz_2025", target_year=2025),
    "no years left, goal met": Scenario(start="cn_2025", target_year=2025),
    "no investment": Scenario(
        target_year=2045,
        fdi_inflow=0.0,
        fdi_lag=1,
        fdi_tradable_share=0.6,
        fdi_output_per_capital=0.6,
        fdi_export_share=0.5,
        fdi_equipment_from_china=0.6,
        organic_export_growth=-0.02,
        vantage="start",
        **{f"{kind}_price_change": -0.6 for kind in ("oil", "gas", "metals", "uranium", "grain")},
        oil_link=0.8,
        programme_value=0.0,
    ),
    **{f"random {seed}": random_scenario(random.Random(seed)) for seed in range(40)},
}


# ── What is said ─────────────────────────────────────────────────────────────────────────────────────────────


def told(name, scenario=EXPLAINED["proposal"]):
    return [equations.text(line) for line in formula(name, Case(scenario)).equation]


def test_turnover_is_explained_by_its_parts(capsys):
    """Equation with values and result, what it is made of, settings with grades, and sources with addresses."""
    assert main(["explain", "turnover"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Exports plus imports." in lines
    assert "exports 18.38 + imports 22.34 = 40.71 in 2030" in lines
    assert "  exports = 18.3773 usd_bn/year  Exports to China" in lines
    assert any("organic_export_growth = 0.033 1/year, grade B" in line for line in lines)
    assert any("https://en.inform.kz" in line for line in lines)


SAID = {
    "gap": ["goal 35.0 − start 24.0 = 11.0"],
    "required_growth": ["(goal / start)^(1/years) − 1", "(35.0 / 24.0)^(1/8) − 1 = 4.8 %"],
    "required_growth_since_last_observed": [
        "(goal / newest)^(1/(goal year − its year)) − 1",
        "(35.0 / 34.17)^(1/(2030 − 2025)) − 1 = 0.48 %",
    ],
    "required_growth_with_programme": [
        "((goal − goods) / start)^(1/years) − 1",
        "((35.0 − 1.0) / 24.0)^(1/8) − 1 = 4.5 %",
    ],
    "gap_share": ["goods 1.0 / gap 11.0 = 9.1 %"],
    "turnover_at_target": ["exports 18.38 + imports 22.34 = 40.71 in 2030"],
    "rail_utilisation": ["tonnes 44.09 / capacity 36 = 122.5 % in 2030"],
    "programme_inputs": [
        "goods 0.5 · imported inputs in them 12.0 % · bought in China 25.0 % = 0.015 in 2030"
    ],
    "organic_growth_explained": ["0, for the goods come on top of the other growth"],
    "corridor_share": ["the shares of the checkpoints whose new corridor opens, added up = 38.0 %"],
}


@pytest.mark.parametrize("name", SAID)
def test_an_equation_as_a_person_writes_it(name):
    """Words beside the digits, or a line of words above them where there are powers; a case says why."""
    assert told(name) == SAID[name]


def test_the_case_that_applies_is_shown():
    """A total is spread over the years; a goal that is met, and goods within other growth, need no arithmetic."""
    total = Scenario(reading="in_total")
    running = evaluate(total)["ramp"].sum()
    assert f"running in all years together {running:g} = 0.18 in" in told("gross_programme", total)[0]
    assert told("gap", Scenario(start="cn_2023")) == ["0, for the start is at the goal or above"]
    assert told("gap_share", Scenario(start="cn_2023")) == ["Not defined, for there is no gap"]
    inside = told("programme_at_target", Scenario(programme_inside_growth=True))
    assert inside == ["0, for the goods are part of the other growth"]
    assert "(1 − rail cargo without room 18.3 %" in told("exports", Scenario(respect_capacity=True))[0]


def test_a_setting_changes_what_is_explained(capsys):
    """The values filled in are those of the scenario that was asked for."""
    assert main(["explain", "required_growth_with_programme", "--set", "target=40"]) == 0
    assert "((40.0 − 1.0) / 24.0)^(1/8) − 1 = 6.3 %" in capsys.readouterr().out


def test_numbers_are_short_but_not_empty():
    """Two decimals, of a percentage one, more for what is small; no zeros at the end but one of money."""
    cases = {
        (35.0, "usd_bn/year"): "35.0",
        (17.9763, "usd_bn/year"): "17.98",
        (0.02534, "usd_bn/year"): "0.025",
        (0.0482916, "1/year"): "4.8 %",
        (0.00652, "share"): "0.65 %",
        (-0.02, "1/year"): "−2.0 %",
        (8.0, "years"): "8",
        (1500.0, "usd/t"): "1500.0",
        (2030.0, "year"): "2030",
        (0.0, "usd_bn/year"): "0.0",
    }
    for (value, unit), expected in cases.items():
        assert equations.text(Amount(value, unit)).replace(",", "") in (expected, expected.removesuffix(".0"))
    assert decimals(Amount(math.inf, "years")) == 0


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_is_explained_without_code(name):
    """In every scenario each names its inputs and a source; no place is empty, no table and no code is printed."""
    for scenario in EXPLAINED.values():
        lines = list(explained(name, Case(scenario)))
        assert lines.index("sources") < len(lines) - 1
        for argument in OUTCOMES[name].arguments:
            assert any(line.startswith(f"  {argument} = ") for line in lines)
        assert not re.search(r"[\[\]{}*_]|\bnp\.|array", "\n".join(lines[1 : lines.index("made of")]))
        assert not re.search(r"[\[\]{}]|\bnp\.|array", "\n".join(lines[: lines.index("sources")]))
        assert not re.search(r"\b(nan|inf)\b", "\n".join(lines[1 : lines.index("made of")]))


@pytest.mark.parametrize("name", OUTCOMES)
def test_pages_say_what_the_terminal_says(name):
    """A card's lines in English are the terminal's, thousands grouped, and all their words are in the catalogue."""
    for scenario in (*presets().values(), EXPLAINED["all at once"]):
        said = formula(name, Case(scenario))
        printed = list(explained(name, Case(scenario)))
        for line in (*said.equation, *said.notes):
            assert re.sub(r"(?<=\d),(?=\d{3})", "", equations.text(line)) in printed
        for part in (
            *said.equation[:-1],
            said.equation[-1].values.get("equation", said.equation[-1]),
            *said.notes,
        ):
            words = re.sub(r"\{\w+\}", "", part.template)
            assert part.template in wordings(name) or not re.search(r"[A-Za-z]{2}", words), part.template


# ── Equation and code ────────────────────────────────────────────────────────────────────────────────────────

YEARLY = {name for name, outcome in OUTCOMES.items() if outcome.shape == "year"} | {"year", "gdp"}
YEARLY |= {"recorded_exports", "recorded_imports", "other_trade", "on_kz_count"}
TRANSIT = {name for name, outcome in OUTCOMES.items() if outcome.shape == "transit year"} | {"titr_year"}


def smooth(x):
    """A step from 0 to 1 that is flat at both ends."""
    inside = min(max(x, 0), 1)
    return 3 * inside**2 - 2 * inside**3


SETTLED = {"0": 0.0, "1": 1.0, "Not defined": math.nan, "Never": math.inf, "No growth is enough": math.inf}
SIGNS = {"·": "*", "−": "-", "^": "**", "1 million": "1e6", "1 billion": "1e9"}
KNOWN = {"max": max, "ln": math.log, "e": math.e, "smooth": smooth}


def settled(text):
    return re.match(f"({'|'.join(SETTLED)}), ", text)


def is_arithmetic(text):
    return bool(settled(text)) or "{" in text


def common(name):
    """The equation that holds where no case applies; none where it is words."""
    return dict(texts(name)).get("Equation")


def worth(text, values):
    """What an equation's text gives, worked out without the product: words off, signs as Python writes them."""
    if found := settled(text):
        return SETTLED[found[1]]
    text = re.sub(r"\(the larger of (.+?) and (.+?)\)", r"max(\1, \2)", text)
    text = re.sub(r"smooth step at (.+)", r"smooth(\1)", text)
    text = re.sub(r"[A-Za-z][^()+−·/^{}]*\{(\w+)\}", r"\1", text)
    for sign, python in SIGNS.items():
        text = text.replace(sign, python)
    return eval(text, {"__builtins__": {}} | KNOWN, dict(values))


def by_year(name, values):
    """The values for each year of a series, whose last is the goal year; those of a number once."""
    series = TRANSIT if name in TRANSIT else YEARLY if name in YEARLY else ()
    count = np.size(values["titr_year" if name in TRANSIT else "year"]) if series else 1
    sums = {f"sum_{key}": np.sum(values[key]) for key in YEARLY}
    for place in range(-count, 0):
        here = {key: np.ravel(values[key])[place if key in series else -1] for key in YEARLY | TRANSIT}
        yield values | sums | here


@cache
def inputs():
    return [
        {
            key: float(v.item()) if np.size(v) == 1 and isinstance(v, np.ndarray) else v
            for key, v in values.items()
        }
        for values in map(values_of, EXPLAINED.values())
    ]


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_equation_gives_the_result(name):
    """The equation shown, worked out with the scenario's values, is what the formula gives, year by year."""
    for values in inputs():
        for here in by_year(name, values):
            text = template(name, here)
            if is_arithmetic(text):
                found, expected = worth(text, here), here[name]
                assert found == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), text
            years_left = here["target_year"] > here["last_observed_year"]
            if years_left and common(name) and f"Where {name} is 0" in dict(texts(name)) and here[name] == 0:
                # the case was chosen by the result itself: without it the equation would lie at or below 0
                assert not worth(common(name), here) > 1e-12


def test_every_case_is_met_and_none_is_forgotten():
    """Each line that a description gives is the one that applies in some scenario."""
    shown = {name: set() for name in OUTCOMES}
    for values in inputs():
        for name, met in shown.items():
            met.update(template(name, here) for here in by_year(name, values))
    for name, met in shown.items():
        assert met == {text for head, text in texts(name) if head != "Note"}, name


IN_WORDS = {
    *("basket", "basket_size", "basket_weights", "goods_for_80", "basket_unrealised", "delivered_weight"),
    *(
        "corridor_share",
        "corridors_running",
        "rail_bottleneck_year",
        "road_bottleneck_year",
        "titr_binding_year",
    ),
    *("ramp_in_all", "price_effect", "other_price_effect"),
    *("programme_mix", "policy_mix_exports", "value_added", "imported_inputs", "product_taxes", "jobs"),
}


# one year taken out of a series, which is no arithmetic
PICKED = {
    *("programme_in_base", "programme_at_start"),
    *("exports_in_border_year", "imports_in_border_year", "other_in_border_year"),
}


def test_few_equations_are_words_alone():
    """Rankings, choices from tables, sums over them and matrix products; everything else is arithmetic that the test above holds."""
    cases = {name: [text for head, text in texts(name) if head != "Note"] for name in OUTCOMES}
    words = {name for name, said in cases.items() if not common(name) or not all(map(is_arithmetic, said))}
    assert words == IN_WORDS | PICKED
    assert len(IN_WORDS) < len(OUTCOMES) / 4


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_equation_rests_on_what_the_outcome_rests_on(name):
    """One common line; every place is named in words, and stands for something behind the outcome."""
    heads = [head for head, _ in texts(name)]
    assert sum(head in ("Equation", "In words") for head in heads) == 1 and len(set(heads)) == len(heads)
    for head, text in texts(name):
        asked = re.findall(r"\{(?:sum_)?(\w+)\}", text) + re.findall(r"Where (\w+) is", head)
        if head != "Note":
            assert set().union(*map(inputs_of, asked)) <= inputs_of(name), asked
            assert len(re.findall(r"[a-z0-9] \{", text)) == text.count("{"), text
    assert not re.search(r"\n(Equation|In words|Where|Note)", OUTCOMES[name].meaning)


READERS = [path for path in (*ENGINE, *UI) if path.name != "catalogue.py"]  # a tool for translators


@pytest.mark.parametrize("path", READERS, ids=names(READERS))
def test_no_source_is_read_or_run(path):
    """An explanation is written by hand and held by tests: the product neither parses nor evaluates its own code."""
    tree = parsed(path)
    assert not tops(tree) & {"ast", "dis", "tokenize"}
    assert not calls_of(tree) & {"eval", "exec", "getsource", "getsourcelines"}


# ── Two numbers of one thing ─────────────────────────────────────────────────────────────────────────────────


def noted(name, scenario=EXPLAINED["proposal"]):
    return " ".join(equations.text(note) for note in formula(name, Case(scenario)).notes)


def test_the_goods_add_more_to_turnover_than_to_exports():
    """The card of 0.5 says why what moved the number shows 0.515, and that is what it shows."""
    assert "Turnover gains 0.5 + 0.015 billion" in noted("programme_at_target")
    moved = attribution(Case(EXPLAINED["proposal"]), EXPLAINED["no_policy"])
    assert moved["goods"] == pytest.approx(0.5 + 0.015)
    assert "0.015 billion, are left out" in noted("gap_share")
    assert noted("gap_share") == noted("required_growth_with_programme")


def test_other_numbers_of_one_thing_are_told():
    """Growth from two starting points, a gap and what is left of it, two counts of imported inputs."""
    assert "2025 with 34.17 billion, it is 0.48 %" in noted("required_growth")
    assert "24.0 billion in 2022, it is 4.8 %" in noted("required_growth_since_last_observed")
    assert "The gap to the goal, 11.0 billion" in noted("shortfall")
    assert "0.015 billion in the goal year, are for the goods alone" in noted("imported_inputs")
    corridors = evaluate(EXPLAINED["proposal"])["corridor_imports"][-1]
    assert f"{corridors:.4f} billion in the goal year" in noted("corridor_exports")


# ── The rest of a card ───────────────────────────────────────────────────────────────────────────────────────


def test_a_card_takes_the_reader_s_own_table():
    """With half of the products the list, and what is said of it, are those of that table."""
    own = products_of(PRODUCTS.table.iloc[::2])
    scenario = Scenario(weights="data")
    shown = formula("basket_unrealised", Case(scenario, products=own)).equation[-1].values["result"]
    assert shown.value == evaluate(scenario, products=own)["basket_unrealised"]
    assert shown.value != evaluate(scenario)["basket_unrealised"]


def products_of(table):
    return products_from(BytesIO(table.to_csv(index=False).encode()))


def rests_on(name):
    """All settings and figures behind a result, followed through what it is made of."""
    if name not in OUTCOMES:
        return {name, *(("target_year",) if name == "year" else ())} & set(PARAMETERS)
    return set().union(*map(rests_on, OUTCOMES[name].arguments))


@pytest.mark.parametrize("name", OUTCOMES)
def test_what_a_result_rests_on_comes_with_grades(name):
    """Every setting and figure behind it is named, no other is, each with one of the three grades."""
    lines = list(explained(name, Case()))
    rests = lines[lines.index("rests on the settings and figures") + 1 : lines.index("sources") - 1]
    assert [line.split()[0] for line in rests] == sorted(rests_on(name))
    assert all(" = " in line and any(f", grade {g}: " in line for g in "ABC") for line in rests)


def test_an_unknown_outcome_is_one_line_and_exit_code_two(capsys):
    """The line names what was asked for; nothing is printed to the other stream."""
    assert main(["explain", "nonsense"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "nonsense" in err


@pytest.mark.parametrize("name", ["required_growth", "gap_share", "turnover_at_target", "value_added"])
def test_a_card_s_ten_per_cent_are_evaluations(name):
    """Each row is the engine with one input turned; inputs that the number does not rest on are not there."""
    scenario = Scenario(programme_value=1.5, realisation=0.8)
    card = tables.card(Case(scenario), name).set_index("input")
    assert set(card.index) == inputs_of(name) & set(PARAMETERS)
    turned = scenario.replace(programme_value=1.35)
    if "programme_value" in card.index:
        value = np.atleast_1d(evaluate(turned)[name])[-1]
        assert card.loc["programme_value", "less"] == pytest.approx(value)
        assert card.loc["programme_value", "effect"] > 0
    for key, row in card.iterrows():
        moved = PARAMETERS[key].is_number and PARAMETERS[key].kind != "given"
        assert np.isfinite(row["less"]) == (moved and PARAMETERS[key].unit != "year"), key
    assert card["effect"].is_monotonic_decreasing
