"""The big numbers at the top of a page: label, number, one line below, and how it came about."""

import pandas as pd
import streamlit as st

from engine import OUTCOMES, PARAMETERS, Case, tables
from engine.explain import formula
from pages.parts import equations, faces, session
from pages.parts.amounts import Big
from pages.parts.words import _, listed, markdown, number, together, unit


def headline(case: Case, *numbers: Big) -> None:
    """Draws the numbers side by side; on a phone two by two."""
    with st.container(horizontal=True, key="headline"):
        for big in numbers:
            st.metric(
                big.label,
                big.said(case),
                delta=big.below,
                delta_color="off",
                delta_arrow="off",
                help=together(big.method, _made_of(big, case)),
            )
    cards = st.expander(_("How these numbers come about"), key="cards", on_change=session.touch)
    if cards.open:
        with cards:
            for tab, big in zip(st.tabs([big.label for big in numbers]), numbers, strict=True):
                with tab:
                    _card(big, case)


def _card(big: Big, case: Case) -> None:
    """Equation, why other numbers differ, inputs with grade, the number with each ten per cent off, and sources."""
    outcome = OUTCOMES[big.outcome]
    said = formula(big.outcome, case)
    unit_told = _("Unit: {unit}.").format(unit=unit(outcome.unit))
    st.markdown(markdown(together(big.method, _(outcome.meaning), unit_told)))
    st.code("\n".join(map(equations.text, said.equation)), language=None, wrap_lines=True)
    for note in said.notes:
        st.markdown(markdown(equations.text(note)))
    frame = tables.card(case, big.outcome)
    st.dataframe(
        pd.DataFrame(
            {
                _("Input"): [_(PARAMETERS[key].title) for key in frame["input"]],
                _("Value"): [faces.value_in_words(r.input, r.value) for r in frame.itertuples()],
                _("Grade"): frame["grade"],
                _("10 % lower"): [number(value, outcome.unit, 2) for value in frame["less"]],
                _("10 % higher"): [number(value, outcome.unit, 2) for value in frame["more"]],
            }
        ),
        hide_index=True,
        alt=_("Inputs of the number, and the number with each of them ten per cent off"),
    )
    st.markdown(faces.source_list(big.sources(case)))


def _made_of(big: Big, case: Case) -> str:
    outcome = OUTCOMES[big.outcome]
    sources = listed(source.title for source in big.sources(case))
    return _("{title}, {unit}. {formula} Sources: {sources}.").format(
        title=_(outcome.title), unit=unit(outcome.unit), formula=_(outcome.meaning), sources=sources
    )
