/* What the Enter key does where the page's own controls leave it idle. Heard once a page, before
 * the controls, of which some keep it to themselves. */
const ANSWER = 5000; // milliseconds that the hits of a search may take

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.target.closest("[data-testid=stDateInput] [role=spinbutton]")) {
    const elsewhere = document.querySelector(".wa-brand"); // a typed date is told when its field is
    elsewhere.tabIndex = -1; // left for another element
    elsewhere.focus({ preventScroll: true });
  } else if (event.target.closest(".st-key-search")) {
    takeOnlyHit(event.target, event.target.value, Date.now());
  }
}, true);

/* Once the hits of the text are there, and if there is but one. */
function takeOnlyHit(field, text, since) {
  const waited = Date.now() - since;
  if (field.value !== text || waited > ANSWER) return; // typed on, or gone elsewhere
  const running = document.querySelector("[data-testid=stApp]").dataset.testScriptState === "running";
  const hits = document.querySelectorAll(".st-key-hits button");
  if (waited < 600 || running || !hits.length) {
    setTimeout(takeOnlyHit, 100, field, text, since);
  } else if (hits.length === 1) {
    hits[0].click();
  }
}

export default function () {}
