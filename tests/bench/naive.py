"""The overview written the usual Streamlit way, to compare the app with: same engine, levers, numbers and chart.

Native sliders for all levers, for Streamlit draws what a closed group holds, where the app draws those of its open
groups only. The chart is built anew on every run, from shorthands. The page does less than the app: no links, no
undo, no differences, no table, no sources.
"""

import altair as alt
import streamlit as st

from engine import PARAMETERS, Case, Scenario, evaluate, tables

FILTERS = ("min_exports", "min_china_imports", "exclude_commodities", "exclude_reexports", "exclude_aircraft")
MAIN = ("programme_value", "organic_export_growth", "start")


def lever(name, place):
    q, key = PARAMETERS[name], f"{place}.{name}"
    if q.is_number:
        kind = type(q.value)
        return st.slider(q.title, kind(q.low), kind(q.high), q.value, kind(q.step), key=key, help=q.note)
    if q.options:
        options = list(q.options)
        return st.selectbox(
            q.title, options, options.index(q.value), key=key, format_func=q.options.get, help=q.note
        )
    return st.toggle(q.title, q.value, key=key, help=q.note)


st.set_page_config("Road to 35", layout="wide")
st.title("Road to 35")
headline = st.container(horizontal=True)
values = {}
for column, name in zip(st.columns(3), MAIN, strict=True):
    with column:
        values[name] = lever(name, "main")
for name, q in PARAMETERS.items():
    if q.used and q.kind != "given" and q.unit != "hs6" and name not in (*MAIN, *FILTERS):
        with st.sidebar:
            values[name] = lever(name, "side")

scenario = Scenario(**values)
results = evaluate(scenario)
headline.metric("Growth needed, every year", f"{results['required_growth']:.1%}")
headline.metric("Of the gap, closed by the goods", f"{results['gap_share']:.1%}")
headline.metric("Growth still needed with them", f"{results['required_growth_with_programme']:.1%}")
headline.metric("Turnover projected", f"${results['turnover_at_target']:.2f} bn")  # so that each step shows

line = tables.path(Case(scenario)).query("series != 'half'")
base = alt.Chart(line).encode(
    x="year:Q", y="turnover:Q", color="series:N", tooltip=["series:N", "year:Q", "turnover:Q"]
)
observed, goal = alt.datum.kind == "observed", alt.datum.series == "goal"
chart = alt.layer(
    base.mark_line(strokeWidth=1).encode(strokeDash="series:N").transform_filter(observed),
    base.mark_point(filled=True).encode(shape="series:N").transform_filter(observed),
    base.mark_line().encode(strokeDash="series:N").transform_filter(~observed & ~goal),
    base.mark_point(filled=True, size=190).encode(shape="series:N").transform_filter(goal),
    base.mark_text(align="right", dx=-10).encode(text="series:N").transform_filter(goal),
).properties(height=380)
st.altair_chart(chart)
