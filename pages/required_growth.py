"""Required growth: from every starting point, to every goal, against every past window."""

from engine.past import ledger_of
from pages.parts import controls, frame, levers
from pages.parts.exhibits import grid, ladder, windows
from pages.parts.texts import required_growth as texts
from pages.parts.words import _

with frame.page(
    _("Required growth"),
    _(
        "The same goal asks for very different growth, depending on whose count it starts from and in which year."
    ),
) as page:
    with page.stage(ladder.exhibit(page.case), texts.numbers):
        page.lever("target", "target_year", "start")
        levers.goal_switch()
    page.figure(windows.exhibit(page.case, *controls.window_controls(ledger_of(page.case.scenario))))
    page.figure(grid.exhibit(page.case))
