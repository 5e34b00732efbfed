"""Overview: how fast trade must grow, and what the extra goods do to that."""

import streamlit as st

from pages.parts import frame, levers
from pages.parts.exhibits import moved, path
from pages.parts.figure import whole
from pages.parts.texts import overview, required_growth, uncertainty
from pages.parts.words import _, markdown, sentence, together

with frame.page(
    _("Road to 35"),
    "**" + markdown(overview.verdict()) + "**",
    markdown(overview.question()),
) as page:
    with page.stage(path.exhibit(page.case, whole("path")), overview.numbers):
        page.lever("programme_value", "organic_export_growth", "target")
        levers.goal_switch(newest=True)
    st.markdown(markdown(together(uncertainty.middle(page.case), uncertainty.oil(page.case))))
    needed = "**" + sentence(required_growth.needed(page.case)) + "**"
    st.markdown(markdown(together(needed, sentence(required_growth.programme(page.case)))))
    st.markdown(markdown(required_growth.two_counts(page.case)))

    # drawn for the case that the reader has let go of: a moving dial redraws one chart
    page.figure(moved.exhibit(page.rest))
