/* A page shows its parts when they have their size and look: what Streamlit puts in the place of
 * a part whose script is still on its way has another height, so everything below it would jump.
 * Only while a page is loaded; whatever goes wrong, all is seen after a few seconds. */
(function () {
"use strict";

// Where the server is: Streamlit's script would try the folder of each page first, in vain.
window.__streamlit = { BACKEND_BASE_URL: location.origin + document.currentScript.dataset.base };

const LONGEST = 8000; // milliseconds from the first part on
const PARTS = { // what waits, by the class of the document: what must be there, where nothing may be missing
  "wa-bars-come": [".st-key-languages button", ".st-key-topbar, .st-key-filters"],
  "wa-page-comes": [".st-key-page > *", ".st-key-page"],
};
const root = document.documentElement;
root.classList.add(...Object.keys(PARTS));

function isWhole([there, places]) {
  const missing = [...document.querySelectorAll(places)].flatMap((each) => [...each.querySelectorAll(MISSING)]);
  return document.querySelector(there) && !missing.some((each) => each.getClientRects().length);
}

let waiting = 0; // until what goes wrong is not waited for any more

function look() {
  if (!waiting && document.querySelector(".st-key-topbar, .st-key-page")) {
    waiting = setTimeout(() => Object.keys(PARTS).forEach(arrived), LONGEST);
  }
  if (document.querySelector(".st-key-present_light, .st-key-present_dark")) arrived("wa-bars-come"); // there are none
  for (const [name, part] of Object.entries(PARTS)) {
    if (root.classList.contains(name) && isWhole(part)) { // and still when it is laid out
      requestAnimationFrame(() => requestAnimationFrame(() => { if (isWhole(part)) arrived(name); }));
    }
  }
}

function arrived(name) {
  root.classList.remove(name);
  if (!Object.keys(PARTS).some((each) => root.classList.contains(each))) watch.disconnect();
}

const MISSING = "[data-testid=stSkeleton]";
const watch = new MutationObserver(look);
watch.observe(document, { subtree: true, childList: true });
})();
