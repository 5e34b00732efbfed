// A person's phone in a workshop. What is answered is kept here until the server has it; what is asked comes by a stream,
// and where that fails the phone asks by itself.
import { dial, el } from "./dial.js";

const main = document.getElementById("main"), foot = document.getElementById("foot"), saved = document.getElementById("saved");
const words = JSON.parse(main.dataset.texts);
const said = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name]);
const [base, code] = (() => {
  const found = location.pathname.match(/^(.*\/r)(?:\/([^/]*))?\/?$/);
  return [found[1], (found[2] ?? "").toUpperCase()];
})();
const RETRY_MS = 3000, QUIET_MS = 20000;

// ── What this phone keeps; a browser that keeps nothing still works until it is closed ──
const memory = {};
const kept = {
  get: (key) => { try { return JSON.parse(localStorage.getItem(`r35:${code}:${key}`)); } catch { return memory[key] ?? null; } },
  set: (key, value) => { memory[key] = value; try { localStorage.setItem(`r35:${code}:${key}`, JSON.stringify(value)); } catch { /* full or forbidden */ } },
};

async function asked(way, body) {
  const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  const answer = await fetch(`${base}/${code}/${way}`, { ...options, credentials: "same-origin", cache: "no-store" });
  if (answer.status === 304) return { status: 304 };
  const told = await answer.json().catch(() => ({ said: words.odd }));
  return { status: answer.status, told, ok: answer.ok };
}

// ── The state ──
let room = null, drawn = "", heard = 0, looking = null;

function look() {
  looking ??= really_look().finally(() => { looking = null; });
  return looking;
}

async function really_look() {
  try {
    const { status, told, ok } = await asked(`state?since=${room?.version ?? ""}`);
    heard = Date.now();
    net(true);
    if (status === 304) return;
    if (!ok) return alone(told.said);
    if (!told.me && kept.get("word") && !room) {
      const back = await asked("back", { word: kept.get("word") });
      if (back.ok) return really_look();
      kept.set("word", null);
    }
    room = told;
    draw();
    listen();
    send();
  } catch {
    net(false);
  }
}

let stream = null;
function listen() {
  if (stream || !room?.me) return;
  stream = new EventSource(`${base}/${code}/stream`);
  stream.onmessage = ({ data }) => { heard = Date.now(); if (Number(data) > (room?.version ?? 0)) look(); };
  stream.onopen = () => { heard = Date.now(); };
  stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { stream = null; } };
}
setInterval(() => {
  if (document.hidden) return;
  send();
  if (Date.now() - heard > QUIET_MS || !stream || stream.readyState !== EventSource.OPEN) { look(); }
}, RETRY_MS);
for (const event of ["online", "focus", "pageshow"]) addEventListener(event, () => { look(); send(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) { look(); send(); } });

// ── Answers: the newest of each round waits here until it is acknowledged ──
let sending = false;
const waits = () => kept.get("waits");
function answer(values, text) {
  const turn = (kept.get("turn") ?? 0) + 1;
  kept.set("turn", turn);
  kept.set("waits", { round: room.round.id, turn, values, text });
  show_saved(words.saving);
  send();
}
async function send() {
  const waiting = waits();
  if (!waiting || sending || !room?.me) return;
  sending = true;
  try {
    const { status, told, ok } = await asked("answer", waiting);
    net(true);
    if (ok) {
      if (waits()?.turn === waiting.turn) { kept.set("waits", null); show_saved(words.saved); }
      room.mine = told;
      if (told.turn > (kept.get("turn") ?? 0)) kept.set("turn", told.turn);
    } else if (status < 500 && status !== 429) {
      if (waits()?.turn === waiting.turn) kept.set("waits", null);
      show_saved(said("unsaved", { said: told.said }), true);
      if (status === 409 || status === 403 || status === 404) look();
    } else {
      show_saved(words.waiting, true);
    }
  } catch {
    net(false);
    show_saved(words.waiting, true);
  }
  sending = false;
  if (waits() && waits().turn !== waiting.turn) send();
}
function show_saved(text, bad = false) { saved.textContent = text; saved.classList.toggle("bad", bad); }
function net(there) { if (!there && !waits()) show_saved(words.lost, true); else if (there && saved.textContent === words.lost) rest(); }
function rest() { if (!waits()) show_saved(room?.mine && room.stage === "ask" ? words.saved : ""); }

// ── What is seen ──
const p = (text, className = "") => el("p", { textContent: text, className });
const h1 = (text) => el("h1", { textContent: text, tabIndex: -1 });
function put(...children) { main.replaceChildren(...children.filter(Boolean)); }
function alone(text) { room = null; drawn = ""; put(p(text, "large"), code_form()); foot.replaceChildren(); }

function code_form() {
  const field = el("input", { id: "code", autocomplete: "off", autocapitalize: "characters", maxLength: 12, required: true });
  return el("form", { onsubmit: (event) => { event.preventDefault(); location.assign(`${base}/${encodeURIComponent(field.value.replace(/\s/g, ""))}`); } },
    el("label", { htmlFor: "code", textContent: words.code }), field, el("button", { className: "main", textContent: words.go }));
}

// drawn anew only where something else is to be seen: an answer under the finger stays
function draw() {
  const key = JSON.stringify([room.stage, room.round, room.me, room.door, room.shown, room.title]);
  if (key === drawn) return;
  drawn = key;
  document.getElementById("room").textContent = room.title;
  if (!room.me) return put(h1(room.title), ...(room.stage === "closed" ? [p(words.closed)] : [...join()]));
  foot.replaceChildren(
    p(said("you", room.me)), kept.get("word") ? p(said("yourword", { word: kept.get("word") })) : "",
    el("a", { href: room.explorer, target: "_blank", rel: "noopener", textContent: words.explorer }),
    words.unread ? p(words.unread) : "");
  rest();
  if (!room.question) put(h1(said("you", room.me)), p(room.stage === "closed" ? words.closed : words.wait, "large"));
  else if (room.stage === "ask") put(...head(), ...question(), p(words.change, "quiet"));
  else if (room.stage === "frozen") put(...head(), p(words.frozen, "large"), room.mine ? null : p(words.none));
  else put(...head(), ...shown(), room.stage === "closed" ? p(words.closed, "large") : null);
  main.querySelector("h1")?.focus({ preventScroll: true });
}
const head = () => [p(room.place, "place"), h1(room.question.ask), room.question.hint ? p(room.question.hint, "hint") : null];

function* join() {
  if (!room.door) { yield p(words.shut, "large"); yield back(); return; }
  const name = room.names === "none" ? null : el("input", { id: "name", maxLength: 24, autocomplete: "given-name", required: true });
  const group = room.groups.length ? el("select", { id: "group" }, el("option", { value: "", textContent: words.nogroup }),
    ...room.groups.map((one) => el("option", { value: one, textContent: one }))) : null;
  const failed = el("p", { role: "alert" });
  yield el("form", { onsubmit: (event) => { event.preventDefault(); enter("join", { name: name?.value ?? "", group: group?.value ?? "" }, failed); } },
    name && el("label", { htmlFor: "name", textContent: room.names === "first" ? words.first : words.name }), name,
    group && el("label", { htmlFor: "group", textContent: words.group }), group,
    el("button", { className: "main", textContent: words.join }), failed, p(said("kept", { days: room.days }), "quiet"));
  yield back();
}
function back() {
  const word = el("input", { id: "word", autocomplete: "off", autocapitalize: "characters", maxLength: 12, required: true }), failed = el("p", { role: "alert" });
  return el("details", {}, el("summary", { textContent: words.back }),
    el("form", { onsubmit: (event) => { event.preventDefault(); enter("back", { word: word.value }, failed); } },
      el("label", { htmlFor: "word", textContent: words.word }), word, el("button", { textContent: words.go }), failed));
}
async function enter(way, body, failed) {
  try {
    const { told, ok } = await asked(way, body);
    if (!ok) { failed.textContent = told.said; return; }
    kept.set("word", told.word);
    room = null;
    look();
  } catch { failed.textContent = words.lost; }
}

// ── Questions ──
const mine = () => { const waiting = waits(); return waiting?.round === room.round.id ? waiting : room.mine; };
const place_of = (values, value) => values.reduce((best, one, i) => (Math.abs(one - value) < Math.abs(values[best] - value) ? i : best), 0);

function question() {
  const { kind } = room.question;
  if (kind === "choice") return [choice()];
  if (kind === "text") return [writing()];
  return kind === "scenario" || kind === "dial" ? scenario() : dials(kind === "range");
}

function dials(three) {
  const before = mine()?.values, first = before ?? room.before?.values, all = {};
  const names = three ? [words.low, words.best, words.high] : [words.value];
  const said_all = () => Object.keys(all).every((name) => all[name]);
  const made = room.question.dials.map((face) => {
    const was = first?.[face.name], said = Boolean(before?.[face.name]);
    all[face.name] = said ? (three ? was : one_of(was)) : null;
    const done = (places) => {
      all[face.name] = three ? places.map((i) => face.values[i]) : face.values[places[0]];
      if (said_all()) { keep.hidden = true; answer({ ...all }); }
    };
    const at = was ? (three ? was : [one_of(was)]).map((value) => place_of(face.values, value)) : null;
    return dial(face, { names, at, said, words, done });
  });
  const keep = el("button", { className: "main", textContent: first ? words.same : words.keep, hidden: said_all(), onclick: () => made.forEach((one) => one.settle()) });
  return [p(three ? words.moves : words.move, "quiet"), ...made.map((one) => one.root), keep];
}
const one_of = (value) => (Array.isArray(value) ? value[1] : value);

// One's own scenario: the results follow the finger from the places of the dial in hand, which come once.
function scenario() {
  const faces = room.question.dials, before = mine()?.values, first = before ?? room.before?.values, values = {};
  const outputs = room.question.results.map((label) => el("div", {}, el("dt", { textContent: label }), el("dd", { textContent: "…" })));
  const tell = (texts) => texts?.forEach((text, i) => { outputs[i].lastChild.textContent = text; });
  let swept = null, turn = 0, busy = false, again = null;
  const ask = async (along) => {
    if (busy) { again = again || along || "-"; return; }
    busy = true;
    const now = ++turn, given = { ...values };
    try {
      const { told, ok } = await asked("try", { values: given, along: along ?? "" });
      if (ok && now === turn) {
        if (JSON.stringify(given) === JSON.stringify(values)) tell(told.numbers);
        if (told.swept) swept = { name: along, others: others(given, along), ...told };
      } else if (!ok) show_saved(told.said, true);
    } catch { net(false); }
    busy = false;
    if (again) { const next = again; again = null; ask(next === "-" ? undefined : next); }
  };
  const others = (all, but) => JSON.stringify(Object.entries(all).filter(([name]) => name !== but));
  const made = faces.map((face) => {
    const start = first?.[face.name] !== undefined ? one_of(first[face.name]) : face.start;
    values[face.name] = start;
    return dial(face, {
      names: [words.value], at: [place_of(face.values, start)], words,
      taken: () => { if (swept?.name !== face.name || swept.others !== others(values, face.name)) { if (again !== face.name) ask(face.name); } },
      moved: ([place]) => {
        values[face.name] = face.values[place];
        if (swept?.name === face.name && swept.others === others(values, face.name)) tell(swept.swept[place_of(swept.places, values[face.name])]);
      },
      done: ([place]) => { values[face.name] = face.values[place]; keep.hidden = true; ask(); answer({ ...values }); },
    });
  });
  const keep = el("button", { className: "main", textContent: first ? words.same : words.keep, hidden: Boolean(before), onclick: () => { keep.hidden = true; answer({ ...values }); } });
  ask();
  return [el("dl", { className: "results", "aria-live": "polite" }, ...outputs), ...made.map((one) => one.root), keep];
}

function choice() {
  const was = mine()?.values?.choice, first = room.before?.values.choice;
  return el("fieldset", {}, el("legend", { className: "away", textContent: room.question.ask }),
    first === undefined ? null : p(said("before", { answer: room.question.options[one_of(first)] }), "quiet"),
    ...room.question.options.map((option, i) => el("label", { className: "option" },
      el("input", { type: "radio", name: "choice", checked: was !== undefined && one_of(was) === i, onchange: () => answer({ choice: i }) }), el("span", { textContent: option }))));
}

function writing() {
  const field = el("textarea", { id: "text", rows: 4, maxLength: room.question.longest, value: (mine() ?? room.before)?.text ?? "" });
  return el("form", { onsubmit: (event) => { event.preventDefault(); if (field.value.trim()) answer({}, field.value); } },
    el("label", { htmlFor: "text", textContent: words.text }), field, el("button", { className: "main", textContent: words.send }));
}

// ── What was revealed ──
function shown() {
  if (room.question.kind === "text") return [p(words.onscreen, "large")];
  if (!room.shown?.length) return [p(words.few)];
  if (room.shown[0].counts) {
    const { counts, mine: own } = room.shown[0], most = Math.max(...counts, 1);
    return [el("ul", { className: "bars" }, ...room.question.options.map((option, i) => {
      const bar = el("i", { className: i === own ? "own" : "" });
      bar.style.setProperty("--part", counts[i] / most);
      return el("li", {}, el("span", { textContent: `${option}${i === own ? " ←" : ""}` }), el("b", { textContent: counts[i] }), bar);
    })), room.shown[0].mine === null ? p(words.none) : p(words.yours, "quiet")];
  }
  return room.shown.map(({ label, ends, dots, middle, mine: own, said: text }) => {
    const at = (part, className) => { const made = el("i", { className }); made.style.setProperty("--part", part); return made; };
    const stacks = {};
    const marks = dots.map((part) => {
      const place = Math.round(part * 40), dot = at(place / 40, "dot");
      stacks[place] = (stacks[place] ?? 0) + 1;
      dot.style.setProperty("--up", stacks[place] - 1);
      return dot;
    });
    const high = Math.max(...Object.values(stacks), 1);
    const box = el("div", { className: "spread", "aria-hidden": "true" }, ...marks, middle === null ? null : at(middle, "middle"), own === null ? null : at(own, "own"));
    box.style.setProperty("--high", high);
    return el("section", {}, p(label, "label"), p(text, "large"), box, el("p", { className: "ends" }, el("span", { textContent: ends[0] }), el("span", { textContent: ends[1] })),
      own === null ? p(words.none) : p(words.yours, "quiet"));
  });
}

if (code) look(); else put(code_form());
