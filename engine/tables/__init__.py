"""Tidy tables for charts, pages and files. Every number comes from a formula; nothing here is drawn or worded.

A table of observed figures has a column `source`: the keys of its sources, apart by blanks. The larger families are
imported by their own names: `engine.tables.uncertainty`, `answers`, `comparison` and `own`.
"""

from engine.tables.border import (
    countries,
    crossing_times,
    crossings,
    places,
    transit_route,
    utilisation,
    ways,
)
from engine.tables.cards import card
from engine.tables.economy import (
    dependence,
    dollar,
    exports_by_sector,
    investment,
    jobs_by_group,
    of_a_dollar,
)
from engine.tables.goods import basket, delivery, goods_carrying, strictest
from engine.tables.growth import AHEAD, ahead, growth_grid, growth_ladder, growth_to, path, path_observed
from engine.tables.records import defaults, parameters, scalars, yearly

__all__ = [
    "AHEAD",
    "ahead",
    "basket",
    "card",
    "countries",
    "crossing_times",
    "crossings",
    "defaults",
    "delivery",
    "dependence",
    "dollar",
    "exports_by_sector",
    "goods_carrying",
    "growth_grid",
    "growth_ladder",
    "growth_to",
    "investment",
    "jobs_by_group",
    "of_a_dollar",
    "parameters",
    "path",
    "path_observed",
    "places",
    "scalars",
    "strictest",
    "transit_route",
    "utilisation",
    "ways",
    "yearly",
]
