"""What the reader changed, step by step: a way to each step, and scenarios kept under a name."""

import streamlit as st

from engine import PARAMETERS, Scenario, presets
from engine.load import PRESETS
from engine.study import Study
from pages.parts import faces, session, shelf
from pages.parts.words import _, listed, plain, several

_MOST = 3  # changes that a step names
_LONGEST = 60  # letters of a value in it; codes of goods may be many
_LISTED = 50  # steps; undo goes further back


def change(before: Study, after: Study) -> str:
    """What a step changed, in words: a ready-made scenario by its title, else the first few settings."""
    changed = list(after.scenario.differs_from(before.scenario))
    made = [PRESETS[name]["title"] for name, preset in presets().items() if preset == after.scenario]
    if made and len(changed) > 1:
        return _(made[0])
    said = [_moved(name, before.scenario, after.scenario) for name in changed]
    said += _ranges(before, after) + _compared(before, after)
    if after.by != before.by and not said:
        said = [_("Name: {name}").format(name=after.by) if after.by else _("No name")]
    more = len(said) - _MOST
    told = listed(said[:_MOST])
    return (
        several("{changes} and {n} more", "{changes} and {n} more", more, changes=told) if more > 0 else told
    )


def _ranges(before: Study, after: Study) -> list[str]:
    """Which ranges of the reader's own a step set or took back."""
    gone = {name for name, _low, _high in before.own} - {name for name, _low, _high in after.own}
    new = [faces.range_in_words(*one) for one in after.own if one not in before.own]
    return new + [_("Our range: {title}").format(title=_(PARAMETERS[name].title)) for name in sorted(gone)]


def _compared(before: Study, after: Study) -> list[str]:
    """What a step put onto the shelf, took off it, or held the others against."""
    new = [shelf.shown(one).name for one in after.kept if one not in before.kept]
    gone = [shelf.shown(one).name for one in before.kept if one not in after.kept]
    said = [_("Kept: {name}").format(name=name) for name in new]
    said += [_("Taken off: {name}").format(name=name) for name in gone]
    if said or after.baseline == before.baseline:
        return said
    return [_("Another baseline")]


def _moved(name: str, before: Scenario, after: Scenario) -> str:
    old, new = (_shortened(faces.value_in_words(name, getattr(one, name))) for one in (before, after))
    return _("{title}: {before} → {after}").format(title=_(PARAMETERS[name].title), before=old, after=new)


def _shortened(text: str) -> str:
    """Cut behind a whole word, where the language has spaces."""
    if len(text) <= _LONGEST:
        return text
    return (text[: _LONGEST - 1].rpartition(" ")[0] or text[: _LONGEST - 2]) + " …"


def panel(scenario: Scenario) -> None:
    """The button of the actions' row; what is behind it is drawn once it is open."""
    opened = st.popover(_("History"), type="tertiary", key="history", on_change=session.touch)
    if opened.open:
        with opened:
            _steps()
            _kept(scenario)


def _steps() -> None:
    """Each step, the newest first: a click puts it onto the dials."""
    st.markdown("**" + _("What you changed") + "**")
    steps = session.steps()
    present = len(session.state().past) - 1
    with st.container(key="history.steps", gap="xxsmall"):
        for place in list(reversed(range(len(steps))))[:_LISTED]:
            said = change(steps[place - 1], steps[place]) if place else _("As opened")
            st.button(
                plain(_("✓ {step}").format(step=said) if place == present else said),
                key=f"step.{place}",
                on_click=session.go_to,
                args=(place,),
                disabled=place == present,
                type="tertiary",
                wrap=True,
            )


def _kept(scenario: Scenario) -> None:
    """Scenarios under a name, the same as on the compare page, and a way to keep another."""
    st.markdown("**" + _("Kept, to compare with") + "**")
    for place, one in enumerate(map(shelf.shown, session.study().kept), start=1):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"history.kept.{place}"
        ):
            here = one.scenario == scenario
            st.button(
                plain(_("✓ {step}").format(step=one.name) if here else one.name),
                key=f"kept.{place}",
                on_click=session.become,
                args=(one.scenario,),
                disabled=here,
                type="tertiary",
            )
            st.button(
                _("Take off"),
                key=f"kept.off.{place}",
                on_click=shelf.take_off,
                args=(place,),
                type="tertiary",
            )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="history.add"):
        st.text_input(_("Name for the scenario on the dials"), key="history.name", on_change=session.touch)
        st.button(
            _("Keep it"), key="history.keep", on_click=shelf.keep_named, args=("history.name", scenario)
        )
