"""Compare: the scenario on the dials and others that are kept, side by side."""

import streamlit as st

from pages.parts import frame, session, shelf
from pages.parts.exhibits import paths
from pages.parts.texts import comparison as texts
from pages.parts.words import _

with frame.page(
    _("Compare"),
    _("Scenarios side by side: paths, results, what differs, what moved the number."),
    compares=True,
    still=True,
) as page:
    named, baseline = shelf.named(page.case.scenario), session.study().baseline

    page.figure(paths.exhibit(page.case, named, baseline), shelf.link())
    shelf.shelf(named)

    # what takes longer is computed for the case that the reader has let go of
    named = shelf.named(page.rest.scenario)
    st.markdown("## " + _("Results, and in brackets the difference from the baseline"))
    st.table(texts.results(page.rest, named, baseline), hide_index=True, alt=_("Results of each scenario"))
    differing = texts.differing(named, baseline)
    if not differing.empty:
        st.markdown("## " + _("What differs from the baseline"))
        st.table(differing, hide_index=True, alt=_("Settings in which each scenario differs"))
    elif len(named) > 1:
        st.markdown(_("Nothing differs: all scenarios are the same."))
    moved = texts.moved(page.rest, named, baseline)
    if not moved.empty:
        st.markdown("## " + _("What moved the number, against the baseline"))
        st.table(moved, hide_index=True, alt=_("What moved turnover in the goal year"))
    st.markdown("## " + _("Send it"))
    shelf.send()
