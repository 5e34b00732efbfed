"""A result explained in the terminal."""

import pytest

from engine import OUTCOMES, Scenario
from engine.__main__ import main
from engine.explain import explained


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
    assert main(["explain", "required_growth_with_programme", "--set", "target=40"]) == 0
    assert "(np.maximum(40 - 1, 24) / 24) ** (1.0 / 8) - 1.0" in capsys.readouterr().out


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_outcome_can_be_explained(name):
    """Each names its inputs and at least one source."""
    lines = list(explained(name, Scenario()))
    assert lines.index("sources") < len(lines) - 1
    for argument in OUTCOMES[name].arguments:
        assert any(line.startswith(f"  {argument} = ") for line in lines)


def test_an_unknown_outcome_is_one_line_and_exit_code_two(capsys):
    assert main(["explain", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
