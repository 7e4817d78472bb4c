/* Says in the reader's language when the server does not answer. Once it answers again, has the
 * page run: a server that was started anew knows the view from the address alone, and would take
 * the address for newer than the first change that the reader makes. */
const PATIENCE = 2000; // milliseconds without a connection before a word is said
const root = document.documentElement;
let connectedOnce = false;
let waiting = null;

function say(lost) {
  const notice = document.getElementById("wa-lost");
  notice.textContent = lost ? notice.dataset[root.lang] : "";
  notice.lang = root.lang;
  notice.hidden = !lost;
  root.classList.toggle("wa-disconnected", lost);
}

function look() {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testConnectionState !== "CONNECTED") {
    waiting ??= setTimeout(say, PATIENCE, true);
    return;
  }
  if (waiting === null && connectedOnce) return;
  clearTimeout(waiting);
  waiting = null;
  say(false);
  if (connectedOnce) document.dispatchEvent(new Event("wa-connected-again"));
  connectedOnce = true;
}

new MutationObserver(look).observe(document.getElementById("root"), {
  subtree: true,
  attributeFilter: ["data-test-connection-state"],
});
look();
