"""One fact, one place: what a chart draws, names and cites, what a card says, and what lives no longer than it should."""

import gc
import io
import re
import weakref
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from engine import OUTCOMES, PARAMETERS, SOURCES, Case, Scenario, past, presets
from engine.comparison import Named
from engine.load import BORDER_TIMES, FDI, KZ_TOTAL_TRADE, PRODUCTS, TRANSIT, products_from
from engine.scenario import SETTINGS
from pages.parts import exhibits, levers, pictures, screen, sweep
from pages.parts.exhibits import paths
from pages.parts.sitemap import NAMES, PAGES
from tests.test_pages import big_numbers, opened

# the columns that a transform or an expression of the spec makes for itself
_MADE = re.compile(r"datum\.(\w+)|datum\['(\w+)'\]")
ODD = Case(Scenario(start="kz_2024", target=40, programme_value=1.5, realisation=0.8, water_shortfall=0.1))
COMPARED = (Named("on the dials", ODD.scenario), *(Named(name, one) for name, one in presets().items()))


def made(key, case):
    return paths.exhibit(case, COMPARED, 1) if key == "paths" else exhibits.ALL[key](case)


KEYS = [*exhibits.ALL, "paths"]


# ── A chart draws the columns that it has, and has the columns that it draws ─────────────────────────────────


def fields_of(spec):
    """Every column that a spec reads, and every one that its transforms make."""
    read, written = set(), set()

    def walk(part, key=""):
        if isinstance(part, list):
            for one in part:
                walk(one, key)
        elif isinstance(part, dict):
            if "field" in part and isinstance(part["field"], str):
                read.add(part["field"].split(":")[0])
            for name, one in part.items():
                if name == "as":
                    written.update([one] if isinstance(one, str) else one)
                elif name == "groupby":
                    read.update(one)
                else:
                    walk(one, name)
        elif isinstance(part, str) and "datum." in part and key not in ("labelExpr",):
            read.update(filter(None, (name for pair in _MADE.findall(part) for name in pair)))

    walk(spec)
    return read - {""}, written  # a count has no column


@pytest.mark.parametrize("key", KEYS)
def test_every_column_that_a_chart_names_is_there_and_none_is_sent_in_vain(key):
    """A misspelt column draws nothing and says nothing; one that nothing draws only takes time."""
    exhibit = made(key, ODD)
    read, written = fields_of(exhibit.chart("light"))
    columns = set(exhibit.data.columns)
    assert read - written <= columns
    assert columns <= read


def leaves(spec):
    """The names that Vega gives the groups of a chart's marks, in its own way."""
    if "layer" not in spec:
        return {"marks"}
    return {f"layer_{place}_{name}" for place, part in enumerate(spec["layer"]) for name in leaves(part)}


@pytest.mark.parametrize("key", KEYS)
def test_a_drawn_chart_contains_its_marks(key):
    """Every layer has drawn something, somewhere: axes and legends alone are no chart."""
    exhibit = made(key, ODD)
    svg = pictures.drawn("svg", exhibit.chart("light"), exhibit.data, "", "").decode()
    groups = re.findall(r'<g class="mark-(\w+) role-mark ([\w-]*)"[^>]*>(.*?)</g>', svg, flags=re.S)
    named = [(name.replace("layer_0_layer", "layer_0"), kind, body) for kind, name, body in groups]
    drawn = {name for name, _kind, body in named if re.search(r"<(path|text|line) ", body)}
    wanted = leaves(exhibit.chart("light"))
    assert len(drawn) >= len(wanted), wanted - drawn
    assert "NaN" not in "".join(body for _name, _kind, body in named)
    shapes = [
        d
        for _name, kind, body in named
        if kind != "text"
        for d in re.findall(r'(?: d|transform)="([^"]+)"', body)
    ]
    heights = {y for d in shapes for y in re.findall(r"[, ](-?[\d.]+)(?=[LMhvZA)\s]|$)", d)}
    assert len(heights) > 2, heights


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", sorted(presets()))
def test_the_words_of_a_scale_are_words_of_the_data(key, name):
    """What a colour, dash or shape is for stands in the data; what stands there has one."""
    exhibit = made(key, Case(presets()[name]))

    def walk(part):
        if isinstance(part, list):
            for one in part:
                yield from walk(one)
        elif isinstance(part, dict):
            if part.get("type") == "nominal" and isinstance(part.get("scale", {}).get("domain"), list):
                yield part["field"], part["scale"]["domain"]
            for one in part.values():
                yield from walk(one)

    for field, domain in walk(exhibit.chart("light")):
        found = set(exhibit.data[field].dropna())
        assert found <= set(domain), (field, found - set(domain))
        assert found, field


# ── A chart cites what it draws ──────────────────────────────────────────────────────────────────────────────

# what is known to be drawn in each, beside what its results rest on
DRAWN = {
    "path": {*past.sources("kz").split(), *past.sources("cn").split()},
    "held": {*past.sources("kz").split(), *past.sources("cn").split(), *KZ_TOTAL_TRADE["source"]},
    "windows": {*past.sources("kz").split()},
    "fan": {*past.shock_sources(Scenario()).split()},
    "chances": {*past.shock_sources(Scenario()).split()},
    "times": {
        *BORDER_TIMES.query("mode == 'road' and country in ('kz', 'cn') and direction != 'all'")["source"]
    },
    "route": {*" ".join(TRANSIT.query("kind == 'observed'")["source"].head(1)).split()},
    "sectors": {"baci_2024"},
    "basket": {"baci_2024"},
}


@pytest.mark.parametrize("key", KEYS)
def test_a_chart_cites_the_sources_of_what_it_draws(key):
    """Those of its observed rows and those of its results, and no others."""
    exhibit = made(key, Case())
    cited = {source.id for source in exhibit.sources}
    resting = {source.id for name in exhibit.outcomes for source in exhibit.case.sources_of(name)}
    rows = set(" ".join(exhibit.shown.get("source", [])).split())
    assert cited == resting | rows and cited
    assert DRAWN.get(key, set()) <= cited
    if "kind" in exhibit.shown and (exhibit.shown["kind"] == "observed").any():
        assert exhibit.shown.loc[exhibit.shown["kind"] == "observed", "source"].ne("").all()


def test_measured_hours_do_not_cite_the_model():
    """No result is shown among them, so nothing of the goods or of the response to time is."""
    cited = {source.id for source in exhibits.ALL["times"](Case()).sources}
    assert not cited & {"baci_2024", "hummels_schaur_2013", "kazinform_2023"}


@pytest.mark.parametrize(
    "page", [path for path in PAGES if path not in ("pages/sources.py", "pages/workshop.py")]
)
def test_a_page_lists_the_sources_of_all_that_it_shows(page):
    """Of its charts, by their citations, and of its big numbers, by their cards."""
    at = opened(page, ODD.scenario.to_query())
    at.session_state["sources"] = True
    at.run()
    (folded,) = (fold for fold in at.expander if fold.label == "Sources of this page")
    listed = folded.markdown[0].value
    for key in shown_on(at):
        # the comparison stands beside “No policy” at first
        shown = paths.exhibit(ODD, COMPARED[:1], 0) if key == "paths" else made(key, ODD)
        for source in shown.sources:
            assert source.title in listed, (key, source.id)
    for metric in big_numbers(at):
        for source in SOURCES.values():
            if f"{source.title};" in metric.help or f"{source.title}." in metric.help:
                assert source.title in listed, (metric.label, source.id)
    if page == "pages/economy.py":
        assert all(SOURCES[key].title in listed for key in " ".join(FDI["source"]).split())
        assert SOURCES["imf_weo"].title in listed


def shown_on(at):
    """The keys of a page's charts."""
    return [
        toggle.key.removeprefix("table.") for toggle in at.toggle if (toggle.key or "").startswith("table.")
    ]


# ── A card says what its number says ─────────────────────────────────────────────────────────────────────────


def own_table():
    """A reader's own product table: ours, with the first goods sold ten times as much."""
    table = PRODUCTS.table.copy()
    table.loc[table.index[::3], "exports_usd"] *= 10
    return products_from(io.BytesIO(table.to_csv(index=False).encode()))


def figures(text):
    """The number in a text, as a float, with how fine it is written."""
    found = re.search(r"(−?)(\d[\d,]*)(?:\.(\d+))?", text)
    assert found, text
    sign, whole, part = found.groups()
    value = float(f"{whole.replace(',', '')}.{part or 0}") * (-1 if sign else 1)
    return value, 10.0 ** -len(part or "")


SCALES = {("share", ""): 100, ("1/year", ""): 100, ("usd_bn/year", "mn"): 1000}


def has_numbers(name):
    """Whether a page, by its name in addresses, has big numbers."""
    room = f"pages.parts.texts.{name or 'overview'}"
    return find_spec(room) is not None and hasattr(import_module(room), "numbers")


NUMBERED = [path for path, name in zip(PAGES, NAMES, strict=True) if has_numbers(name)]


def test_pages_with_big_numbers_are_found():
    assert len(NUMBERED) >= 7 and {"app.py", "pages/goods.py", "pages/economy.py"} <= set(NUMBERED)


@pytest.mark.parametrize("table", ["ours", "own"])
@pytest.mark.parametrize("page", NUMBERED)
def test_a_big_number_is_its_result_and_its_card_says_the_same(page, table):
    """Read off the page with the cards open, with our product table and with a reader's own."""
    at = opened(page, ODD.scenario.to_query())
    case = ODD
    if table == "own":
        case = Case(ODD.scenario, products=own_table())
        at.session_state["study_of_session"].products = case.products
    at.session_state["cards"] = True
    at.run()
    assert not at.exception and big_numbers(at)
    titles = {outcome.title: outcome for outcome in OUTCOMES.values()}
    for metric, tab in zip(big_numbers(at), at.tabs, strict=True):
        told = next(title for title in sorted(titles, key=len, reverse=True) if f"{title}, " in metric.help)
        if (
            "middle of its futures" in metric.help
            or not re.search(r"\d", metric.value)
            or "20" in metric.value[:8]
        ):
            continue
        outcome = titles[told]
        shown, fine = figures(metric.value)
        unit = "mn" if "mn" in metric.value else ""
        scale = SCALES.get((outcome.unit, unit), 1)
        result = case.results[outcome.name]
        value = float(result if outcome.shape == "scalar" else result[-1]) * scale
        assert abs(shown - value) <= 0.5001 * fine, (metric.label, metric.value, value)
        said = tab.code[0].value.rpartition("=")[2]
        if re.search(r"\d", said):
            card, card_fine = figures(said)
            per_cent = 100 if outcome.unit in ("share", "1/year") and "%" not in said else 1
            card_value = card * per_cent * (scale if scale == 1000 else 1)
            assert abs(card_value - value) <= 0.5001 * card_fine * (scale if scale == 1000 else 1) * per_cent


# ── Every setting has its control ────────────────────────────────────────────────────────────────────────────


def test_every_setting_has_a_control_on_some_page(monkeypatch):
    """With every panel unfolded: a lever that nobody can move is a fault."""
    drawn, lever = set(), levers.lever

    def told(name, place="side"):
        drawn.add(name)
        lever(name, place)

    monkeypatch.setattr(levers, "lever", told)
    for page in ("app.py", "pages/goods.py"):
        at = opened(page)
        for name in SETTINGS:
            at.session_state[f"panel.{PARAMETERS[name].panel}"] = True
        at.session_state["method"] = True
        at.run()
        assert not at.exception
        drawn |= {key.removeprefix("basket.") for key in [box.key or "" for box in at.text_input]}
    assert drawn >= set(SETTINGS)


# ── Nothing of a reader's table is kept ──────────────────────────────────────────────────────────────────────


def test_an_uploaded_table_leaves_memory_with_its_case():
    """Every chart, card and sentence of it is made; when the case is let go, the table is gone."""
    products = own_table()
    case, watch = Case(ODD.scenario, products=products), weakref.ref(products)
    for key in KEYS:
        exhibit = made(key, case)
        exhibit.table()
        assert exhibit.finding
        if exhibit.following:
            sweep._made(case, "target", sweep.Element(key, following=exhibit.following), "en")
    del products, case, exhibit
    gc.collect()
    assert watch() is None


def test_a_screen_is_small_up_to_one_width():
    """For the page, which asks Python, and for its styles."""
    folder = Path(screen.__file__).parent
    styles = [(folder / name).read_text(encoding="utf-8") for name in ("page.css", "live.css")]
    assert [re.findall(r"@media \(max-width: (\d+)px\) \{", style)[0] for style in styles] == [
        str(screen.WIDTH)
    ] * 2
