"""Compare: the scenario on the dials and others that are kept, side by side."""

import streamlit as st

from pages.parts import frame, session, shelf
from pages.parts.exhibits import paths
from pages.parts.texts import comparison as texts
from pages.parts.words import _, plain

with frame.page(
    _("Compare"),
    _(
        "Keep scenarios under a name and see them side by side: paths, results, what differs, what moved the number."
    ),
    compares=True,
) as page:
    named = shelf.shelf(page.case.scenario)
    baseline = session.study().baseline

    page.figure(paths.exhibit(page.case, named, baseline), shelf.link())
    # what takes longer is computed for the case that the reader has let go of
    named = (named[0]._replace(scenario=page.rest.scenario), *named[1:])
    against = plain(named[baseline].name)
    heading = _("Results, and in brackets the difference from “{name}”").format(name=against)
    st.markdown("## " + (heading if len(named) > 1 else _("Results")))
    st.dataframe(
        texts.results(page.rest, named, baseline), hide_index=True, alt=_("Results of each scenario")
    )
    differing = texts.differing(named)
    if not differing.empty:
        st.markdown("## " + _("What differs"))
        st.dataframe(differing, hide_index=True, alt=_("Settings in which the scenarios differ"))
        st.markdown("## " + _("What moved the number, against “{name}”").format(name=against))
        st.dataframe(
            texts.moved(page.rest, named, baseline),
            hide_index=True,
            alt=_("What moved turnover in the goal year"),
        )
    elif len(named) > 1:
        st.markdown(_("Nothing differs: all scenarios are the same."))
    st.markdown("## " + _("Send it"))
    shelf.send()
