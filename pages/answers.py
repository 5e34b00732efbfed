"""Answers: what it takes, what moved the number, where two levers reach the goal, and under what conditions."""

import streamlit as st

from engine import answers
from pages.parts import controls, frame, levers
from pages.parts.exhibits import moved, reach
from pages.parts.progress import Progress
from pages.parts.texts import answers as texts
from pages.parts.words import _, markdown

with frame.page(
    _("What follows?"),
    _("What would it take to reach the goal? What moved the number? Under what conditions is it reached?"),
    still=True,
) as page:
    page.headline(*texts.numbers(page.case))
    for column, name in zip(st.columns(2), ("target", "target_year"), strict=True):
        with column:
            page.lever(name)
    levers.goal_switch()
    # what takes longer is computed for the case that the reader has let go of
    rest = page.rest

    st.header(_("What would it take?"), divider="gray")
    lever = controls.pick(
        "seek", _("Turn one lever, leave the rest"), answers.seekable(), "organic_export_growth"
    )
    sought = answers.seek(rest, lever)
    st.markdown(markdown("**" + texts.sought(sought, rest) + "**"))
    levers.put(sought)
    st.dataframe(texts.needed(rest), hide_index=True, alt=_("What each lever alone would have to be"))

    st.header(_("What moved the number?"), divider="gray")
    page.figure(moved.exhibit(rest, controls.baseline()))

    st.header(_("Where do two levers reach the goal?"), divider="gray")
    left, right = st.columns(2)
    with left:
        across = controls.pick("across", _("Across"), answers.mappable(), "organic_export_growth")
    with right:
        others = tuple(name for name in answers.mappable() if name != across)
        up = controls.pick("up", _("Up"), others, "programme_value")
    with Progress(_("Computing the map …")) as progress:
        found = reach.exhibit(rest, across, up, progress.tell)
    page.figure(found)

    st.header(_("Under what conditions is the goal reached?"), divider="gray")
    st.markdown(markdown(texts.conditions(rest)))
    st.markdown("**" + _("Leaving the yearly ups and downs aside") + "**")
    st.markdown(markdown(texts.conditions_without_shocks(rest)))
