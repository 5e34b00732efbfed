// A browser that translates the page puts elements of its own in the place of texts. React, which makes the page, is
// not told: it goes on writing into the texts that were taken out, so that old numbers stay on the screen, and breaks
// where it removes them. So what React does to such a text is done to what stands in its place; and a text that changes
// comes back, to be translated anew.
(() => {
  if (window.roadTranslated) return;
  window.roadTranslated = true;
  const standIns = new WeakMap(); // a text that was taken out -> the element in its place

  // By replacing, by inserting before (or behind) and removing, or by removing and inserting in the gap.
  const notice = (records) => {
    const before = new Map(), behind = new Map();
    let gap = {};
    for (const { target, addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const element = [...addedNodes].find((node) => node.nodeType === Node.ELEMENT_NODE);
      if (element) {
        before.set(nextSibling, element);
        behind.set(previousSibling, element);
        if (gap.target === target && gap.previousSibling === previousSibling && gap.nextSibling === nextSibling)
          standIns.set(gap.text, element);
      }
      gap = {};
      for (const text of removedNodes) {
        if (text.nodeType !== Node.TEXT_NODE) continue;
        const standIn = element ?? before.get(text) ?? behind.get(text);
        if (standIn) standIns.set(text, standIn);
        else gap = { text, target, previousSibling, nextSibling };
      }
    }
  };

  // A translator may have been here first. React keeps, for each element, what it has put into it, in order.
  const adopt = (fiber, parent) => {
    const put = [];
    const walk = (child) => {
      for (; child; child = child.sibling) {
        const node = child.stateNode;
        if (node?.containerInfo) adopt(child, node.containerInfo);
        else if (node instanceof Node) { put.push(node); adopt(child, node); }
        else walk(child.child);
      }
    };
    walk(fiber.child);
    put.forEach((text, place) => { if (!text.parentNode) standIns.set(text, parent.childNodes[place]); });
  };
  const root = document.getElementById("root");
  const key = root && Object.keys(root).find((name) => name.startsWith("__reactContainer$"));
  if (key) adopt(root[key].stateNode.current, root);

  const observer = new MutationObserver(notice);
  observer.observe(document, { childList: true, subtree: true });
  const standInOf = (text) => { notice(observer.takeRecords()); return standIns.get(text); };

  // The child of a parent that is a node, holds it, or stands in its place.
  const inPlace = (parent, node) => {
    let found = node && !parent.contains(node) ? standInOf(node) : node;
    while (found && found.parentNode !== parent) found = found.parentNode;
    return found ?? null;
  };
  // What stands for a text that React puts elsewhere goes.
  const clear = (text, but) => {
    const standIn = text?.nodeType === Node.TEXT_NODE && !text.parentNode && standInOf(text);
    if (standIn && standIn !== but) standIn.remove();
  };

  const { appendChild, insertBefore, removeChild, replaceChild } = Node.prototype;
  Node.prototype.appendChild = function (node) {
    clear(node);
    return appendChild.call(this, node);
  };
  Node.prototype.insertBefore = function (node, next) {
    clear(node, next);
    return insertBefore.call(this, node, inPlace(this, next));
  };
  Node.prototype.removeChild = function (node) {
    const found = inPlace(this, node);
    if (found) removeChild.call(this, found);
    return node;
  };
  Node.prototype.replaceChild = function (node, old) {
    clear(node, old);
    const found = inPlace(this, old);
    if (found) replaceChild.call(this, node, found);
    else appendChild.call(this, node);
    return old;
  };
  for (const [owner, name] of [[Node, "nodeValue"], [Node, "textContent"], [CharacterData, "data"]]) {
    const { get, set } = Object.getOwnPropertyDescriptor(owner.prototype, name);
    Object.defineProperty(owner.prototype, name, {
      configurable: true, enumerable: true, get,
      set(value) {
        const standIn = this.nodeType === Node.TEXT_NODE && !this.parentNode && standInOf(this);
        if (standIn?.parentNode) replaceChild.call(standIn.parentNode, this, standIn);
        set.call(this, value);
      },
    });
  }
})();
