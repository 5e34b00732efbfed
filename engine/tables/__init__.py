"""Tidy tables for charts, pages and files. Every number comes from a formula; nothing here is drawn or worded.

`engine.tables.certainty` and `engine.tables.conclusions` are imported by their own names: they stand on `answers`, which
itself stands on the tables below.
"""

from engine.tables.border import border_line, crossing_times, crossings, places, transit_route, utilisation
from engine.tables.cards import card
from engine.tables.economy import dependence, dollar, exports_by_sector, investment, jobs_by_group
from engine.tables.goods import basket, delivery, goods_carrying
from engine.tables.growth import (
    LEDGERS,
    first_year_at,
    growth_before,
    growth_grid,
    growth_ladder,
    growth_newest,
    history_of,
    observed_turnover,
    past_growth,
    path,
    window_growth,
)
from engine.tables.records import parameters, scalars, yearly

__all__ = [
    "LEDGERS",
    "basket",
    "border_line",
    "card",
    "crossing_times",
    "crossings",
    "delivery",
    "dependence",
    "dollar",
    "exports_by_sector",
    "first_year_at",
    "goods_carrying",
    "growth_before",
    "growth_grid",
    "growth_ladder",
    "growth_newest",
    "history_of",
    "investment",
    "jobs_by_group",
    "observed_turnover",
    "parameters",
    "past_growth",
    "path",
    "places",
    "scalars",
    "transit_route",
    "utilisation",
    "window_growth",
    "yearly",
]
