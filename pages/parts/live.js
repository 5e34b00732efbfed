// Big numbers and the finding of a chart: at rest as Python says, under a moving dial as its sweep says at that place.
export default function (component) {
  const { parentElement: root, data, setStateValue } = component;
  const live = (root.live ??= awaken(root));
  live.tell = (name, value) => setStateValue(name, value);
  live.take(data);
}

function awaken(root) {
  const $ = (selector) => root.querySelector(selector);
  const live = { data: null, sweep: null, place: null };
  const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const made = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });

  const build = (numbers) => {
    $(".numbers").replaceChildren(...numbers.map(({ label, about, large }, k) => {
      const one = made("div", large ? "one large" : "one"), name = made("dt", "", label);
      const button = made("button", "about", "i"), said = made("div", "note");
      Object.assign(button, { type: "button", title: about });
      button.setAttribute("aria-label", about);
      said.id = `note-${k}`;
      said.popover = "auto";
      button.popoverTargetElement = said;
      name.append(button);
      one.append(name, made("dd", "number"), made("dd", "below"), said);
      return one;
    }));
  };
  const draw = () => {
    const now = live.place === null ? live.data : live.sweep.places[live.place];
    [...$(".numbers").children].forEach((one, k) => {
      write(one.querySelector(".number"), now.said[k]);
      write(one.querySelector(".below"), now.below[k]);
      write(one.querySelector(".note"), live.data.notes[k]);
    });
    write($(".finding"), now.finding);
  };
  live.take = (data) => {
    const numbers = JSON.stringify(data.numbers);
    if (live.numbers !== numbers) build(data.numbers);
    live.numbers = numbers;
    live.data = data;
    $(".numbers").classList.toggle("none", !data.numbers.length);
    $(".finding").classList.toggle("none", !data.finding);
    draw();
  };
  return live;
}
