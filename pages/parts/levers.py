"""The only file that draws scenario controls: each setting's dial, switch or choice, bound to the session."""

from functools import cache, partial

import streamlit as st

from engine import PARAMETERS, presets
from engine.load import GOALS, PRESETS
from pages.parts import faces, session, words
from pages.parts.dial import dial
from pages.parts.words import N_, _

_named = cache(presets)

# the sidebar, top down: heading, settings, open at first
_POLICY = (
    (N_("The question"), ("start", "target", "target_year"), True),
    (
        N_("The extra goods"),
        ("programme_value", "programme_goods", "goods_delivered", "programme_start", "programme_ramp"),
        True,
    ),
    (N_("Xinjiang"), ("xinjiang_premium",), False),
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
)
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
    """Named scenarios; blank where the settings are the reader's own."""
    named = _named()
    st.session_state["preset"] = next(
        (key for key, preset in named.items() if preset == session.scenario()), None
    )

    def picked() -> None:
        if st.session_state["preset"]:
            session.become(named[st.session_state["preset"]])

    st.selectbox(
        _("Ready-made scenario"),
        list(named),
        index=None,
        key="preset",
        on_change=picked,
        format_func=lambda key: _(PRESETS[key]["title"]),
        placeholder=_("your own settings"),
        help="  \n".join(f"**{_(record['title'])}** {_(record['note'])}" for record in PRESETS.values()),
    )


def _groups(groups: tuple[tuple[str, tuple[str, ...], bool], ...]) -> None:
    for heading, names, expanded in groups:
        # a closed group draws nothing: each control costs time on every run
        group = st.expander(_(heading), expanded=expanded, key=f"group.{names[0]}", on_change="rerun")
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
    # a native widget shows what stands under its key: hand it the scenario's value on every run
    st.session_state[key] = value
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
    whole = isinstance(PARAMETERS[name].value, int)
    session.change({name: int(value) if whole else value}, settled)


def _picked(name: str, key: str) -> None:
    session.change({name: st.session_state[key]})


def goal_switch() -> None:
    """Buttons for the goals that officials have named; each sets amount and year together."""
    now = session.scenario()
    named = {g.id: (g.target, int(g.target_year), _(g.label)) for g in GOALS.itertuples()}
    chosen = [
        key for key, (target, year, _l) in named.items() if (now.target, now.target_year) == (target, year)
    ]
    st.session_state["goal_switch"] = chosen[0] if chosen else None

    def picked() -> None:
        goal = st.session_state["goal_switch"]
        if goal:
            session.change({"target": named[goal][0], "target_year": named[goal][1]})

    st.segmented_control(
        _("Goal"), list(named), key="goal_switch", on_change=picked, format_func=lambda key: named[key][2]
    )


def hand_picked(codes: dict[str, str]) -> None:
    """Goods put on the list or taken off it by hand; `codes` are the choices, code -> name."""
    for name in ("goods_added", "goods_dropped"):
        key = f"basket.{name}"
        st.session_state[key] = ", ".join(getattr(session.scenario(), name))
        st.text_input(
            _(PARAMETERS[name].title),
            key=key,
            on_change=partial(_typed_codes, name, key, frozenset(codes)),
            help=faces.note(name),
            placeholder=_("for example 110100, 190230"),
        )


def _typed_codes(name: str, key: str, known: frozenset[str]) -> None:
    codes = tuple(dict.fromkeys(st.session_state[key].replace(",", " ").replace(";", " ").split()))
    unknown = [code for code in codes if code not in known]
    if unknown:
        session.complain(_("“{code}” is not a code of the product table.").format(code=unknown[0][:20]))
    session.change({name: tuple(code for code in codes if code in known)})


def take_off(code: str) -> None:
    """Takes one good off the list."""
    now = session.scenario()
    session.change(
        {
            "goods_added": tuple(c for c in now.goods_added if c != code),
            "goods_dropped": tuple(dict.fromkeys((*now.goods_dropped, code))),
        }
    )
