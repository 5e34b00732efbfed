"""The growth that the goal takes from the newest year on, against every past span of as many years."""

from engine import Case
from engine.past import ledger_of, newest_observed, newest_start
from pages.parts.exhibits import windows
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.texts.claim import verdict
from pages.parts.words import _

PLACE = ("claim", 1)


def exhibit(case: Case) -> Exhibit:
    """Past windows of the claim's length, with the claim's growth; of one year where the claim's year is counted already."""
    count = ledger_of(case.scenario)
    years = max(case.scenario.target_year - newest_observed(count)[0], 1)
    past = windows.exhibit(case.replace(start=newest_start(count)), count, years)
    return past._replace(
        module=__name__,
        finding=verdict(case),
        reading=_(
            "A bar is a past span of as many years (a window), named by its last; it is filled where it grew as fast as the "
            "claim. The dotted line is the growth that the claim takes."
        ),
        following=None,
    )
