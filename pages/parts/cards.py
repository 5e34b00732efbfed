"""How the big numbers of a page came about: equation, inputs, sources."""

import pandas as pd
import streamlit as st

from engine import OUTCOMES, PARAMETERS, Case, tables
from engine.explain import formula
from pages.parts import equations, faces, session
from pages.parts.amounts import Big
from pages.parts.words import _, markdown, number, together, unit


def cards(case: Case, *numbers: Big) -> None:
    """A card for each number, drawn once they are asked for."""
    folded = st.expander(_("How these numbers come about"), key="cards", on_change=session.touch)
    if folded.open:
        with folded:
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
