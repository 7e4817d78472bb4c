/* While a page is shown, the keys belong to it: a map that was dragged gives them back. */
const presented = () => document.querySelector(".st-key-present_dark, .st-key-present_light");

window.addEventListener("blur", () => {
  setTimeout(() => {
    const inside = document.activeElement;
    if (presented() && inside && inside.tagName === "IFRAME") {
      inside.blur();
      window.focus();
    }
  });
});

/* What is longer than the screen is moved by the arrows up and down. */
document.addEventListener("keydown", (event) => {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const shown = way && presented() && document.querySelector(".st-key-stage");
  if (shown) shown.scrollBy({ top: way * shown.clientHeight * 0.8, behavior: "smooth" });
});

/* How long the show has been going on; kept in this window, whatever becomes of the server. */
function since(name) {
  const key = `wa-show-${name}`;
  if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, String(Date.now()));
  return Number(sessionStorage.getItem(key));
}

export default function ({ data, parentElement }) {
  const { timer, words } = JSON.parse(data);
  const told = parentElement.querySelector("b");
  if (!timer) {
    told.textContent = "";
    return undefined;
  }
  const start = since(timer);
  const tick = () => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    const two = (n) => String(n).padStart(2, "0");
    told.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    told.title = words;
  };
  tick();
  const every = setInterval(tick, 1000);
  return () => {
    clearInterval(every);
    // A show that was closed is over; a page that is loaded again, or has lost its server, is not.
    setTimeout(() => presented() || sessionStorage.removeItem(`wa-show-${timer}`), 1000);
  };
}
