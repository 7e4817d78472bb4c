/* Drawings that the server put into the page as images become part of it, before they are seen:
 * the page's own face does not reach into an image, and a machine without others shows no letter.
 * A drawing is parsed as data: scripts in it never run, the policy header allows none. */
(function () {
"use strict";

const images = document.getElementsByClassName("wa-drawn"); // live

function take() {
  for (const image of [...images]) {
    const text = decodeURIComponent(image.src.slice(image.src.indexOf(",") + 1));
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (drawing.localName !== "svg") { // shown as the image it is
      image.classList.remove("wa-drawn");
      continue;
    }
    drawing.setAttribute("class", image.className.replace("wa-drawn", "").trim());
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", image.alt);
    image.replaceWith(document.adoptNode(drawing));
  }
}

new MutationObserver(take).observe(document.body, { subtree: true, childList: true });
})();
