"""The only file that draws scenario controls: each setting's dial, switch or choice, bound to the session."""

from functools import cache, partial

import streamlit as st

from engine import PARAMETERS, presets
from engine.answers import Sought
from engine.load import GOALS, PRESETS
from engine.text import cleaned
from pages.parts import faces, session, words
from pages.parts.dial import dial
from pages.parts.words import N_, _

_named = cache(presets)
_GOALS = tuple(GOALS.itertuples())

# the sidebar, top down: heading, settings, open at first
_POLICY = (
    (N_("The question"), ("start", "target", "target_year"), True),
    (
        N_("The extra goods"),
        ("programme_value", "programme_goods", "goods_delivered", "programme_start", "programme_ramp"),
        True,
    ),
    (
        N_("The border"),
        (
            "lane_dostyk",
            "lane_maikapchagai",
            "lane_kalzhat",
            "lanes_open",
            "road_capacity_gain",
            "rail_capacity",
        ),
        False,
    ),
    (
        N_("Xinjiang, investment, route, centre"),
        ("xinjiang_premium", "fdi_inflow", "titr_capacity", "icbc_visits_a_day"),
        False,
    ),
)
_ASSUMPTIONS = (
    (
        N_("Other trade"),
        (
            "organic_export_growth",
            "organic_import_growth",
            "commodity_price_change",
            "commodity_export_share",
            "xinjiang_share",
            "other_trade_growth",
        ),
        True,
    ),
    (
        N_("How the goods turn out"),
        (
            "realisation",
            "displacement",
            "reading",
            "programme_inside_growth",
            "weights",
            "failure_order",
            "import_content",
            "cn_share_of_imported_inputs",
        ),
        False,
    ),
    (
        N_("Corridors and capacity"),
        (
            "export_hours_saved",
            "import_hours_saved",
            "trade_cost_elasticity",
            "time_tariff_equivalent",
            "agrifood_export_share",
            "agrifood_import_share",
            "transit_growth",
            "respect_capacity",
            "rail_share_of_exports",
            "rail_share_of_imports",
            "value_density",
            "payload",
            "road_share_of_programme",
        ),
        False,
    ),
    (N_("Uncertainty"), ("volatility_scale",), False),
    (
        N_("Investment, centre, rivers"),
        (
            "fdi_tradable_share",
            "fdi_output_per_capital",
            "fdi_export_share",
            "fdi_lag",
            "fdi_equipment_from_china",
            "icbc_spend_per_visit",
            "icbc_counted",
            "irrigated_share",
            "water_shortfall",
        ),
        False,
    ),
)
LANES = ("lane_dostyk", "lane_maikapchagai", "lane_kalzhat")
CAPACITY = ("rail_capacity", "transit_growth", "respect_capacity")
# beside the goods page's charts, a column each: what is promised, how it builds up, what arrives
PROGRAMME = (
    ("programme_value", "programme_goods"),
    ("programme_ramp", "reading"),
    ("goods_delivered", "failure_order"),
)
BASKET = ("min_exports", "min_china_imports", "exclude_commodities", "exclude_reexports", "exclude_aircraft")


def sidebar() -> None:
    """Every lever but the basket's filters, which stand beside the basket."""
    with st.sidebar:
        _presets()
        st.markdown("## " + _("Choices"))
        st.caption(_("What somebody decides."))
        _groups(_POLICY)
        st.markdown("## " + _("Assumptions"))
        st.caption(_("What we believe about the rest. Not decided by anyone."))
        _groups(_ASSUMPTIONS)


def _presets() -> None:
    """Named scenarios, a button each.

    Buttons and not a list with a value: such a list would have to follow every dial, and on a slow line the browser
    would send back its old value as if the reader had picked it.
    """
    now = session.scenario()
    current = next((_(PRESETS[name]["title"]) for name, preset in _named().items() if preset == now), None)
    # always filled: a button that comes and goes with the list is dead for a reader who opens it again at once
    with st.popover(current or _("Your own settings"), key="presets", help=_("Ready-made scenarios")):
        for name, preset in _named().items():
            title, note = (_(PRESETS[name][part]) for part in ("title", "note"))
            st.button(title, key=f"preset.{name}", on_click=session.become, args=(preset,), help=note)


def _groups(groups: tuple[tuple[str, tuple[str, ...], bool], ...]) -> None:
    for heading, names, expanded in groups:
        # a closed group draws nothing: each control costs time on every run
        group = st.expander(_(heading), expanded=expanded, key=f"group.{names[0]}", on_change=session.touch)
        if group.open:
            with group:
                for name in names:
                    lever(name)


def lever(name: str, place: str = "side") -> None:
    """One setting's control. The same setting may stand in several places of a page; all show its value."""
    quantity = PARAMETERS[name]
    scenario = session.scenario()
    value = getattr(scenario, name)
    key = f"{place}.{name}"
    if quantity.is_number:
        moved = partial(_moved, name)
        level = faces.level(name, value, scenario.start)
        dial(key, faces.face(name, scenario.start), float(value), level, moved)
        return
    _hand_over(key, value)
    changed = partial(_picked, name, key)
    if quantity.unit == "yes/no":
        st.toggle(_(quantity.title), key=key, on_change=changed, help=faces.note(name))
    else:
        options = list(quantity.options)
        label = partial(words.setting, unit_name="choice", options=dict(quantity.options))
        st.selectbox(
            _(quantity.title), options, key=key, on_change=changed, format_func=label, help=faces.note(name)
        )


def _moved(name: str, value: float, settled: bool) -> None:
    session.change({name: _whole(name, value)}, settled)


def _whole(name: str, value: float) -> float:
    """A value as the setting holds it: an integer where it counts whole things."""
    return int(value) if isinstance(PARAMETERS[name].value, int) else value


def _hand_over(key: str, value: object) -> None:
    """Gives a native widget the scenario's value: it shows what stands under its key.

    Until the browser has heard of it, it sends the old value along with whatever else is touched. So the old ones are
    kept, to know such an echo from a pick.
    """
    replaced = st.session_state.setdefault(f"{key}.replaced", [])
    if st.session_state.get(key, value) == value:
        replaced.clear()
    else:
        replaced.append(st.session_state[key])
    st.session_state[key] = value


def _picked(name: str, key: str) -> None:
    value = st.session_state[key]
    session.pick({name: value}, echo=value in st.session_state[f"{key}.replaced"])


def goal_switch() -> None:
    """The goals that officials have named, a button each; it sets amount and year together."""
    now = session.scenario()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="goals"):
        for goal in _GOALS:
            settings = {"target": float(goal.target), "target_year": int(goal.target_year)}
            chosen = (now.target, now.target_year) == (goal.target, goal.target_year)
            st.button(
                ("✓ " if chosen else "") + _(goal.label),
                key=f"goal.{goal.id}",
                on_click=session.change,
                args=(settings,),
            )


def hand_picked(codes: dict[str, str]) -> None:
    """Goods put on the list or taken off it by hand; `codes` are the choices, code -> name."""
    for name in ("goods_added", "goods_dropped"):
        key = f"basket.{name}"
        _hand_over(key, ", ".join(getattr(session.scenario(), name)))
        st.text_input(
            _(PARAMETERS[name].title),
            key=key,
            on_change=partial(_typed_codes, name, key, frozenset(codes)),
            help=faces.note(name),
            placeholder=_("for example 110100, 190230"),
        )


def _typed_codes(name: str, key: str, known: frozenset[str]) -> None:
    text = st.session_state[key]
    codes = tuple(dict.fromkeys(cleaned(text).replace(",", " ").replace(";", " ").split()))
    unknown = [code for code in codes if code not in known]
    if unknown:
        session.complain(_("“{code}” is not a code of the product table.").format(code=unknown[0][:20]))
    settings = {name: tuple(code for code in codes if code in known)}
    session.pick(settings, echo=text in st.session_state[f"{key}.replaced"])


def pick(key: str, label: str, names: tuple[str, ...], first: str) -> str:
    """Which setting a page looks at; it changes none."""
    if st.session_state.get(f"pick.{key}") not in names:
        st.session_state[f"pick.{key}"] = first if first in names else names[0]
    picked: str = st.selectbox(
        label,
        names,
        key=f"pick.{key}",
        format_func=lambda name: _(PARAMETERS[name].title),
        on_change=session.touch,
    )
    return picked


def baseline() -> str:
    """Which ready-made scenario the reader's own is held against."""
    names = ("no_policy", "proposal")
    picked = st.segmented_control(
        _("Against"),
        names,
        default=names[0],
        required=True,
        format_func=preset_title,
        key="baseline",
        on_change=session.touch,
    )
    return picked or names[0]


def preset_title(name: str) -> str:
    return _(PRESETS[name]["title"])


def put(found: Sought) -> None:
    """A button that takes what goal seek found."""
    value = found.value if found.value is not None else found.closest
    settings = {found.lever: _whole(found.lever, value)}
    if found.value is None and found.second:
        settings[found.second[0]] = _whole(*found.second)
    st.button(
        _("Put it into the scenario"),
        key="seek.put",
        on_click=session.change,
        args=(settings,),
        disabled=found.always,
    )


def take_off(code: str) -> None:
    """Takes one good off the list."""
    now = session.scenario()
    session.change(
        {
            "goods_added": tuple(c for c in now.goods_added if c != code),
            "goods_dropped": tuple(dict.fromkeys((*now.goods_dropped, code))),
        }
    )


def scrub(key: str, label: str, years: list[int]) -> int:
    """A dial for the year that a page looks at; it changes no setting, and stands at the last year at first."""
    kept = f"scrub.{key}"

    def moved(value: float, _settled: bool) -> None:
        session.touch()
        st.session_state[kept] = int(value)

    year = min(max(st.session_state.get(kept, years[-1]), years[0]), years[-1])
    dial(f"{kept}.dial", faces.year_face(label, years[0], years[-1]), float(year), "", moved)
    return int(year)
