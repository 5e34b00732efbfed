"""The tables of the page that compares scenarios, in words, and the shelf on which they are kept."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from engine import OUTCOMES, PARAMETERS, Scenario, comparison, presets
from engine.comparison import Named
from engine.load import PRESETS
from engine.tables import comparison as tables
from pages.parts import faces, session
from pages.parts.views.conclusions import GROUPS
from pages.parts.words import N_, _, number

OTHERS = {
    tables.CHANCE: (N_("Chance to be at the goal"), "share"),
    "low": (N_("Nine of ten futures lie above"), "usd_bn/year"),
    "high": (N_("and below"), "usd_bn/year"),
}


def shelf(scenario: Scenario) -> tuple[Named, ...]:
    """The scenario on the dials and those that are kept, each with its buttons; and ways to keep another."""
    state = session.state()
    named = (Named(_("on the dials"), scenario), *state.shelf)
    for place, one in enumerate(named):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"shelf.{place}"):
            st.markdown(f"**{place + 1}** {one.name}")
            st.button(
                _("✓ Baseline") if place == state.baseline else _("Make it the baseline"),
                key=f"base.{place}",
                on_click=session.hold_against,
                args=(place,),
                type="tertiary",
                disabled=place == state.baseline,
            )
            if place:
                st.button(
                    _("Onto the dials"),
                    key=f"dials.{place}",
                    on_click=session.become,
                    args=(one.scenario,),
                    type="tertiary",
                )
                st.button(
                    _("Take off"),
                    key=f"off.{place}",
                    on_click=session.take_off_shelf,
                    args=(place,),
                    type="tertiary",
                )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.add"):
        st.text_input(_("Name for the scenario on the dials"), key="shelf.name", on_change=session.touch)
        st.button(_("Keep it"), key="shelf.keep", on_click=_keep, args=(scenario,))
        for key, preset in presets().items():
            title = _(PRESETS[key]["title"])
            label = _("Add “{title}”").format(title=title)
            st.button(label, key=f"shelf.{key}", on_click=session.keep, args=(title, preset), type="tertiary")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.given"):
        st.text_input(
            _("A link, a short code, or the text of a scenario's file"),
            key="shelf.text",
            on_change=session.touch,
        )
        st.button(_("Add it"), key="shelf.take", on_click=_take)
    return named


def _keep(scenario: Scenario) -> None:
    session.keep(st.session_state["shelf.name"], scenario)


def _take() -> None:
    try:
        found, problems = Scenario.from_text(st.session_state["shelf.text"])
    except ValueError as error:
        session.complain(str(error))
        session.touch()
        return
    session.keep(_("given {number}").format(number=len(session.state().shelf) + 2), found)
    session.state().problems = problems


def paths_table(named: tuple[Named, ...]) -> pd.DataFrame:
    """A row a year, a column a scenario."""
    frame = tables.paths(named)
    wide = frame.pivot(index="year", columns="place", values="turnover").round(2).reset_index()
    return wide.set_axis([_("Year"), *(f"{k} {one.name}" for k, one in enumerate(named, start=1))], axis=1)


def headlines(named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """A row a result, a column a scenario: the value, and in brackets the difference from the baseline."""
    frame = tables.headlines(named, baseline)
    columns: dict[str, list[str]] = {_("Result"): []}
    for result, rows in frame.groupby("result", sort=False):
        title, unit = OTHERS.get(str(result)) or (OUTCOMES[str(result)].title, OUTCOMES[str(result)].unit)
        columns[_("Result")].append(_(title))
        for row in rows.itertuples():
            text = number(row.value, unit)
            if row.place != baseline + 1 and row.difference == row.difference:
                sign = "+" if row.difference > 0 else ""
                text = _("{value} ({difference})").format(
                    value=text, difference=sign + number(row.difference, unit, 2)
                )
            columns.setdefault(f"{row.place} {row.name}", []).append(text)
    return pd.DataFrame(columns)


def differing(named: tuple[Named, ...]) -> pd.DataFrame:
    """A row for each setting that is not the same everywhere, choices first."""
    kinds = {"policy": _("choice"), "assumption": _("assumption")}
    names = sorted(tables.differing(named), key=lambda n: PARAMETERS[n].kind != "policy")
    return pd.DataFrame(
        {
            _("Setting"): [_(PARAMETERS[n].title) for n in names],
            _("Choice or assumption"): [kinds[PARAMETERS[n].kind] for n in names],
            **{
                f"{k} {one.name}": [faces.value_in_words(n, getattr(one.scenario, n)) for n in names]
                for k, one in enumerate(named, start=1)
            },
        }
    )


def moved(named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved the goal year's turnover against the baseline, a column a scenario."""
    frame = tables.moved(named, baseline)
    return pd.DataFrame(
        {
            _("What moved it"): [_(GROUPS[group]) for group in frame.index],
            **{
                f"{k} {one.name}": [number(amount, "usd_bn/year", 2) for amount in frame[k]]
                for k, one in enumerate(named, start=1)
            },
        }
    )


def share(named: tuple[Named, ...], baseline: int) -> None:
    """The comparison's own link and file."""
    address = (st.context.url or "").split("?")[0]
    try:
        kept = [("s", text) for text in comparison.to_query(named[1:])]
        query = [*named[0].scenario.to_query().items(), *kept]
        st.code(f"{address}?{urlencode(query)}", language=None, wrap_lines=True)
    except ValueError as error:
        st.caption(str(error))
    text = comparison.to_json(named, baseline)
    st.download_button(
        _("The comparison as a file (JSON)"),
        data=text,
        file_name="road-to-35-comparison.json",
        mime="application/json",
        key="comparison.json",
        on_click="ignore",
        type="tertiary",
    )
