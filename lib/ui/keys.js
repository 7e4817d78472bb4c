/* What the Enter key does where the page's own controls leave it idle. Heard once a page, before
 * the controls, of which some keep it to themselves. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.target.closest("[data-testid=stDateInput] [role=spinbutton]")) {
    const elsewhere = document.querySelector(".wa-brand"); // a typed date is told when its field is
    elsewhere.tabIndex = -1; // left for another element
    elsewhere.focus({ preventScroll: true });
  } else if (event.target.closest(".st-key-search")) {
    const hits = document.querySelectorAll(".st-key-hits button");
    if (hits.length === 1) hits[0].click();
  }
}, true);

export default function () {}
