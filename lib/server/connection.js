/* Says in the reader's language when the server does not answer. Once it answers again, has the
 * page run before it can be used: a server that was started anew knows the view from the address
 * alone, and would take the address for newer than the first change that the reader makes. */
const PATIENCE = 2000; // milliseconds without a connection before a word is said
const AT_MOST = 60000; // milliseconds for that run
const root = document.documentElement;
let connectedOnce = false;
let waiting = null; // for the connection
let running = null; // the run after it came back: "asked", "seen", null when it is over

function say(lost) {
  const notice = document.getElementById("wa-lost");
  notice.textContent = lost ? notice.dataset[root.lang] : "";
  notice.lang = root.lang;
  notice.hidden = !lost;
  root.classList.toggle("wa-disconnected", lost);
}

function runAgain(app) {
  running = "asked";
  app.inert = true;
  document.dispatchEvent(new Event("wa-connected-again"));
  setTimeout(release, AT_MOST);
}

function release() {
  running = null;
  document.querySelector("[data-testid=stApp]").inert = false;
  if (waiting === null) say(false);
}

function look() {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testConnectionState !== "CONNECTED") {
    waiting ??= setTimeout(say, PATIENCE, true);
    return;
  }
  if (waiting !== null || !connectedOnce) {
    clearTimeout(waiting);
    waiting = null;
    if (connectedOnce) runAgain(app);
    else say(false);
    connectedOnce = true;
  }
  const idle = app.dataset.testScriptState === "notRunning";
  if (running === "asked" && !idle) running = "seen";
  if (running === "seen" && idle) release();
}

new MutationObserver(look).observe(document.getElementById("root"), {
  subtree: true,
  attributeFilter: ["data-test-connection-state", "data-test-script-state"],
});
look();
