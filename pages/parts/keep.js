// Keeps in the browser what a reader made, and tells it to a session that knows nothing of it yet: after a reload, a
// sleep, or a restart of the server. Steps belong to their tab, and the last ones to a tab that is new; the shelf and the
// reader's own table are those of all tabs.
const PLACES = {
  steps: ["sessionStorage", "localStorage"],
  shelf: ["localStorage"],
  table: ["localStorage"],
};
const key = (name) => `road.${name}`;

export default function ({ data, setTriggerValue }) {
  const keep = (window.roadKeep ??= awaken());
  keep.say = (why, kept) => setTriggerValue("said", JSON.stringify({ why, token: keep.token, ...kept }));
  keep.take(data);
}

// A browser may refuse to be asked at all.
function kept(name) {
  for (const place of PLACES[name]) {
    try {
      const text = window[place].getItem(key(name));
      if (text !== null) return text;
    } catch {}
  }
  return null;
}

function everything() {
  return Object.fromEntries(Object.keys(PLACES).map((name) => [name, kept(name)]));
}

function awaken() {
  const keep = { written: {} };

  keep.take = ({ token, known, waiting, put }) => {
    if (keep.token !== token) {
      const found = everything();
      Object.assign(keep, { token, shelf: found.shelf, trouble: null });
      keep.unheard = !known && (waiting || Object.values(found).some((text) => text !== null));
      if (keep.unheard) keep.say("load", found);
    }
    if (known) keep.unheard = false;
    if (!keep.unheard) write(put); // before, it would write over what is kept
  };

  const write = (put) => {
    if ("shelf" in put && look()) return; // what another tab has kept comes first
    for (const [name, text] of Object.entries(put)) {
      if (keep.written[name] === text) continue;
      try {
        for (const place of PLACES[name])
          if (text === null) window[place].removeItem(key(name));
          else window[place].setItem(key(name), text);
        keep.written[name] = text;
        if (name === "shelf") keep.shelf = text;
        if (name === "table") keep.say("table");
        // tells a server's first run that there is something to wait for
        document.cookie = `road_kept=1; path=/; samesite=lax; max-age=${text === null ? 0 : 31536000}`;
      } catch (error) {
        const why = name === "table" ? "large" : error.name === "QuotaExceededError" ? "full" : "blocked";
        if (keep.trouble !== why) keep.say((keep.trouble = why));
        return;
      }
    }
  };

  // Tells what another tab has changed on the shelf; a tab that nobody sees waits.
  const look = () => {
    const shelf = kept("shelf");
    if (document.hidden || keep.unheard || shelf === keep.shelf) return false;
    keep.shelf = shelf;
    keep.say("tab", { shelf });
    return true;
  };
  addEventListener("storage", look);
  document.addEventListener("visibilitychange", look);

  // A server that was started anew knows nothing of the reader, and Streamlit runs nothing before something is touched;
  // it would lose that click. So its first run is asked for at once, and a click waits until it has ended.
  const app = document.querySelector('[data-testid="stApp"]');
  const clicked = new Set(); // once each, for who waits may click again
  let connected = true, waking = false;
  const release = () => {
    if (!waking) return;
    waking = false;
    const elements = [...clicked];
    clicked.clear();
    elements.forEach((element) => (element.closest("a, button, label, summary") ?? element).click?.());
  };
  new MutationObserver(() => {
    const { testConnectionState, testScriptState } = app.dataset, before = connected;
    connected = testConnectionState === "CONNECTED";
    if (connected && !before) {
      waking = true;
      keep.say("awake", everything());
    } else if (connected && testScriptState === "notRunning" && !keep.unheard) release();
  }).observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  const hold = (event) => {
    if (!waking) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clicked.add(event.composedPath()[0]);
  };
  addEventListener("click", hold, true);
  return keep;
}
