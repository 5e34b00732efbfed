"""Check a claim: so much by that year, by whose count; has the past ever given as much?"""

import streamlit as st

from pages.parts import frame, levers
from pages.parts.exhibits import claimed
from pages.parts.texts import claim as texts
from pages.parts.words import _

with frame.page(
    _("Check a claim"),
    _(
        "Somebody says how much trade there will be, and when. Set both on the dials; the heading is the verdict."
    ),
) as page:
    with page.stage(claimed.exhibit(page.case), texts.numbers):
        page.lever("target", "target_year")
        levers.goal_switch()
        levers.count_switch()
    page.say(texts.other_count)
    st.caption(
        _(
            "The claim is your scenario's goal on every page; Undo brings the last one back. Copy link leads here."
        )
    )
