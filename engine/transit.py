"""The Trans-Caspian route and the Khorgos centre. Transit is not trade between the two and never added to it."""

import numpy as np


def titr_required_growth(titr_base, titr_base_year, titr_goal, titr_goal_year):
    """Growth that leads the Trans-Caspian route from its newest tonnes to its goal [1/year].

    Check: 4.5 to 10 million tonnes in 6 years is 14.2 % a year.

    Equation: (goal {titr_goal} / tonnes {titr_base})^(1/(goal year {titr_goal_year} − newest year {titr_base_year})) − 1
    """
    return (titr_goal / titr_base) ** (1.0 / (titr_goal_year - titr_base_year)) - 1.0


def titr_demand(titr_base, titr_base_year, titr_required_growth, titr_year):
    """Tonnes on the Trans-Caspian route, on the way to its goal, by year from the newest on [mt/year].

    Equation: tonnes {titr_base} · (1 + growth needed {titr_required_growth})^(year {titr_year} − newest year {titr_base_year})
    """
    return titr_base * (1.0 + titr_required_growth) ** (titr_year - titr_base_year)


def titr_binding_year(titr_demand, titr_capacity, titr_year):
    """The first year in which the Trans-Caspian route is too small for the tonnes on the way to its goal [year].

    In words: the first year in which more tonnes are on the way than the route can carry
    Where titr_binding_year is nan: Not defined, for up to the goal everything fits
    """
    full = titr_demand > titr_capacity + 1e-9
    return np.where(full.any(axis=-1, keepdims=True), titr_year[full.argmax(axis=-1)][..., None], np.nan)


def titr_not_fitting(titr_goal, titr_capacity):
    """Tonnes of the Trans-Caspian goal for which there is no room [mt/year]; 0 where all fit.

    Equation: goal {titr_goal} − capacity {titr_capacity}
    Where titr_not_fitting is 0: 0, for the whole goal fits
    """
    return np.maximum(titr_goal - titr_capacity, 0.0)


def icbc_spending(icbc_visits_a_day, icbc_spend_per_visit):
    """What visitors spend in the Khorgos centre [usd_bn/year].

    Equation: visits a day {icbc_visits_a_day} · spending in dollars {icbc_spend_per_visit} · 365 / 1 billion
    """
    return icbc_visits_a_day * icbc_spend_per_visit * 365.0 / 1e9


def icbc_counted_trade(icbc_spending, icbc_counted, elapsed):
    """Spending in the Khorgos centre that counts in turnover, by year [usd_bn/year]: nothing unless the reader says so.

    Baggage within the duty-free limit stands outside customs statistics. Counted, it is imports, for most visitors
    come from Kazakhstan to buy.

    Equation: spending {icbc_spending}
    Where icbc_counted is no: 0, for shopping in the centre is not counted as trade
    Where elapsed is 0: 0, for the starting year is as it was counted
    """
    return icbc_spending * (1.0 if icbc_counted else 0.0) * (elapsed > 0)
