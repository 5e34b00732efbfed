"""Sources: every number with its passport, what the statement says, two counts, what the model cannot say."""

import streamlit as st

from pages.parts import frame
from pages.parts.views import sources as views
from pages.parts.words import _, markdown

scenario, results = frame.begin(
    _("Sources"),
    _(
        "Every number of the model: what it is, how sure it is, and where it comes from. This page makes itself from the data."
    ),
)
st.header(_("What the statement says"), divider="gray")
st.table(views.facts(), hide_index=True)

st.header(_("Two countries, two counts"), divider="gray")
st.markdown(markdown(views.two_counts()))
st.dataframe(views.counts(), hide_index=True, placeholder="–")

st.header(_("The goal moved"), divider="gray")
st.dataframe(views.statements(), hide_index=True, column_config=views.link_column(_("Link")))

st.header(_("Every number of the model"), divider="gray")
st.markdown(views.grades())
st.dataframe(views.numbers(), hide_index=True)
with st.expander(_("Recorded, not yet used by any formula")):
    st.dataframe(views.numbers(False), hide_index=True)

st.header(_("Every result and what it rests on"), divider="gray")
st.dataframe(views.outcomes(), hide_index=True)

st.header(_("Every source"), divider="gray")
st.dataframe(views.all_sources(), hide_index=True, column_config=views.link_column(_("Link")))

st.header(_("What the model cannot say"), divider="gray")
st.markdown("\n".join(f"- {limit}" for limit in views.limits()))
frame.end()
