"""Overview: how fast trade must grow, and what the extra goods do to that.

Where the app is started, this file is the server too: it has the pages, of which this is the first, and the rooms' own
addresses.
"""

import streamlit as st
from streamlit import runtime

from pages.parts import frame, levers, server
from pages.parts.exhibits import moved, path
from pages.parts.figure import whole
from pages.parts.texts import overview, required_growth
from pages.parts.words import _, markdown

if not runtime.exists():
    app = st.App(__file__, routes=server.routes(), lifespan=server.lifespan)
else:
    with frame.page(
        _("Road to 35"),
        "**" + markdown(overview.verdict()) + "**",
        markdown(overview.question()),
    ) as page:
        with page.stage(path.exhibit(page.case, whole("path")), overview.numbers):
            page.lever("programme_value", "organic_export_growth", "target")
            levers.goal_switch(newest=True)
        page.say(overview.middle, overview.answer, required_growth.two_counts)

        # drawn for the case that the reader has let go of: a moving dial redraws one chart
        page.figure(moved.exhibit(page.rest))
