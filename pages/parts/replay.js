// Plays the way of a replay: tells what follows a dial ("road-at", see live.js) and the dials themselves ("road-shown") where
// they stand at each step. Whatever the reader touches ends it.
const PACE_MS = 90, REST_MS = 500; // between two steps; at the two ends
const PATIENCE_MS = 1500; // by then it begins with what has come

export default function (component) {
  const { parentElement: root, data } = component;
  const replay = (root.replay ??= awaken(root));
  replay.take(data);
}

function awaken(root) {
  const told = root.querySelector(".told");
  const replay = { data: { count: 0 }, steps: [], at: -1, timer: null };
  const tell = (event, detail) => { document.dispatchEvent(new CustomEvent(event, { detail })); return detail; };
  const dials = (step) => replay.steps[step].forEach((one) => tell("road-shown", { ...one, from: null }));

  const show = () => {
    const { name, rounds } = replay.data, last = replay.steps.length - 1;
    if (!root.isConnected) return;
    if (++replay.at >= rounds.length * replay.steps.length) return end();
    const step = replay.at % replay.steps.length, round = rounds[Math.floor(replay.at / replay.steps.length)];
    if (told.textContent !== round) told.textContent = round;
    told.hidden = false;
    tell("road-at", { name, value: step });
    dials(step);
    replay.timer = setTimeout(show, 0 < step && step < last ? PACE_MS : REST_MS);
  };
  const begin = () => { if (replay.at < 0) { clearTimeout(replay.timer); show(); } };
  const end = () => {
    clearTimeout(replay.timer);
    told.hidden = true;
    if (replay.at >= 0) { // all as it is
      tell("road-back", { name: replay.data.name });
      dials(replay.steps.length - 1);
    }
    replay.at = -1;
    replay.data = { count: replay.data.count };
    ends.abort();
  };
  let ends = new AbortController();

  replay.take = (data) => {
    if (data.count === replay.data.count) return;
    end();
    replay.data = data;
    if (!data.count) return;
    replay.steps = JSON.parse(data.steps);
    ends = new AbortController();
    const { signal } = ends;
    for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, end, { capture: true, signal });
    document.addEventListener("road-come", ({ detail }) => { if (detail.name === data.name) begin(); }, { signal });
    replay.timer = setTimeout(begin, PATIENCE_MS);
    if (tell("road-ask", { name: data.name }).here) begin();
  };
  return replay;
}
