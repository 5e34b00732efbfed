// Hands the link on in one tap: on phones through the system's own sheet, elsewhere into the clipboard; and says so.
const SAID_MS = 2500;

export default function ({ parentElement: root, data }) {
  const button = root.querySelector("button"), said = root.querySelector("[role=status]");
  button.textContent = data.label;
  button.onclick = () => handOn(data, button, said);
}

async function handOn({ title, text, link, copied, failed }, button, said) {
  const phone = matchMedia("(pointer: coarse)").matches && navigator.share;
  if (phone) {
    try {
      await navigator.share({ title, text, url: link });
      return;
    } catch (error) {
      if (error.name === "AbortError") return; // the reader closed the sheet
    }
  }
  const done = await copy(link, button);
  said.textContent = done ? copied : failed;
  setTimeout(() => (said.textContent = ""), done ? SAID_MS : 3 * SAID_MS);
}

// The clipboard is open to pages of https and of this machine alone; elsewhere the old way still works.
async function copy(link, button) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: link });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    button.focus();
    return done;
  }
}
