// The dial's life in the browser. One function is called at first and again whenever Python sends new data.
const EVERY_MS = 60; // how often a moving dial reports
const SETTLE_MS = 450; // how long the keys must rest before a value counts as settled

export default function (component) {
  const { parentElement: root, data, setStateValue } = component;
  const dial = (root.dial ??= awaken(root));
  dial.send = (text) => setStateValue("value", text);
  dial.take(data);
  // No clean-up is handed back: Streamlit calls it for a living dial too, when new data arrive while old ones are
  // being taken, and a value that waits to settle would be lost. What waits looks itself whether the dial is gone.
}

function awaken(root) {
  const $ = (selector) => root.querySelector(selector);
  const range = $("input[type=range]"), typed = $(".typed"), reset = $(".reset"), info = $(".info");
  const dial = { dragging: false, moved: false, sequence: 0, face: null, send: () => {} };
  let timer = null, settling = null, lastSent = 0;

  const format = (value) => {
    const { scale, digits, grouped, template, language } = dial.face;
    const number = new Intl.NumberFormat(language, {
      minimumFractionDigits: digits, maximumFractionDigits: digits + 2, useGrouping: grouped,
    }).format(value * scale).replace("-", "−");
    return template.replace("{n}", number);
  };
  const show = (value) => {
    dial.value = value;
    range.value = value;
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
  const settle = (value) => { clearTimeout(settling); settling = null; dial.moved = false; complain(""); show(value); report(value, "final"); };
  const complain = (text) => { const e = $(".error"); e.hidden = !text; e.textContent = text; };

  range.addEventListener("pointerdown", () => { dial.dragging = true; });
  range.addEventListener("input", () => {
    complain("");
    dial.moved = true;
    show(clean(range.value));
    const wait = EVERY_MS - (performance.now() - lastSent);
    if (wait <= 0) report(range.value, "live");
    else timer ??= setTimeout(() => report(range.value, "live"), wait);
  });
  // a pointer that is lifted settles at once; the browser tells of it before it tells of the change
  range.addEventListener("pointerup", () => { dial.dragging = false; if (dial.moved) settle(clean(range.value)); });
  range.addEventListener("pointercancel", () => { dial.dragging = false; });
  range.addEventListener("change", () => {
    if (!dial.moved) return;
    clearTimeout(settling);
    settling = setTimeout(() => settle(clean(range.value)), SETTLE_MS);
  });
  range.addEventListener("blur", () => { if (settling) settle(clean(range.value)); });

  const take_typed = () => {
    const { low, high, step, scale, error_label } = dial.face;
    const found = typed.value.replace("−", "-").replace(/[\s\u00a0]/g, "").match(/-?[\d.,]+/);
    // one comma and no point is a decimal comma; several, or commas before a point, group thousands
    let text = found ? found[0] : "";
    text = /^-?\d+,\d{1,2}$/.test(text) ? text.replace(",", ".") : text.replace(/,/g, "");
    const value = text === "" ? NaN : clean(Number(text) / scale);
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
    if (dial.dress !== data.face) {
      dial.dress = data.face;
      const face = (dial.face = JSON.parse(data.face));
      Object.assign(range, { min: face.low, max: face.high, step: face.step });
      $(".label").textContent = face.label;
      $(".label").title = face.note;
      $(".note").textContent = face.note;
      reset.title = face.reset_label;
      reset.setAttribute("aria-label", face.reset_label);
      info.setAttribute("aria-label", face.info_label);
      typed.setAttribute("aria-label", face.type_label);
      const widest = Math.max(...[face.low, face.high, face.stated].map((value) => format(value).length));
      typed.style.width = `${widest + 2.5}ch`;
      place($(".mark.stated"), face.stated, face.stated_label);
      place($(".mark.history"), face.history, face.history_label);
    }
    $(".level").textContent = data.level;
    // an echo older than our last report must not pull the dial back under the pointer
    if (dial.dragging || settling || data.sequence < dial.sequence) return;
    show(data.value);
  };
  const place = (mark, value, label) => {
    const { low, high } = dial.face;
    mark.hidden = value === null || value < low || value > high;
    // the thumb is 16 px wide, so its middle runs from 8 px to the width less 8
    const part = (value - low) / (high - low);
    mark.style.left = `calc(8px + ${part} * (100% - 16px))`;
    mark.title = label;
  };
  return dial;
}
