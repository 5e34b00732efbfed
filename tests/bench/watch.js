// Runs inside the page: notes when its big numbers change and when its chart is redrawn (milliseconds).
(() => {
  const watch = (window.watch = { first: null, key: null, number: null, chart: null, seen: [] });
  const BURST_MS = 300; // drawings closer together than this belong to one change
  let shown = "";
  const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);

  watch.forget = () => Object.assign(watch, { key: null, number: null, chart: null, seen: [] });
  // the most distinct values that any of the numbers has shown
  watch.updates = () => Math.max(0, ...watch.seen.map((values) => values.size));

  // big numbers are Streamlit's own, or stand behind a shadow root of ours
  const numbers = () => [
    ...document.querySelectorAll('[data-testid="stMetricValue"]'),
    ...[...document.querySelectorAll('[class*="st-key-live-"] *')].flatMap((one) => [...(one.shadowRoot?.querySelectorAll(".number") ?? [])]),
  ].map((one) => one.textContent);
  const look = () => {
    const now = performance.now(), said = numbers();
    if (said.length && said.join() !== shown) {
      shown = said.join();
      watch.first ??= now;
      watch.number ??= now;
      said.forEach((number, i) => (watch.seen[i] ??= new Set()).add(number));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  window.addEventListener("keydown", () => { watch.forget(); watch.key = performance.now(); }, true);

  new MutationObserver((mutations) => {
    const now = performance.now();
    const drawn = mutations.some((m) => element(m.target)?.closest('[data-testid="stVegaLiteChart"]'));
    if (drawn && (watch.chart === null || now - watch.chart < BURST_MS)) watch.chart = now;
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})();
