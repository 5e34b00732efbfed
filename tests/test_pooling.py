"""Beliefs and their pooling: worked by hand, by law, and by brute force."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Scenario, evaluate
from engine.belief import Belief, belief, believable, drawn, scenario_of, spanned
from engine.message import Refusal
from engine.model import evaluate_columns
from engine.pooling import (
    ALL,
    LEVELS,
    Apart,
    Layers,
    Movement,
    Person,
    Room,
    by_group,
    disagreement,
    futures,
    mean,
    movement,
    quantiles,
    room,
    shown_groups,
)
from engine.uncertainty import futures as engine_futures
from engine.uncertainty import triangular

BELIEFS_ONLY = Layers(years=False)
EXPORTS, IMPORTS = "organic_export_growth", "organic_import_growth"


def person(low, best, high, name=EXPORTS, **more):
    held = {name: belief(name, low, best, high)}
    return Person(scenario_of(Scenario(), held), held, **more)


def sixty():
    """Optimists to pessimists: person i of 60 thinks of growth as 0 … 10 %, hopeful of exports and imports alike, each unsure
    by half a point to two; seed 35.
    """
    dice = np.random.default_rng(35)
    found = []
    for view in np.linspace(0.0, 0.10, 60):
        held = {}
        for name in (EXPORTS, IMPORTS):
            best = float(np.clip(view + dice.normal(0, 0.005), 0.0, 0.1))
            unsure = float(dice.uniform(0.005, 0.02))
            held[name] = belief(name, best - unsure, best, best + unsure)
        found.append(Person(scenario_of(Scenario(), held), held))
    return found


SIXTY = sixty()
POOLED = room(SIXTY)


class Sure:
    """Stands where a person's futures stand: its chance is what it is made with."""

    def __init__(self, chance):
        self._chance = chance

    def chance(self, _layers):
        return self._chance


def of_chances(*chances, weights=None):
    return Room(tuple(map(Sure, chances)), np.array(weights or [1.0] * len(chances)))


# ── A belief ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_triangle_by_hand():
    """About 0, from −1 to 1: reaches of 1/(1 − √0.1), for (a − 1)² = 0.05·2a·a."""
    reach = 1 / (1 - math.sqrt(0.1))
    assert spanned(-1, 0, 1) == pytest.approx((-reach, 0, reach))


@given(st.floats(0, 5), st.floats(0, 5), st.floats(-3, 3))
def test_one_in_twenty_lies_beyond_each_end(below, above, best):
    if below + above < 1e-6:
        return
    found = spanned(best - below, best, best + above)
    ends = triangular(np.array([0.05, 0.95]), *map(float, found))
    assert ends == pytest.approx([best - below, best + above], abs=1e-6 * (1 + below + above))


def test_who_is_certain_draws_one_value():
    assert drawn(EXPORTS, Belief(0.03, 0.03, 0.03)) == (0.03, 0.03, 0.03)


def test_a_draw_stays_within_what_a_setting_may_be():
    low, _, high = drawn("realisation", belief("realisation", 0.2, 0.5, 1.2))
    assert (low, high) == (0.2, 1.2)


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        (EXPORTS, (0.05, 0.03, 0.07), "must not cross"),
        (EXPORTS, (0.01, 0.08, 0.07), "must not cross"),
        (EXPORTS, (math.nan, 0.03, 0.07), "not a number"),
        (EXPORTS, (0.01, 0.03, 9.0), "out of range"),
        (EXPORTS, (0.01, True, 0.07), "not a number"),
        ("target_year", (2029, 2030, 2031), "not asked for"),
        ("lane_dostyk", (0, 0, 1), "not asked for"),
        ("nothing", (0, 0, 1), "not asked for"),
    ],
)
def test_what_cannot_be_believed_is_refused(name, values, says):
    with pytest.raises(Refusal, match=says):
        belief(name, *values)


def test_a_scenario_has_the_bests_and_counts_whole():
    held = {EXPORTS: Belief(0.01, 0.05, 0.09), "goods_delivered": Belief(50.0, 68.0, 90.0)}
    found = scenario_of(Scenario(), held)
    assert (found.organic_export_growth, found.goods_delivered) == (0.05, 68)
    assert isinstance(found.goods_delivered, int)
    assert believable("goods_delivered") and not believable("start")


# ── The room's chance ────────────────────────────────────────────────────────────────────────────────────────


def test_the_rooms_chance_is_the_mean_of_its_persons():
    """0.2, 0.5, 0.9: 1.6 / 3; the first counted three times: (0.6 + 0.5 + 0.9) / 5."""
    assert of_chances(0.2, 0.5, 0.9).chance() == pytest.approx(1.6 / 3)
    assert of_chances(0.2, 0.5, 0.9, weights=[3.0, 1.0, 1.0]).chance() == pytest.approx(0.4)


def test_groups_make_up_the_room():
    """Weighted by how many they are, the chances of groups give the room's."""
    people = [person(0.0, 0.02, 0.04, group="a")] * 6 + [person(0.03, 0.06, 0.08, group="b")] * 5
    whole = room(people)
    groups = by_group(people, whole)
    assert list(groups) == ["a", "b"]
    made_up = (6 * groups["a"].chance() + 5 * groups["b"].chance()) / 11
    assert made_up == pytest.approx(whole.chance())


@pytest.mark.parametrize(
    "layers", [ALL, BELIEFS_ONLY, Layers(within=False), Layers(within=False, years=False)]
)
def test_by_persons_is_the_mean_of_chances(layers):
    each = [room([one]).chance(layers) for one in SIXTY]
    assert POOLED.chance(layers) == pytest.approx(np.mean(each))


def test_the_mixture_and_the_chance_say_the_same():
    """Without the years' swings, the share of all futures at or above 35 is the room's chance of it."""
    spreads = np.concatenate([one.spread(BELIEFS_ONLY)[:, -1] for one in POOLED.futures])
    assert POOLED.chance(BELIEFS_ONLY) == pytest.approx((spreads >= 35).mean())
    kept = room(SIXTY, draws=2048)
    with_years = np.concatenate([one.spread(ALL)[:, -1] for one in kept.futures])
    assert kept.chance() == pytest.approx((with_years >= 35).mean(), abs=0.005)


def test_one_person_is_that_person():
    """Certain and alone, the room's band is the scenario's own."""
    alone = room([Person(Scenario())], draws=2048)
    own = engine_futures(Scenario())
    assert alone.chance() == pytest.approx(own.probability_at(Scenario().target))
    assert alone.middle == pytest.approx(evaluate(Scenario())["turnover"])
    for level, row in zip((0.05, 0.25, 0.5, 0.75, 0.95), alone.by_persons(), strict=True):
        wanted = own.bands[[0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95].index(level)]
        assert row[-1] == pytest.approx(wanted[-1], rel=0.03)


def test_the_order_of_persons_changes_nothing():
    mixed = [SIXTY[place] for place in np.random.default_rng(1).permutation(60)]
    other = room(mixed)
    assert other.chance() == pytest.approx(POOLED.chance())
    assert other.by_persons() == pytest.approx(POOLED.by_persons())


def test_a_weight_of_two_is_two_persons():
    a, b = person(0.0, 0.02, 0.04), person(0.03, 0.06, 0.08)
    twice = room([Person(a.scenario, a.beliefs, weight=2.0), b])
    assert twice.chance() == pytest.approx(room([a, a, b]).chance())
    assert twice.by_persons(BELIEFS_ONLY)[:, -1] == pytest.approx(
        room([a, a, b]).by_persons(BELIEFS_ONLY)[:, -1], rel=0.01
    )


# ── Bands ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_averaged_quantiles_are_narrower():
    """Sixty persons, in every combination of layers: never wider than the mixture, and much narrower where they differ."""
    for layers in (ALL, BELIEFS_ONLY, Layers(within=False)):
        mixture, averaged = POOLED.by_persons(layers)[:, -1], POOLED.by_quantiles(layers)[:, -1]
        assert averaged[-1] - averaged[0] <= mixture[-1] - mixture[0]
    mixture, averaged = POOLED.by_persons(BELIEFS_ONLY)[:, -1], POOLED.by_quantiles(BELIEFS_ONLY)[:, -1]
    assert averaged[-1] - averaged[0] < (mixture[-1] - mixture[0]) / 2


def test_layers_off_leave_less():
    """Each layer widens what the room sees; none leaves a point, the median of middles."""
    widths = {
        layers: np.ptp(POOLED.by_persons(Layers(*layers))[:, -1])
        for layers in [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 1, 1)]
    }
    assert widths[0, 0, 0] == pytest.approx(0, abs=1e-9)
    assert 0 < widths[1, 0, 0] < widths[1, 1, 0] < widths[1, 1, 1]
    assert 0 < widths[0, 1, 0] < widths[1, 1, 0]
    median = np.median(POOLED.middles[:, -1])
    assert POOLED.by_persons(Layers(0, 0, 0))[:, -1] == pytest.approx([median] * len(LEVELS))


def test_a_doubt_is_counted_once():
    """Who gave ranges for both growth rates has no doubt from history beside them; who gave none keeps it."""
    found = futures(SIXTY[30])
    assert found.about_drawn.doubt == pytest.approx(0) and found.about.doubt > 0
    assert futures(Person(Scenario())).about_drawn == futures(Person(Scenario())).about


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 99), st.integers(1, 5)), min_size=1, max_size=12))
def test_weighted_quantiles_are_those_of_repeated_values(pairs):
    """Against every value written as often as it weighs a thousandth, by NumPy."""
    values, weights = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    found = quantiles(values[:, None], weights, (0.5,))[0, 0]
    copies = np.repeat(values, (1000 * weights).astype(int))
    low, high = np.quantile(copies, (0.5, 0.5), method="hazen")
    order = np.sort(values)
    between = (
        order[max(np.searchsorted(order, low) - 1, 0)],
        order[min(np.searchsorted(order, high, "right"), len(order) - 1)],
    )
    assert between[0] - 1e-9 <= found <= between[1] + 1e-9
    equal = quantiles(values[:, None], np.ones(len(values)), LEVELS)[:, 0]
    assert equal == pytest.approx(np.quantile(values, LEVELS, method="hazen"))


def test_draws_are_of_the_persons_own_triangle():
    """Mean of the drawn turnover against brute force over a hundred thousand draws of the same triangle."""
    one = SIXTY[10]
    dice = np.random.default_rng(7)
    columns = {
        name: dice.triangular(limits.low, limits.mode, limits.high, 100_000)
        for name, limits in ((name, drawn(name, held)) for name, held in one.beliefs.items())
    }
    brute = evaluate_columns(one.scenario, columns, "turnover_at_target")
    ours = futures(one, draws=2048).drawn[:, -1]
    assert ours.mean() == pytest.approx(brute.mean(), rel=0.002)
    assert np.quantile(ours, LEVELS) == pytest.approx(np.quantile(brute, LEVELS), rel=0.005)


# ── Groups, disagreement, movement ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5, "b": 5}, ("a", "b")),
        ({"a": 5, "b": 4}, ()),  # b would be the room less a
        ({"a": 6, "b": 5, "c": 4}, ("a",)),  # b is hidden with c
        ({"a": 6, "b": 3, "c": 3}, ("a",)),  # two hidden ones hide each other
        ({"a": 6, "": 1}, ()),  # so does who has no group
        ({"a": 4}, ()),
        ({}, ()),
    ],
)
def test_small_groups_are_not_shown_nor_to_be_had_by_subtraction(sizes, shown):
    people = [Person(Scenario(), group=name) for name, size in sizes.items() for _ in range(size)]
    assert shown_groups(people) == shown


def test_disagreement_in_billions():
    """Apart on exports alone: what the ends of eight in ten are worth, by the engine, the rest as the median."""
    people = [person(b, b, b) for b in np.linspace(0.0, 0.1, 11).round(3).tolist()]
    (found,) = disagreement(Scenario(), people)
    assert isinstance(found, Apart) and found.median == pytest.approx(0.05)
    at = [
        evaluate(Scenario().replace(**{EXPORTS: end}))["turnover_at_target"]
        for end in (found.low, found.high)
    ]
    assert (found.at_low, found.at_high) == pytest.approx(at) and found.worth == pytest.approx(at[1] - at[0])


def test_what_is_worth_most_comes_first():
    found = disagreement(Scenario(), SIXTY)
    assert [one.name for one in found] == sorted(
        [EXPORTS, IMPORTS], key=lambda n: -next(o.worth for o in found if o.name == n)
    )
    assert disagreement(Scenario(), [Person(Scenario())] * 3) == ()


def test_movement_between_rounds():
    before, after = {1: 1.0, 2: 2.0, 3: 3.0, 4: 9.0}, {1: 2.0, 2: 1.0, 3: 3.0, 5: 4.0}
    assert movement(before, after) == Movement(up=1, down=1, stayed=1, before=2.0, after=2.0)
    assert movement({1: 1.0}, {2: 1.0}) is None


def test_a_mean_by_weights():
    assert mean(np.array([1.0, 4.0]), np.array([3.0, 1.0])) == pytest.approx(1.75)
