// A scale with one handle or three, which a finger moves sideways; up and down scrolls the page. It knows places alone:
// which values there are, and their texts, come from the server.
const SLOP_PX = 6; // how far a finger moves before it shows where it goes
const KNOB_PX = 44;

export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// `names` of the handles; `at` their places, null where they are nobody's; `said` whether they are an answer. `moved(places)` is called on every step,
// `done(places)` when the finger or the keys let go, `taken()` when the dial is taken in hand.
export function dial({ label, values, texts, past }, { names, at, said = Boolean(at), words, moved, done, taken }) {
  const last = values.length - 1, many = names.length > 1;
  const places = at ?? names.map((_, i) => Math.round((last * (i + 1)) / (names.length + 1)));
  let active = many ? 1 : 0, settling = null, press = null;

  const ranges = names.map((name, i) => el("input", {
    type: "range", min: 0, max: last, step: 1, value: places[i], className: `h${i}`,
    "aria-label": many ? `${label}: ${name}` : label,
  }));
  const chips = names.map((name, i) => el("button", { type: "button", className: "chip", onclick: () => pick(i) },
    el("span", { className: "name", textContent: many ? name : "" }), el("b")));
  const knobs = names.map((_, i) => el("i", { className: `knob k${i}`, "aria-hidden": "true" }));
  const fill = el("i", { className: "fill", "aria-hidden": "true" });
  const mark = past && el("i", { className: "past", "aria-hidden": "true" });
  const track = el("div", { className: "track" }, el("i", { className: "bar", "aria-hidden": "true" }), fill, mark, ...knobs, ...ranges);
  const step = (by, sign, text) => el("button", { type: "button", className: "step", "aria-label": text, textContent: sign, onclick: () => nudge(by) });
  const root = el("div", { className: `dial${many ? " three" : ""}${said ? "" : " untouched"}`, role: "group", "aria-label": label },
    el("p", { className: "label", textContent: label }),
    el("div", { className: "chips" }, ...chips),
    el("div", { className: "row" }, step(-1, "−", words.less), track, step(1, "+", words.more)),
    el("p", { className: "ends" }, el("span", { textContent: texts[0] }), el("span", { className: "was", textContent: past ? past.text : "" }),
      el("span", { textContent: texts[last] })));

  const part = (place) => place / last;
  const show = () => {
    names.forEach((_, i) => {
      ranges[i].value = places[i];
      ranges[i].setAttribute("aria-valuetext", texts[places[i]]);
      knobs[i].style.setProperty("--part", part(places[i]));
      knobs[i].classList.toggle("active", many && i === active);
      chips[i].classList.toggle("active", many && i === active);
      chips[i].lastChild.textContent = texts[places[i]];
    });
    fill.style.setProperty("--from", many ? part(places[0]) : 0);
    fill.style.setProperty("--to", part(places.at(-1)));
  };
  // the others are pushed along, so that they never cross
  const set = (i, place) => {
    place = Math.max(0, Math.min(last, Math.round(place)));
    if (places[i] === place) return;
    places[i] = place;
    for (let k = i - 1; k >= 0; k--) places[k] = Math.min(places[k], place);
    for (let k = i + 1; k < places.length; k++) places[k] = Math.max(places[k], place);
    touch();
    moved?.([...places]);
  };
  const touch = () => { root.classList.remove("untouched"); show(); };
  const settle = () => { clearTimeout(settling); settling = null; touch(); done([...places]); };
  const soon = () => { clearTimeout(settling); settling = setTimeout(settle, 600); };
  const pick = (i) => { active = i; show(); ranges[i].focus({ preventScroll: true }); };
  const nudge = (by) => { taken?.(); set(active, places[active] + by); soon(); };

  ranges.forEach((range, i) => {
    range.addEventListener("focus", () => { active = i; show(); });
    range.addEventListener("input", () => { taken?.(); set(i, Number(range.value)); show(); soon(); });
    range.addEventListener("keydown", ({ key }) => { if (key === "Enter" || key === " ") settle(); });
    range.addEventListener("blur", () => { if (settling) settle(); });
  });

  const nearest = (x) => {
    const from = places.map((place) => Math.abs(press.from + part(place) * press.length - x));
    const least = Math.min(...from), same = [...from.keys()].filter((k) => from[k] - least < 1);
    // handles on one place: the one that can go where the finger is
    return x < press.from + part(places[same[0]]) * press.length ? same[0] : same.at(-1);
  };
  const follow = (x) => set(active, ((x - press.beside - press.from) / press.length) * last);
  const hold = (x) => {
    press.way = "dial";
    press.before = [...places];
    active = nearest(press.x);
    press.beside = press.x - press.from - part(places[active]) * press.length;
    if (Math.abs(press.beside) > KNOB_PX / 2) press.beside = 0;
    ranges[active].focus({ preventScroll: true });
    taken?.();
    follow(x);
  };
  track.addEventListener("pointerdown", (event) => {
    if (press || event.button) return;
    const { left, width } = track.getBoundingClientRect();
    press = { id: event.pointerId, x: event.clientX, y: event.clientY, from: left + KNOB_PX / 2, length: width - KNOB_PX };
    track.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") { hold(event.clientX); touch(); }
  });
  track.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
    if (press?.id !== pointerId) return;
    const across = Math.abs(clientX - press.x), along = Math.abs(clientY - press.y);
    if (!press.way && Math.max(across, along) > SLOP_PX) across > along ? hold(clientX) : (press.way = "page");
    if (press.way === "dial") follow(clientX);
  });
  track.addEventListener("pointerup", ({ pointerId, clientX }) => {
    if (press?.id !== pointerId) return;
    if (!press.way) hold(clientX);
    if (press.way === "dial") settle();
    press = null;
  });
  track.addEventListener("pointercancel", ({ pointerId }) => {
    if (press?.id !== pointerId) return;
    if (press.way === "dial") { press.before.forEach((place, i) => { places[i] = place; }); show(); moved?.([...places]); }
    press = null;
  });
  track.addEventListener("mousedown", (event) => event.preventDefault());
  mark?.style.setProperty("--part", past.at);
  show();
  return { root, places: () => [...places], settle };
}
