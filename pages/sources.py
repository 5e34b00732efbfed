"""Sources: every number with its passport, two counts, the method, what the model cannot say, what a critic would say."""

import streamlit as st

from pages.parts import frame, keep, notebook
from pages.parts.texts import sources as texts
from pages.parts.words import _, markdown

with frame.page(
    _("Sources"),
    _(
        "Every number of the model: what it is, how sure it is, and where it comes from. This page makes itself from the data."
    ),
    still=True,
):
    link = {_("Link"): st.column_config.LinkColumn(display_text=_("open"))}
    st.header(_("What the statement says"), divider="gray")
    st.table(texts.facts(), hide_index=True)

    st.header(_("Two countries, two counts"), divider="gray")
    st.markdown(markdown(texts.two_counts()))
    st.dataframe(texts.counts(), hide_index=True, placeholder="–")

    st.header(_("The goal moved"), divider="gray")
    st.dataframe(texts.statements(), hide_index=True, column_config=link)

    st.header(_("Every number of the model"), divider="gray")
    st.markdown(texts.grades())
    st.dataframe(texts.passports(), hide_index=True)
    with st.expander(_("Recorded, not yet used by any formula")):
        st.dataframe(texts.passports(False), hide_index=True)

    st.header(_("Every result and what it rests on"), divider="gray")
    st.dataframe(texts.outcomes(), hide_index=True)

    st.header(_("Every source"), divider="gray")
    st.dataframe(texts.all_sources(), hide_index=True, column_config=link)

    notebook.data("data.all")

    st.header(_("What the model cannot say"), divider="gray")
    st.markdown("\n".join(f"- {limit}" for limit in texts.limits()))

    st.header(_("How the projection and its band are made"), divider="gray")
    st.markdown(markdown(texts.method()))

    st.header(_("What a critic would say"), divider="gray")
    st.markdown("\n".join(f"- {markdown(point)}" for point in texts.critic()))

    st.header(_("What this browser keeps"), divider="gray")
    keep.section()
