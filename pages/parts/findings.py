"""What a result says, in one sentence: the headings of charts and the words beside the big numbers.

Right also where nothing changes, where the goal is already met, and where there is no way.
"""

import math

import pandas as pd

from engine import Scenario
from engine.load import STARTING_POINTS
from engine.model import Results
from engine.tables import LEDGERS, first_year_at, growth_before, growth_newest
from pages.parts.words import _, number


def path(scenario: Scenario, results: Results) -> str:
    """The heading of the path chart."""
    if results["gap"] == 0:
        return _("The goal of {target} was met in {year} already: turnover was {turnover}").format(
            target=number(scenario.target, "usd_bn/year"),
            year=number(results["year"][0], "year"),
            turnover=number(STARTING_POINTS[scenario.start]["turnover"], "usd_bn/year"),
        )
    words = {
        "turnover": number(results["turnover_at_target"], "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "missing": number(results["shortfall"], "usd_bn/year"),
        "target": number(scenario.target, "usd_bn/year"),
    }
    if results["shortfall"] == 0:
        return _("This scenario reaches the goal: {turnover} in {year}, with {target} asked for").format(
            **words
        )
    return _("This scenario leads to {turnover} in {year}, {missing} short of the goal").format(**words)


def needed(scenario: Scenario, results: Results) -> str:
    """Growth needed, beside what the decade before gave."""
    if results["gap"] == 0:
        return _("No growth is needed from this starting point")
    growth = number(results["required_growth"], "1/year")
    before, newest = growth_before(scenario), growth_newest(scenario)
    if not math.isfinite(results["required_growth"]):
        return _("There are no years left for growth")
    if before is None:
        return _("Closing the gap takes {growth}").format(growth=growth)
    start = int(results["year"][0])
    text = _("Closing the gap takes {growth}; the ten years to {start} gave {before}").format(
        growth=growth, start=start, before=number(before, "1/year")
    )
    if newest is None or newest[1] == start:
        return text
    return _("{text}, the ten to {last} {newest}").format(
        text=text, last=newest[1], newest=number(newest[2], "1/year")
    )


def programme(scenario: Scenario, results: Results) -> str:
    """What the extra goods change."""
    added = results["programme_at_target"]
    if scenario.programme_inside_growth and results["net_programme"][-1] > 0:
        explained = results["organic_growth_explained"]
        if not math.isfinite(explained):
            return _(
                "The goods count as part of other exports, which do not grow: they add nothing to turnover"
            )
        return _("The goods explain {part} of the growth of exports and add nothing to turnover").format(
            part=number(explained, "share")
        )
    if added == 0:
        return _("The extra goods add nothing in the goal year")
    amount = number(added, "usd_bn/year", 2)
    if results["gap"] == 0:
        return _("The extra goods add {amount} to a goal that is already met").format(amount=amount)
    return _("The extra goods add {amount}: {part} of the gap").format(
        amount=amount, part=number(results["gap_share"], "share")
    )


def years(scenario: Scenario, results: Results) -> str:
    """When this scenario's growth reaches the goal."""
    needed = results["years_to_target"]
    if results["gap"] == 0:
        return _("already met")
    if not math.isfinite(needed):
        return _("never")
    return _("about {year}").format(year=number(math.ceil(results["year"][0] + needed - 1e-9), "year"))


def ladder(frame: pd.DataFrame, scenario: Scenario) -> str:
    """The heading of the ladder: the span of growth that one goal takes, by starting point."""
    own = frame[(frame["target"] == scenario.target) & (frame["target_year"] == scenario.target_year)]
    least, most = own["growth"].min(), own["growth"].max()
    words = {
        "target": number(scenario.target, "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "least": number(least, "1/year"),
        "most": number(most, "1/year"),
        "met": int(own["met"].sum()),
        "all": len(own),
    }
    if own["met"].all():
        return _("{target} is already met from every starting point").format(**words)
    if own["met"].any():
        return _(
            "{target} by {year}: met already from {met} of {all} starting points, up to {most} from the others"
        ).format(**words)
    return _("{target} by {year} takes {least} to {most}, depending on whose count and which year").format(
        **words
    )


def windows(frame: pd.DataFrame, results: Results, years: int) -> str:
    """The heading of the past windows: how often history was fast enough."""
    if frame.empty:
        return _("No past window of {years} years is on record").format(years=years)
    fast = int((frame["growth"] >= results["required_growth"]).sum())
    return _("{fast} of {all} past windows of {years} years grew at least {growth}").format(
        fast=fast, all=len(frame), years=years, growth=number(results["required_growth"], "1/year")
    )


def grid(frame: pd.DataFrame, scenario: Scenario) -> str:
    """The heading of the growth grid: the least growth that reaches the goal by its year."""
    if STARTING_POINTS[scenario.start]["turnover"] >= scenario.target:
        return _("The goal lies at or below the starting point")
    enough = frame[(frame["year"] == scenario.target_year) & frame["reached"]]
    if enough.empty:
        return _("Even {most} does not reach {target} by {year}").format(
            most=number(frame["growth"].max(), "1/year", 0),
            target=number(scenario.target, "usd_bn/year"),
            year=number(scenario.target_year, "year"),
        )
    return _("In whole per cents, {growth} is the least that reaches {target} by {year}").format(
        growth=number(enough["growth"].min(), "1/year", 0),
        target=number(scenario.target, "usd_bn/year"),
        year=number(scenario.target_year, "year"),
    )


def claim(scenario: Scenario, results: Results) -> str:
    """The list's unused potential against the promise."""
    words = {
        "goods": number(results["basket_size"], "goods"),
        "potential": number(results["basket_unrealised"], "usd_bn/year", 2),
        "promise": number(scenario.programme_value, "usd_bn/year", 2),
        "part": number(results["claim_covered"], "share", 0),
    }
    if scenario.programme_value == 0:
        return _("The unused potential of our {goods} is {potential} a year").format(**words)
    if results["claim_covered"] >= 1:
        return _(
            "Our {goods} hold {potential} of unused potential a year, enough for the {promise} promised"
        ).format(**words)
    return _(
        "Our {goods} hold {potential} of unused potential a year: {part} of the {promise} promised"
    ).format(**words)


def few(count: float) -> str:
    """The heading of the delivery chart: how many goods carry most of the worth."""
    return _("{count} carry 80 % of the worth, if worth follows unused potential").format(
        count=number(count, "goods")
    )


def build_up(scenario: Scenario, results: Results) -> str:
    """The heading of the build-up chart."""
    full = results["ramp"] >= 1
    amount = number(results["programme_at_target"], "usd_bn/year", 2)
    if scenario.reading == "in_total":
        return _("Read as a total, the goods add {amount} in {year}").format(
            amount=amount, year=number(scenario.target_year, "year")
        )
    if not full.any():
        return _("The goods do not reach full size by {year}; they then add {amount}").format(
            amount=amount, year=number(scenario.target_year, "year")
        )
    return _("The goods reach full size in {full} and add {amount} in {year}").format(
        full=number(results["year"][full][0], "year"),
        amount=amount,
        year=number(scenario.target_year, "year"),
    )


def two_counts(scenario: Scenario) -> str:
    """How the two ledgers see the goal."""
    start = STARTING_POINTS[scenario.start]
    text = _(
        "The two countries count differently: for 2022 Kazakhstan's statistics say {kz}, China's customs {cn}."
    ).format(
        kz=number(STARTING_POINTS["kz_2022"]["turnover"], "usd_bn/year"),
        cn=number(STARTING_POINTS["cn_2022"]["turnover"], "usd_bn/year"),
    )
    goal = number(scenario.target, "usd_bn/year")
    met = {ledger: first_year_at(ledger, scenario.target) for ledger in LEDGERS}
    if met["kz"]:
        seen = _("Both have counted {goal} or more.").format(goal=goal)
    elif met["cn"]:
        seen = _("By China's count {goal} was passed in {year}; by Kazakhstan's it never was.").format(
            goal=goal, year=met["cn"]
        )
    else:
        seen = _("Neither has ever counted {goal}.").format(goal=goal)
    return " ".join((text, seen, _("You look from: {start}.").format(start=_(start["label"]))))


def rails(scenario: Scenario, results: Results) -> str:
    """The heading of the utilisation chart: when rails and roads are full."""
    last = number(results["year"][-1], "year")
    words = {
        "use": number(results["rail_utilisation"][-1], "share", 0),
        "year": last,
        "capacity": number(scenario.rail_capacity, "mt/year", 0),
    }
    if math.isfinite(results["rail_bottleneck_year"]):
        words["full"] = number(results["rail_bottleneck_year"], "year")
        return _(
            "The rails are full from {full} on, at {capacity}; by {year} they would need {use} of it"
        ).format(**words)
    return _("Rails have room until {year}: {use} of {capacity} is in use then").format(**words)


def corridors(results: Results) -> str:
    """What the corridors change."""
    added = results["corridor_exports"][-1] + results["corridor_imports"][-1]
    if added == 0:
        return _("No new corridor opens, so nothing is added")
    return _("The new corridors add {exports} of exports and {imports} of imports a year").format(
        exports=number(1e3 * results["corridor_exports"][-1], "usd_mn/year"),
        imports=number(1e3 * results["corridor_imports"][-1], "usd_mn/year"),
    )


def vehicles(results: Results) -> str:
    """The extra goods as lorries, containers and trains."""
    return _(
        "In the goal year the goods weigh {tonnes}: {trucks} lorries a day by road, and by rail {containers} "
        "containers a day or {trains} trains a week"
    ).format(
        tonnes=number(results["programme_tonnes"][-1], "mt/year", 2),
        trucks=number(results["programme_trucks_a_day"][-1], "1", 0),
        containers=number(results["programme_containers_a_day"][-1], "1", 0),
        trains=number(results["programme_trains_a_week"][-1], "1", 1),
    )


def times(frame: pd.DataFrame) -> str:
    """The heading of the crossing times: the longest and the shortest of the newest year."""
    newest = frame[frame["year"] == frame["year"].max()]
    longest, shortest = newest.loc[newest["hours"].idxmax()], newest.loc[newest["hours"].idxmin()]
    return _("In {year} crossing took longest {long} ({most}), shortest {short} ({least})").format(
        year=longest["year"],
        long=longest["label"],
        most=number(longest["hours"], "hours"),
        short=shortest["label"],
        least=number(shortest["hours"], "hours"),
    )


def route(scenario: Scenario, results: Results) -> str:
    """The heading of the Trans-Caspian chart."""
    words = {
        "growth": number(results["titr_required_growth"], "1/year"),
        "capacity": number(scenario.titr_capacity, "mt/year", 0),
        "left": number(results["titr_not_fitting"], "mt/year", 1),
    }
    if math.isfinite(results["titr_binding_year"]):
        words["year"] = number(results["titr_binding_year"], "year")
        return _(
            "The Trans-Caspian goal takes {growth}; a capacity of {capacity} is too small from {year} on"
        ).format(**words)
    return _("The Trans-Caspian goal takes {growth} and fits into {capacity}").format(**words)


def dollar(frame: pd.DataFrame) -> str:
    """The heading of the dollar chart."""
    share = frame.set_index(["mix", "part"])["share"]
    return _(
        "Of a dollar of the extra goods {added} is value added in Kazakhstan, {imports} imported inputs"
    ).format(
        added=number(share["programme", "value_added"], "share", 0),
        imports=number(share["programme", "imports"], "share", 0),
    )


def jobs(frame: pd.DataFrame, results: Results) -> str:
    """The heading of the jobs chart."""
    total = frame["jobs"].sum()
    if total <= 0:
        return _("No extra goods, no jobs behind them")
    return _("About {jobs} stand behind the extra goods, most in: {group}").format(
        jobs=number(total, "thousand jobs"), group=frame["group"].iloc[0]
    )


def dependence(results: Results) -> str:
    """The heading of the dependence chart."""
    share = results["china_share_of_trade"]
    return _("China's share of Kazakhstan's trade goes from {first} to {last}").format(
        first=number(share[0], "share"), last=number(share[-1], "share")
    )


def sectors(frame: pd.DataFrame) -> str:
    """The heading of the exports by sector."""
    total = frame["exports"].sum()
    farm = frame.set_index("sector")["exports"]["agriculture"]
    return _("Farm goods are {part} of what China bought in 2024").format(part=number(farm / total, "share"))


def investment(scenario: Scenario, results: Results) -> str:
    """What a change of investment does to trade."""
    if results["fdi_change"] == 0:
        return _(
            "At the stated {inflow} a year investment changes nothing here; only more or less than that acts"
        ).format(inflow=number(scenario.fdi_inflow, "usd_bn/year", 2))
    return _(
        "{change} more or less a year brings {exports} of exports and {imports} of equipment by {year}"
    ).format(
        change=number(results["fdi_change"], "usd_bn/year", 2),
        exports=number(results["fdi_exports"][-1], "usd_bn/year", 2),
        imports=number(results["fdi_equipment"][-1], "usd_bn/year", 2),
        year=number(results["year"][-1], "year"),
    )


def ledgers_and_xinjiang(scenario: Scenario, results: Results) -> str:
    """Xinjiang's share and the concentration of trade, with the warning about mixed counts."""
    return _(
        "Trade is concentrated at {first} on a scale where 1 is a single partner; by {year} at {last}. Turnover with "
        "Xinjiang goes from {xinjiang_first} to {xinjiang_last}. Beware: the statement's “over 40 %” for Xinjiang fits "
        "only China's count; against Kazakhstan's own total of 2022 it would be 52 %."
    ).format(
        first=number(results["trade_concentration"][0], "1"),
        last=number(results["trade_concentration"][-1], "1"),
        year=number(results["year"][-1], "year"),
        xinjiang_first=number(results["xinjiang_turnover"][0], "usd_bn/year"),
        xinjiang_last=number(results["xinjiang_turnover"][-1], "usd_bn/year"),
    )
