/* While a page is shown, the keys belong to it: a map that was dragged gives them back. */
const presented = () => document.querySelector("[class*=st-key-present_]");

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

export default function () {}
