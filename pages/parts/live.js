// Big numbers, the finding of a chart, sentences: at rest as Python says, under a moving dial as its sweep says at that
// place.
//
// A dial that is taken in hand asks here whether its sweep has come ("road-ask"); says where it stands while it moves
// ("road-at"), and that it went back to where it began ("road-back"). From here dials hear that a sweep has come
// ("road-come"), and what value and level to show ("road-shown"). Let go, a dial says what it was set to ("road-set").
const HOST = "road-swept-"; // the hidden input to which a chart listens, with its name
const COLUMNS = "\x1e", CELLS = "\x1f"; // part them there
const CALM_MS = 600; // by then a chart has taken new rows
const REST_MS = 800; // so long nothing may have changed before a screen reader is told; a replay's steps are shorter

export default function (component) {
  const { parentElement: root, data } = component;
  const live = (root.live ??= awaken(root));
  live.take(data);
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

function awaken(root) {
  const $ = (selector) => root.querySelector(selector);
  const live = { data: null, sweep: null, place: null };
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const made = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });

  const build = (numbers) => {
    $(".numbers").replaceChildren(...numbers.map(({ about, large }, k) => {
      const one = made("div", large ? "one large" : "one"), name = made("dt", "");
      const button = made("button", "about", "i"), said = made("div", "note");
      Object.assign(button, { type: "button", title: about });
      button.setAttribute("aria-label", about);
      said.id = `note-${k}`;
      said.popover = "auto";
      button.popoverTargetElement = said;
      name.append(made("span", "label"), button);
      one.append(name, made("dd", "number"), made("dd", "below"), said);
      return one;
    }));
  };
  const spell = (paragraph, text) => { // every second piece is bold
    if (paragraph.said === text) return;
    paragraph.said = text;
    paragraph.replaceChildren(...text.split("**").map((piece, k) => k % 2 ? made("strong", "", piece) : piece));
  };
  const draw = () => {
    const shown = live.place === null ? live.data : live.sweep.places[live.place];
    const { labels, said, below, finding, texts } = shown;
    [...$(".numbers").children].forEach((one, k) => {
      write(one.querySelector(".label"), labels[k]);
      write(one.querySelector(".number"), said[k]);
      write(one.querySelector(".below"), below[k]);
      write(one.querySelector(".note"), live.data.notes[k]);
    });
    write($(".finding"), finding);
    const paragraphs = $(".texts");
    while (paragraphs.children.length < texts.length) paragraphs.append(made("p", ""));
    texts.forEach((text, k) => spell(paragraphs.children[k], text));
  };

  // Whoever listens hears it once all rests: the setting and its value, the large numbers, the finding.
  const speak = () => {
    const { labels, said, finding } = live.data, set = live.set ? [live.set.label, live.set.text] : [];
    const large = live.data.numbers.flatMap(({ large }, k) => large ? [labels[k], said[k]] : []);
    live.set = null;
    if (finding || large.length) $(".heard").replaceChildren(...[...set, ...large, finding].map((text) => made("p", "", text)));
  };

  // ── The sweep ──
  const valid = () => live.sweep !== null && live.sweep.number === live.data.swept.number;
  const opened = (text) => {
    const sweep = JSON.parse(text), { words } = sweep;
    const named = (code) => Array.isArray(code) ? code.map(named) : words[code];
    for (const place of sweep.places) for (const name in place) place[name] = named(place[name]);
    return sweep;
  };
  const nearest = (value) => {
    const { values } = live.sweep;
    let found = 0;
    values.forEach((one, place) => { if (Math.abs(one - value) < Math.abs(values[found] - value)) found = place; });
    return found;
  };
  // a cell where nothing moved is empty; a text has a sign before it, for it may be empty
  const moved = (place) => [live.data.swept.rows, ...live.sweep.columns.map(({ at, rows, texts, places }) => {
    const cells = new Array(rows).fill(""), told = at.length ? places[place].split(";") : [];
    told.forEach((cell, k) => { cells[at[k]] = texts ? `=${live.sweep.words[cell]}` : cell; });
    return cells.join(CELLS);
  })].join(COLUMNS);
  const charts = (text) => {
    const host = document.getElementById(HOST + live.data.swept.key);
    if (!host || host.value === text) return;
    host.value = text;
    host.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const at = ({ name, value, from }) => {
    if (!valid() || live.sweep.name !== name) return;
    live.ran = false;
    live.place = nearest(value);
    live.of = live.data.swept.rows;
    charts(moved(live.place));
    draw();
    tell("road-shown", { name, value, level: live.sweep.places[live.place].level, from });
  };
  const listen = (name, hear) => {
    const heard = ({ detail }) => root.isConnected ? hear(detail) : document.removeEventListener(name, heard);
    document.addEventListener(name, heard);
  };
  listen("road-ask", (detail) => {
    if (!live.data.swept.rows) return;
    detail.swept = true; // all that follow must have it
    detail.here = detail.here !== false && valid() && live.sweep.name === detail.name;
  });
  listen("road-at", at);
  const back = () => { live.place = null; charts(""); draw(); };
  listen("road-set", (detail) => { Object.assign(live, { set: detail, ran: false }); });
  listen("road-back", back);

  // Undone at once, what was let go may never have been drawn, and nothing is new. So after the run that answers a dial,
  // no place of its sweep is shown any more.
  const app = document.querySelector('[data-testid="stApp"]');
  const runs = new MutationObserver(() => {
    if (!root.isConnected) return runs.disconnect();
    const running = app.dataset.testScriptState !== "notRunning";
    if (running) live.ran = true;
    else if (live.ran && live.place !== null) back();
  });
  runs.observe(app, { attributeFilter: ["data-test-script-state"] });

  live.take = (data) => {
    const numbers = JSON.stringify(data.numbers), before = live.data?.swept.rows;
    live.data = data;
    if (live.numbers !== numbers) build(data.numbers);
    live.numbers = numbers;
    $(".numbers").classList.toggle("none", !data.numbers.length);
    $(".finding").classList.toggle("none", !data.finding);
    // Other rows are the answer to the value that was let go. A chart takes what is told of its own rows only; it is
    // taken back once the chart has surely taken the new ones, or at once where the rows that it was told of are back.
    if (before !== data.swept.rows) {
      live.place = null;
      clearTimeout(live.rest);
      if (before !== undefined) live.rest = setTimeout(speak, REST_MS);
      clearTimeout(live.calm);
      if (live.of === data.swept.rows) charts("");
      else live.calm = setTimeout(() => { if (live.place === null) charts(""); }, CALM_MS);
    }
    if (data.swept.sweep && live.text !== data.swept.sweep) live.sweep = opened((live.text = data.swept.sweep));
    if (live.place !== null && !valid()) live.place = null;
    draw();
    if (data.swept.sweep && valid()) tell("road-come", { name: live.sweep.name });
  };
  return live;
}
