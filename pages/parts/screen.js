// Says whether the screen is small, at first and when it is turned or its window is drawn larger, where Python thinks
// otherwise; and that the theme was switched, for charts are drawn in its colours.
const EVERY_MS = 500; // nobody tells of another theme: its paper is looked at

export default function ({ parentElement: root, data, setStateValue }) {
  root.say = setStateValue;
  root.narrow = data.narrow;
  (root.watch ??= watch(root, data.width))();
}

function watch(root, width) {
  const small = matchMedia(`(max-width: ${width}px)`);
  const paper = () => getComputedStyle(root.host ?? root).getPropertyValue("--st-background-color");
  let shown = paper();
  const look = () => {
    if (small.matches !== root.narrow) root.say("narrow", (root.narrow = small.matches));
  };
  small.addEventListener("change", () => { if (root.isConnected) look(); });
  const theme = setInterval(() => {
    if (!root.isConnected) return clearInterval(theme);
    if (paper() !== shown) root.say("paper", (shown = paper()));
  }, EVERY_MS);
  return look;
}
