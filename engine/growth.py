"""How fast turnover must grow to reach the goal. Money in billions of US dollars a year, growth as a fraction.

Years run along the last axis; draws, where there are any, along the one before it.
"""

import numpy as np


def horizon(target_year, start_year):
    """Years from the starting point to the goal [years].

    Equation: goal year {target_year} − first year {start_year}
    """
    return target_year - start_year


def years_ahead(target_year, base_year):
    """Years from where the projection begins to the goal [years].

    Equation: goal year {target_year} − newest year {base_year}
    """
    return np.maximum(target_year - base_year, 0)


def elapsed(year, base_year):
    """Years since the projection begins [years], by year; 0 for the years that have been counted.

    Equation: year {year} − newest year {base_year}
    Where elapsed is 0: 0, for that year has been counted
    """
    return np.maximum(year - base_year, 0)


def since_start(year, start_year):
    """Years since the starting point [years], by year.

    Equation: year {year} − first year {start_year}
    """
    return year - start_year


def gap(target, start_turnover):
    """What the start lacks of the goal [usd_bn/year]; 0 where the goal is already met.

    Equation: goal {target} − start {start_turnover}
    Where gap is 0: 0, for the start is at the goal or above
    """
    return np.maximum(target - start_turnover, 0.0)


def implied_growth(target, start_turnover, horizon):
    """Growth that leads from the start exactly to the goal [1/year].

    Negative where the goal lies below the start: trade could then shrink by as much and still meet it.
    A horizon of no years allows no path: infinite growth, or none where the goal is met.
    Check: 24 to 35 in 8 years is 0.04829159.

    Equation: (goal {target} / start {start_turnover})^(1/years {horizon}) − 1
    Where implied_growth is inf: No growth is enough, for no years are left
    Where horizon is 0: 0, for no years are left and the goal is met
    """
    ratio = target / start_turnover
    if horizon <= 0:
        return np.where(ratio > 1, np.inf, 0.0)[()]
    # numpy's power for a lone number too: Python's own differs from it in the last digit
    return np.power(ratio, 1.0 / horizon) - 1.0


def required_growth(implied_growth):
    """Growth needed every year to reach the goal [1/year]; 0 where the goal is already met.

    Equation: (goal {target} / start {start_turnover})^(1/years {horizon}) − 1
    Where gap is 0: 0, for the start is at the goal or above
    Where required_growth is inf: No growth is enough, for no years are left
    Note: This counts from the starting point; from the newest year on record, {last_observed_year} with
    {last_observed_turnover} billion, it is {required_growth_since_last_observed}.
    """
    return np.maximum(implied_growth, 0.0)


def required_path(start_turnover, required_growth, since_start):
    """Turnover by year if it grew at the required rate [usd_bn/year].

    Equation: start {start_turnover} · (1 + growth needed {required_growth})^years {since_start}
    """
    return start_turnover * (1.0 + required_growth) ** since_start


def required_growth_since_last_observed(target, last_observed_turnover, target_year, last_observed_year):
    """The required growth from the newest observed year of the same ledger [1/year]; 0 where the goal is met.

    Equation: (goal {target} / newest {last_observed_turnover})^(1/(goal year {target_year} − its year
    {last_observed_year})) − 1
    Where required_growth_since_last_observed is 0: 0, for the newest year is at the goal or above
    Where required_growth_since_last_observed is inf: No growth is enough, for no years are left
    Note: From the starting point, {start_turnover} billion in {start_year}, it is {required_growth}.
    """
    return required_growth(implied_growth(target, last_observed_turnover, target_year - last_observed_year))


def required_growth_with_programme(target, start_turnover, horizon, programme_since_start):
    """Growth still needed from all other trade when the programme adds its part [1/year].

    Check: 24 to 35 in 8 years with 1 on top is 0.04450004.

    Equation: ((goal {target} − goods {programme_since_start}) / start {start_turnover})^(1/years {horizon}) − 1
    Where required_growth_with_programme is 0: 0, for the goods alone close the gap, or there is none
    Where required_growth_with_programme is inf: No growth is enough, for no years are left
    Note: The inputs that the goods buy in China, {programme_inputs} billion, are left out here, though turnover
    counts them: they are a by-product, not a way to the goal.
    """
    rest = np.maximum(target - programme_since_start, start_turnover)
    if horizon <= 0:
        return required_growth(np.where(rest > start_turnover, np.inf, 0.0))
    return (rest / start_turnover) ** (1.0 / horizon) - 1.0


def growth_relief(required_growth, required_growth_with_programme):
    """By how much the programme lowers the growth needed [1/year].

    Equation: growth needed {required_growth} − still needed with the goods {required_growth_with_programme}
    Where required_growth_with_programme is inf: Not defined, for no years are left
    """
    with np.errstate(invalid="ignore"):  # with no years left both can be infinite: not defined
        return required_growth - required_growth_with_programme


def gap_share(programme_since_start, gap):
    """The part of the gap that the programme closes in the goal year [share]. The gap is that of the starting point: what
    other trade does in the meantime is left out.

    Check: 1 of 11 is 0.0909.

    Equation: goods {programme_since_start} / gap {gap}
    Where gap is 0: Not defined, for there is no gap
    Note: The inputs that the goods buy in China, {programme_inputs} billion, are left out here, though turnover
    counts them: they are a by-product, not a way to the goal.
    """
    return programme_since_start / np.where(gap > 0, gap, np.nan)


def projected_growth(turnover_at_target, base_turnover, years_ahead):
    """The steady growth that would lead to the projected turnover of the goal year [1/year]; 0 for no years.

    It counts from where the projection begins.

    Equation: (turnover in the goal year {turnover_at_target} / newest {base_turnover})^(1/years {years_ahead}) − 1
    Where years_ahead is 0: 0, for there are no years to grow in
    """
    if years_ahead <= 0:
        return turnover_at_target * 0.0
    return (turnover_at_target / base_turnover) ** (1.0 / years_ahead) - 1.0


def years_to_target(target, base_turnover, projected_growth):
    """Years from where the projection begins until the goal is reached at this scenario's average growth [years].

    Equation: ln(goal {target} / newest {base_turnover}) / ln(1 + growth {projected_growth})
    Where years_to_target is 0: 0, for the newest year is at the goal or above
    Where years_to_target is inf: Never, for trade does not grow
    """
    ratio = np.maximum(target / base_turnover, 1.0)
    growing = np.maximum(projected_growth, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(ratio > 1.0, np.log(ratio) / np.log1p(growing), 0.0)


def average_growth(first, last, years):
    """Steady growth that leads from one amount to another [1/year]: (last / first)^(1/years) − 1."""
    return (last / first) ** (1.0 / years) - 1.0
