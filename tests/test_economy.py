"""The input–output model: a textbook's example, identities, check figures, and a library's second opinion."""

import numpy as np
import pandas as pd
import pymrio
import pytest

from engine import Scenario, economy, evaluate, presets, tables
from engine.load import INPUT_OUTPUT as IO
from engine.load import PRODUCTS


def test_the_textbooks_two_sectors():
    """Miller & Blair, Input–Output Analysis, ch. 2: outputs of 1,247.5 and 1,841.6 for demands of 600 and 1,500."""
    inputs = np.array([[0.15, 0.25], [0.20, 0.05]])
    assert economy.total_requirements(inputs) @ [600, 1500] == pytest.approx([1247.52, 1841.58], abs=0.01)
    assert economy.total_requirements(inputs) == pytest.approx(
        np.array([[1.2541, 0.3300], [0.2640, 1.1221]]), abs=1e-4
    )


def test_a_dollar_is_value_added_imports_and_taxes():
    """For every product the three parts of a dollar at the border add up to one."""
    parts = economy.value_added_per_dollar(IO) + economy.imports_per_dollar(IO) + economy.taxes_per_dollar(IO)
    assert parts == pytest.approx(np.ones(68), abs=3e-6)


def test_check_figures():
    """All goods 0.85 of value added and 1.39 of output a dollar, farm products 0.90–0.915, food 0.86–0.88."""
    added = economy.value_added_per_dollar(IO)
    goods = np.array([code < "35" for code in IO.code])
    mix = IO.exports * goods / (IO.exports * goods).sum()
    assert mix @ added == pytest.approx(0.85, abs=0.01)
    assert economy.output_per_dollar(IO).sum(axis=0) @ mix == pytest.approx(1.39, abs=0.02)
    assert 0.90 <= added[IO.code.index("01")] <= 0.915
    assert 0.86 <= added[IO.code.index("10-11")] <= 0.88


def test_a_library_finds_the_same_multipliers():
    """pymrio's Leontief inverse and output for the same table and demand."""
    table = pd.DataFrame(IO.inputs, index=list(IO.code), columns=list(IO.code))
    inverse = pymrio.calc_L(table)
    assert np.asarray(inverse) == pytest.approx(economy.leontief_inverse(IO), rel=1e-9, abs=1e-12)
    demand = pd.DataFrame(economy.basic_demand(IO)[:, :3], index=list(IO.code))
    assert np.asarray(pymrio.calc_x_from_L(inverse, demand.sum(axis=1))).ravel() == pytest.approx(
        economy.output_per_dollar(IO)[:, :3].sum(axis=1), rel=1e-9
    )


def test_every_good_finds_its_product():
    """Wheat is farming, flour food, potassium chloride chemicals, bearings machinery."""
    found = dict(zip(PRODUCTS.hs6.tolist(), economy.io_rows(PRODUCTS, IO), strict=True))
    assert len(found) == 5079
    for code, product in (("100199", "01"), ("110100", "10-11"), ("310420", "20"), ("848250", "28")):
        assert IO.code[found[code]] == product


@pytest.mark.parametrize("name", sorted(presets()))
def test_mixes_add_up_to_one(name):
    assert evaluate(presets()[name])["programme_mix"].sum() == pytest.approx(1)
    assert economy.export_mix(PRODUCTS, IO).sum() == pytest.approx(1)
    assert economy.agrifood_mix(PRODUCTS, IO).sum() == pytest.approx(1)


def test_twice_the_goods_are_twice_the_jobs():
    """The model is linear: value added, imports, taxes and jobs double with the goods, corridors shut."""
    shut = Scenario(lane_dostyk=False, lane_maikapchagai=False, lane_kalzhat=False)
    once, twice = (evaluate(shut.replace(programme_value=v)) for v in (1.0, 2.0))
    for name in ("value_added", "imported_inputs", "product_taxes", "jobs"):
        assert twice[name] == pytest.approx(2 * once[name])
    parts = once["value_added"] + once["imported_inputs"] + once["product_taxes"]
    assert parts == pytest.approx(once["policy_exports"], abs=1e-5)


def test_the_jobs_table_adds_up_to_the_result():
    """All parts of the economy together are the jobs behind the goods."""
    shut = Scenario(lane_dostyk=False, lane_maikapchagai=False, lane_kalzhat=False)
    assert tables.jobs_by_group(shut)["jobs"].sum() == pytest.approx(evaluate(shut)["jobs"][-1])


def test_concentration_lies_between_spread_and_one_partner():
    """A single partner is 1; with no trade with China what is left is the others' own concentration."""
    assert economy.trade_concentration(1.0, 0.09) == 1.0
    assert economy.trade_concentration(0.0, 0.09) == 0.09
