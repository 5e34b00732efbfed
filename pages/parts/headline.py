"""The big numbers at the top of a page: label, number, one line below, and how it came about."""

from typing import NamedTuple

import streamlit as st

from engine import OUTCOMES, Scenario, sources_of
from pages.parts.words import _, unit


class Big(NamedTuple):
    """One number: `outcome` names the engine's result it shows, so that its inputs and sources can be told.

    A number of the futures is no single result: `method` tells how it came about.
    """

    label: str
    value: str
    below: str
    outcome: str
    method: str = ""


def headline(scenario: Scenario, *numbers: Big) -> None:
    """Draws the numbers side by side; on a phone two by two."""
    with st.container(horizontal=True, key="headline"):
        for big in numbers:
            st.metric(
                big.label,
                big.value,
                delta=big.below,
                delta_color="off",
                delta_arrow="off",
                help=" ".join(filter(None, (big.method, _made_of(big.outcome, scenario)))),
            )


def _made_of(name: str, scenario: Scenario) -> str:
    outcome = OUTCOMES[name]
    sources = "; ".join(source.title for source in sources_of(name, scenario))
    return _("{title}, {unit}. {formula} Sources: {sources}.").format(
        title=_(outcome.title), unit=unit(outcome.unit), formula=_(outcome.meaning), sources=sources
    )
