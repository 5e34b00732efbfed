// Takes the key out of the address, so that no history keeps it, and changes it for a cookie.
const form = document.getElementById("form");
const field = document.getElementById("key");
const said = document.getElementById("said");

async function enter(key) {
  said.textContent = form.dataset.busy;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ key }),
    });
    const told = await answer.json();
    if (answer.ok) return location.replace(new URL(told.to, location.href));
    said.textContent = told.said;
  } catch {
    said.textContent = form.dataset.away;
  }
  field.focus();
}

function take() {
  const key = location.hash.slice(1);
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  enter(key);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  enter(field.value.trim());
});
// a link opened where this page already stands changes the fragment alone
window.addEventListener("hashchange", take);
take();
