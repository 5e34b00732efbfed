// Says whether the screen is small, at first and when it is turned or its window is drawn larger, where Python thinks otherwise.
export default function ({ parentElement: root, data, setStateValue }) {
  root.screen ??= matchMedia(`(max-width: ${data.width}px)`);
  root.said = data.narrow;
  const say = () => {
    if (!root.isConnected || root.screen.matches === root.said) return;
    root.said = root.screen.matches;
    setStateValue("narrow", root.said);
  };
  root.screen.onchange = say;
  say();
}
