"""Scenarios for tests that hold for all of them: as Hypothesis strategies and from a seeded generator."""

from hypothesis import strategies as st

from engine import PARAMETERS, Scenario
from engine.load import PRODUCTS
from engine.scenario import SETTINGS

WHOLE = ("year", "years", "goods")
NUMBERS = tuple(name for name in SETTINGS if PARAMETERS[name].is_number)
CODES = tuple(str(code) for code in PRODUCTS.hs6)
# what links of the first two versions, and those without a version, mean where they do not name a setting
FIRST = {
    "vantage": "start",
    "import_content": 0.1,
    "oil_link": 0.0,
    "lanes_open": 2024,
    "rail_capacity": 32.0,
}
# what XML does not allow of all that a browser can send
FORBIDDEN = "".join(map(chr, [*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF]))


def of_first(**changes):
    """The scenario that a link of the first two versions, or one without a version, stands for."""
    return Scenario(**{**FIRST, **changes})


def setting(name, most_codes=18):
    """A strategy for the values that one setting may take, to six decimals."""
    parameter = PARAMETERS[name]
    if parameter.unit == "yes/no":
        return st.booleans()
    if parameter.unit == "choice":
        return st.sampled_from(sorted(parameter.options))
    if parameter.unit == "hs6":
        return st.lists(st.sampled_from(CODES), max_size=most_codes).map(tuple)
    if parameter.unit in WHOLE:
        return st.integers(int(parameter.low), int(parameter.high))
    return st.floats(float(parameter.low), float(parameter.high)).map(lambda value: round(value, 6))


def scenarios(**fixed):
    """A strategy for valid scenarios that differ from the proposal in any of the settings."""
    free = {name: setting(name) for name in SETTINGS if name not in fixed}
    some = st.fixed_dictionaries({}, optional=free)
    return some.map(lambda values: Scenario().replace(**{**values, **fixed}))


def random_scenario(generator):
    """A valid scenario with every setting drawn from its range by a `random.Random`."""
    values = {}
    for name in SETTINGS:
        parameter = PARAMETERS[name]
        if parameter.unit == "yes/no":
            values[name] = generator.random() < 0.5
        elif parameter.unit == "choice":
            values[name] = generator.choice(sorted(parameter.options))
        elif parameter.unit == "hs6":
            values[name] = tuple(generator.sample(CODES, generator.randrange(6)))
        elif parameter.unit in WHOLE:
            values[name] = generator.randint(int(parameter.low), int(parameter.high))
        else:
            values[name] = round(generator.uniform(parameter.low, parameter.high), 6)
    return Scenario(**values)
