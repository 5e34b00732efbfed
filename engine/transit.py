"""The Trans-Caspian route and the Khorgos centre. Transit is not trade between the two and never added to it."""

import numpy as np


def titr_required_growth(titr_2024, titr_goal, titr_goal_year):
    """Growth that leads from the tonnes of 2024 to the goal [1/year]: (goal / tonnes)^(1/years) − 1.

    Check: 4.5 to 10 million tonnes in 6 years is 14.2 % a year.
    """
    return (titr_goal / titr_2024) ** (1.0 / (titr_goal_year - 2024.0)) - 1.0


def titr_demand(titr_2024, titr_required_growth, titr_year):
    """Tonnes on the way to the goal, by year from 2024 on [mt/year]."""
    return titr_2024 * (1.0 + titr_required_growth) ** (titr_year - 2024.0)


def titr_binding_year(titr_demand, titr_capacity, titr_year):
    """The first year in which the route's capacity is too small for that [year]; not defined (NaN) where it never is."""
    full = titr_demand > titr_capacity + 1e-9
    return np.where(full.any(axis=-1, keepdims=True), titr_year[full.argmax(axis=-1)][..., None], np.nan)


def titr_not_fitting(titr_goal, titr_capacity):
    """Tonnes of the goal for which there is no room [mt/year]: goal − capacity, and 0 where it fits."""
    return np.maximum(titr_goal - titr_capacity, 0.0)


def icbc_spending(icbc_visits_a_day, icbc_spend_per_visit):
    """What visitors spend in the Khorgos centre [usd_bn/year]: visits a day · spending · 365."""
    return icbc_visits_a_day * icbc_spend_per_visit * 365.0 / 1e9


def icbc_counted_trade(icbc_spending, icbc_counted, elapsed):
    """What of it is counted in turnover, by year [usd_bn/year]: nothing unless the reader says so.

    Baggage within the duty-free limit stands outside customs statistics. Counted, it is imports, for most visitors
    come from Kazakhstan to buy.
    """
    return icbc_spending * (1.0 if icbc_counted else 0.0) * (elapsed > 0)
