"""A result explained in the terminal."""

import inspect

import numpy as np
import pytest

from engine import OUTCOMES, PARAMETERS, Scenario, evaluate, presets, tables
from engine.__main__ import main
from engine.explain import explained
from engine.model import inputs_of, values_of


def test_turnover_is_explained_by_its_parts(capsys):
    """Formula, the same with values, result, inputs, settings with grades, and sources with addresses."""
    assert main(["explain", "turnover"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert "turnover = exports + imports" in lines
    assert "         = 17.9763 + 14.1751" in lines
    assert "         = 32.1513" in lines
    assert any("organic_export_growth = 0.033 1/year, grade B" in line for line in lines)
    assert any("https://en.inform.kz" in line for line in lines)


def test_a_setting_changes_what_is_explained(capsys):
    """The values filled in are those of the scenario that was asked for."""
    assert main(["explain", "required_growth_with_programme", "--set", "target=40"]) == 0
    assert "(np.maximum(40 - 1, 24) / 24) ** (1.0 / 8) - 1.0" in capsys.readouterr().out


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_can_be_explained(name):
    """Each names its inputs and at least one source."""
    lines = list(explained(name, Scenario()))
    assert lines.index("sources") < len(lines) - 1
    for argument in OUTCOMES[name].arguments:
        assert any(line.startswith(f"  {argument} = ") for line in lines)


EXPLAINED = {
    **presets(),
    "all at once": Scenario(
        start="kz_2024",
        reading="in_total",
        weights="data",
        failure_order="smallest_first",
        goods_delivered=50,
        programme_inside_growth=True,
        respect_capacity=True,
        transit_growth=0.15,
        fdi_inflow=4.0,
        water_shortfall=0.3,
        icbc_counted=True,
    ),
    "goal met": Scenario(start="cn_2023", weights="data", goods_delivered=50),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_formula_shown_gives_the_result(name):
    """The printed formula, worked out with the scenario's values, is the result that stands below it."""
    outcome = OUTCOMES[name]
    for scenario in EXPLAINED.values():
        shown = next(line for line in explained(name, scenario) if line.startswith(f"{name} = "))
        values = values_of(scenario)
        known = inspect.unwrap(outcome.formula).__globals__ | {key: values[key] for key in outcome.arguments}
        with np.errstate(divide="ignore", invalid="ignore"):
            found = eval(shown.removeprefix(f"{name} = "), known)
        np.testing.assert_allclose(found, values[name], rtol=1e-12, atol=1e-15)


def rests_on(name):
    """All settings and figures behind a result, followed through what it is made of."""
    if name not in OUTCOMES:
        return {name, *(("target_year",) if name == "year" else ())} & set(PARAMETERS)
    return set().union(*map(rests_on, OUTCOMES[name].arguments))


@pytest.mark.parametrize("name", OUTCOMES)
def test_what_a_result_rests_on_comes_with_grades(name):
    """Every setting and figure behind it is named, no other is, each with one of the three grades."""
    lines = list(explained(name, Scenario()))
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
    card = tables.card(name, scenario).set_index("input")
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
