"""The growth that the goal takes from the newest year on, against every past span of as many years."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from engine import Case
from engine.past import ledger_of, newest_observed, newest_start, observed_flows
from pages.parts.exhibits import windows
from pages.parts.exhibits.exhibit import Exhibit, Following, kept_in_words, moved
from pages.parts.texts.claim import verdict
from pages.parts.words import _

PLACE = ("claim", 1)


def exhibit(case: Case) -> Exhibit:
    """Past windows of the claim's length, with the claim's growth; of one year where the claim's year is counted already."""
    count = ledger_of(case.scenario)
    past = windows.exhibit(case.replace(start=newest_start(count)), count, _length(case))
    return past._replace(
        module=__name__,
        finding=verdict(case),
        reading=_(
            "A bar is a past span of as many years (a window), named by its last; it is filled where it grew as fast as the "
            "claim. Spans overlap: they are not so many separate tries. The dotted line is the growth that the claim takes."
        ),
        following=_FOLLOWING,
    )


def _length(case: Case) -> int:
    return max(case.scenario.target_year - newest_observed(ledger_of(case.scenario))[0], 1)


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    """A bar for each counted year, also where no window ends now."""
    return moved(pd.DataFrame({"last": observed_flows(ledger_of(case.scenario))[0]}), _vectors(case))


def _vectors(case: Case) -> Mapping[str, np.ndarray]:
    """What is drawn, by the counted years; `year` is there where a window ends."""
    count = ledger_of(case.scenario)
    drawn = windows.bars(count, _length(case), float(case.results["required_growth_since_last_observed"]))
    years, lasts = observed_flows(count)[0], drawn.pop("last")
    found = {}
    for column, values in {"year": lasts.astype(float), **drawn}.items():
        found[column] = np.full(len(years), "" if values.dtype == object else np.nan, dtype=values.dtype)
        found[column][np.searchsorted(years, lasts)] = values
    return found


_FOLLOWING = Following(_rows, _vectors, verdict)
