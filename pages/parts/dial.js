// The dial's life in the browser. One function is called at first and again whenever Python sends new data.
const EVERY_MS = 60; // how often a moving dial reports
const WAIT_MS = 1500; // how long a dial waits in silence for its sweep, or for the answer to its last report
const SETTLE_MS = 450; // how long the keys must rest before a value counts as settled
const UNDO = ".st-key-undo button:enabled";
const SLOP_PX = 6; // how far a finger moves before it shows where it goes

export default function (component) {
  const { parentElement: root, data, setStateValue } = component;
  const dial = (root.dial ??= awaken(root));
  dial.send = (text) => setStateValue("value", text);
  dial.take(data);
  // No clean-up is handed back: Streamlit calls it for a living dial too, when new data arrive while old ones are
  // being taken, and a value that waits to settle would be lost. What waits looks itself whether the dial is gone.
}

// How many digits wide a text is: a letter of Chinese takes the room of two.
const wide = (text) => text.length + (text.match(/\p{Script=Han}/gu) ?? []).length;

// A face with what its language makes of numbers: how they are written, and which phrase they ask for. The signs come
// with it, for browsers do not know every language: Chrome has no Kazakh.
function worded(face) {
  const { language, digits, grouped, decimal, group } = face;
  const around = face.phrases.map(([, phrase]) => phrase.replace("{n}", " ")).join(" ");
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits + 2 };
  return {
    ...face,
    phrases: Object.fromEntries(face.phrases),
    percent: around.includes("%"),
    unit_words: words_of(`${around} ${face.unit} ${around.includes("$") ? "USD" : ""}`.normalize("NFKC")),
    numbers: new Intl.NumberFormat("en", { ...places, useGrouping: grouped }),
    plurals: new Intl.PluralRules(language, places),
    signs: { decimal, group, minusSign: "−" },
  };
}

const words_of = (text) => text.toLowerCase().replace("$", " $ ").split(/[\s.,/]+/).filter(Boolean);

// The number that a reader typed, with what of the unit stands around it; not a number where it says anything else. The
// language's own decimal sign is one. The other of point and comma groups thousands; alone it is a decimal sign as well,
// where the language groups by blanks, or where no three digits follow a group.
function typed_number(text, { decimal, group, unit_words }) {
  const found = text.match(/^\s*([-−–+]?)([^\d.,]*?)([-−–+]?)\s*(\d[\d\s.,'’]*\d|\d|[.,]\d+)[.,]?([^\d]*)$/);
  if (!found) return NaN;
  const [, before, front, after, digits, back] = found;
  if (!words_of(`${front} ${back}`).every((word) => unit_words.some((known) => known.startsWith(word)))) return NaN;
  const other = decimal === "," ? "." : ",";
  const grouped = new RegExp(`^[1-9]\\d{0,2}([ '’${other}])\\d{3}(\\1\\d{3})*([${decimal}]\\d*)?$`);
  const lone = digits.match(new RegExp(`^(\\d*)[${other}](\\d+)$`));
  const sign = /[-−–]/.test(before || after) ? -1 : 1;
  if (lone && (group !== other || !grouped.test(digits))) return sign * Number(`${lone[1]}.${lone[2]}`);
  if (grouped.test(digits)) return sign * Number(digits.replaceAll(new RegExp(`[ '’${other}]`, "g"), "").replace(decimal, "."));
  return sign * Number(digits.replace(decimal, "."));
}

function awaken(root) {
  const $ = (selector) => root.querySelector(selector);
  const range = $("input[type=range]"), track = $(".track"), typed = $(".typed"), reset = $(".reset"), info = $(".info");
  const dial = { dragging: false, moved: false, sequence: 0, answered: 0, face: null, send: () => {} };
  let timer = null, settling = null, lastSent = 0, asked = 0, swept = false;

  // The sweep, where the page has one (live.js): once it is here, a moving dial says within the page where it stands, and
  // nothing is sent before it is let go.
  const tell = (event, detail) => { document.dispatchEvent(new CustomEvent(event, { detail })); return detail; };
  const take_in_hand = () => {
    if (!dial.name || swept || asked) return;
    const answer = tell("road-ask", { name: dial.name });
    swept = Boolean(answer.here);
    if (!answer.swept || swept) return;
    asked = performance.now();
    report(range.value, "ask");
  };
  const stand = (value) => tell("road-at", { name: dial.name, value, from: dial });
  const hear = (event, act) => {
    const heard = ({ detail }) => {
      if (!root.isConnected) document.removeEventListener(event, heard);
      else if (dial.name && detail.name === dial.name) act(detail);
    };
    document.addEventListener(event, heard);
  };
  hear("road-come", () => {
    swept = asked > 0 || dial.dragging || settling !== null;
    asked = 0;
    if (!swept) return;
    clearTimeout(timer);
    timer = null;
    if (dial.moved) stand(clean(range.value));
  });
  hear("road-shown", ({ value, level, from }) => {
    if (from !== dial) show(value);
    $(".level").textContent = level;
  });

  const format = (value) => {
    const { scale, phrases, numbers, plurals, signs } = dial.face;
    const phrase = phrases[plurals.select(value * scale)] ?? phrases.other;
    const parts = numbers.formatToParts(value * scale);
    return phrase.replace("{n}", parts.map(({ type, value }) => signs[type] ?? value).join(""));
  };
  const part = (value) => (value - dial.face.low) / (dial.face.high - dial.face.low);
  const show = (value) => {
    dial.value = value;
    range.value = value;
    track.style.setProperty("--part", part(value));
    range.setAttribute("aria-valuetext", format(value));
    // what the reader is typing stays; a text that nobody has touched follows, also where undo comes by keyboard
    if (root.activeElement !== typed || typed.value === dial.text) typed.value = format(value);
    dial.text = format(value);
    reset.disabled = Math.abs(value - dial.face.stated) < 1e-12;
  };
  // steps in the browser's floating point leave dust such as 0.30000000000000004
  const clean = (value) => Number(Number(value).toPrecision(10));
  const report = (value, phase) => {
    clearTimeout(timer);
    timer = null;
    if (!root.isConnected) return;
    lastSent = performance.now();
    dial.sequence += 1;
    dial.send(`${clean(value)} ${dial.sequence} ${phase}`);
  };
  const settle = (value) => {
    clearTimeout(settling);
    settling = null;
    dial.moved = false;
    complain("");
    show(value);
    if (dial.name && value !== dial.given) tell("road-set", { label: dial.face.label, text: format(value) });
    report(value, "final");
    if (swept && value === dial.given) back(); // nothing is new, and nothing will come
    swept = false;
    asked = 0;
  };
  // Undo, where it moves this dial alone, is seen at once where the sweep is still here.
  document.addEventListener("click", function undone({ target }) {
    if (!root.isConnected) return document.removeEventListener("click", undone, true);
    if (dial.back === null || !dial.name || !target.closest?.(UNDO)) return;
    if (!tell("road-ask", { name: dial.name }).here) return;
    show(dial.back);
    stand(dial.back);
  }, true);
  const back = () => { tell("road-back", { name: dial.name }); show(dial.given); $(".level").textContent = dial.level; };
  const complain = (text) => { const e = $(".error"); e.hidden = !text; e.textContent = text; };

  const move = () => {
    complain("");
    dial.moved = true;
    show(clean(range.value));
    take_in_hand();
    if (swept) stand(clean(range.value));
    else if (!waiting()) timer ??= setTimeout(live, Math.max(0, EVERY_MS - (performance.now() - lastSent)));
  };
  range.addEventListener("input", move);
  // each report ends the run that answers the one before: until the sweep, or that answer, has come, nothing is in its way
  const waiting = () => performance.now() - lastSent < WAIT_MS && (asked > 0 || dial.answered < dial.sequence);
  const live = () => { if (swept || waiting()) timer = null; else report(range.value, "live"); };
  range.addEventListener("change", () => {
    if (!dial.moved) return;
    clearTimeout(settling);
    settling = setTimeout(() => settle(clean(range.value)), SETTLE_MS);
  });
  range.addEventListener("blur", () => { if (settling) settle(clean(range.value)); });

  // ── Pointers ──
  // The track takes them: the range itself would jump at a finger's first touch. A mouse holds the dial at once; a finger
  // when it goes sideways. One that goes up or down scrolls the page, for which the browser takes the pointer away.
  let press = { pointer: null };
  const of_press = (act) => (event) => { if (event.pointerId === press.pointer) act(event); };
  const hold = () => {
    dial.dragging = true;
    Object.assign(press, { way: "dial", value: dial.value });
    range.focus({ preventScroll: true });
    take_in_hand();
  };
  const follow = (x) => {
    const { low, high } = dial.face;
    range.value = low + ((x - press.from) / press.length) * (high - low); // which takes the nearest step
    if (clean(range.value) !== dial.value) move();
  };
  const let_go = (value) => {
    press.pointer = null;
    if (press.way === "dial") dial.dragging = false;
    if (press.way === "dial" && dial.moved) settle(value);
  };
  track.addEventListener("pointerdown", ({ pointerId, pointerType, button, clientX, clientY }) => {
    if (press.pointer !== null || button) return;
    const { left, width } = range.getBoundingClientRect();
    const knob = parseFloat(getComputedStyle(track).getPropertyValue("--knob"));
    press = { pointer: pointerId, x: clientX, y: clientY, from: left + knob / 2, length: width - knob };
    press.beside = clientX - press.from - part(dial.value) * press.length;
    if (Math.abs(press.beside) > knob / 2) press.beside = 0;
    track.setPointerCapture(pointerId);
    if (pointerType !== "mouse") return;
    hold();
    follow(clientX - press.beside);
  });
  track.addEventListener("pointermove", of_press(({ clientX, clientY }) => {
    const across = Math.abs(clientX - press.x), along = Math.abs(clientY - press.y);
    if (!press.way && Math.max(across, along) > SLOP_PX) across > along ? hold() : (press.way = "page");
    if (press.way === "dial") follow(clientX - press.beside); // a knob that is taken beside its middle does not jump
  }));
  track.addEventListener("pointerup", of_press(() => let_go(clean(range.value))));
  track.addEventListener("pointercancel", of_press(() => { press.way ??= "page"; let_go(press.value); }));
  // A tap takes the place that it touches. Where it stops a page that rolls on, the browser does not call it a click.
  // A click on the name is passed on to the range, and is none on the track.
  track.addEventListener("click", ({ target, clientX }) => {
    if (target === range || press.way || !press.length) return;
    follow(clientX);
    if (dial.moved) settle(clean(range.value));
  });
  // it would take the focus away
  track.addEventListener("mousedown", (event) => event.preventDefault());

  const take_typed = () => {
    const { low, high, step, scale, error_label, percent_label, percent } = dial.face;
    // full-width digits and blanks of every kind as the usual ones
    const text = typed.value.normalize("NFKC").replace(/per\s?cent/i, "%");
    if (text.includes("%") && !percent) { complain(`${percent_label} ${format(low)} – ${format(high)}`); return; }
    const value = clean(typed_number(text, dial.face) / scale);
    if (!(value >= low && value <= high)) { complain(`${error_label} ${format(low)} – ${format(high)}`); return; }
    const whole = step >= 1 ? Math.round(value) : value;
    typed.value = format(whole);
    if (whole === dial.value) complain("");
    else settle(whole);
  };
  typed.addEventListener("focus", () => typed.select());
  typed.addEventListener("keydown", (event) => {
    if (event.key === "Enter") take_typed();
    if (event.key === "Escape") { complain(""); typed.value = format(dial.value); }
  });
  typed.addEventListener("change", take_typed);
  reset.addEventListener("click", () => settle(dial.face.stated));
  info.addEventListener("click", () => {
    const note = $(".note");
    note.hidden = !note.hidden;
    info.setAttribute("aria-expanded", String(!note.hidden));
  });

  dial.take = (data) => {
    dial.name = data.name;
    dial.given = data.value;
    dial.level = data.level;
    dial.back = data.back;
    dial.answered = Math.max(dial.answered, data.sequence);
    if (dial.token !== data.token) move_to(data.token);
    if (dial.dress !== data.face) {
      dial.dress = data.face;
      const face = (dial.face = worded(JSON.parse(data.face)));
      Object.assign(range, { min: face.low, max: face.high, step: face.step });
      $(".label").textContent = face.label;
      $(".label").title = face.note;
      $(".note").textContent = face.note;
      reset.title = face.reset_label;
      reset.setAttribute("aria-label", face.reset_label);
      info.setAttribute("aria-label", face.info_label);
      typed.setAttribute("aria-label", face.type_label);
      const widest = Math.max(...[face.low, face.high, face.stated].map((value) => wide(format(value))));
      typed.style.width = `${widest + 2.5}ch`;
      place($(".mark.stated"), face.stated, face.stated_label);
      place($(".mark.history"), face.history, face.history_label);
    }
    if (!swept) $(".level").textContent = data.level;
    // what was moved while an answer was awaited
    if (dial.moved && dial.dragging && !swept && !waiting() && clean(range.value) !== data.value) timer ??= setTimeout(live, 0);
    // an echo older than our last report must not pull the dial back under the pointer
    if (dial.dragging || settling || dial.answered < dial.sequence) return;
    show(data.value);
  };
  // Another session: the server was started anew, or another one has taken over. What was told and not answered is told to
  // it; if the dial is just in hand, it will be.
  const move_to = (token) => {
    const lost = dial.token && dial.answered < dial.sequence;
    dial.token = token;
    if (!lost) dial.answered = dial.sequence;
    else if (!dial.dragging && settling === null) setTimeout(() => report(dial.value, "final"));
  };
  const place = (mark, value, label) => {
    const { low, high } = dial.face;
    mark.hidden = value === null || value < low || value > high;
    mark.style.setProperty("--part", part(value));
    mark.title = label;
  };
  return dial;
}
