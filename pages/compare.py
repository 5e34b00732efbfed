"""Compare: the scenario on the dials and others that are kept, side by side."""

import streamlit as st

from pages.parts import frame, session, shelf
from pages.parts.exhibits import compare
from pages.parts.figure import figure
from pages.parts.views import compare as views
from pages.parts.words import _, plain

scenario, _results = frame.begin(
    _("Compare"),
    _(
        "Keep scenarios under a name and see them side by side: paths, results, what differs, what moved the number."
    ),
)
named = shelf.shelf(scenario)
baseline = shelf.state().baseline

figure(compare.paths(named, baseline), shelf.link(named, baseline))
# what takes longer is computed for the scenario that the reader has let go of
named = (named[0]._replace(scenario=session.at_rest()), *named[1:])
against = plain(named[baseline].name)
heading = _("Results, and in brackets the difference from “{name}”").format(name=against)
st.markdown("## " + (heading if len(named) > 1 else _("Results")))
st.dataframe(views.headlines(named, baseline), hide_index=True, alt=_("Results of each scenario"))
differing = views.differing(named)
if not differing.empty:
    st.markdown("## " + _("What differs"))
    st.dataframe(differing, hide_index=True, alt=_("Settings in which the scenarios differ"))
    st.markdown("## " + _("What moved the number, against “{name}”").format(name=against))
    st.dataframe(views.moved(named, baseline), hide_index=True, alt=_("What moved turnover in the goal year"))
elif len(named) > 1:
    st.markdown(_("Nothing differs: all scenarios are the same."))
st.markdown("## " + _("Send it"))
shelf.send(named, baseline)
frame.end("turnover_at_target")
