/* Put into every page and frame before its own scripts: notes when the last click or key,
 * the last message from the server and the last change of what is shown happened. */
(function () {
  "use strict";

  const now = () => top.performance.now();

  if (window === top) {
    const REST = 150; // milliseconds without anything new
    window.watch = {
      input: 0,
      message: 0,
      change: 0,
      atRest() {
        const app = document.querySelector("[data-testid=stApp]");
        return Boolean(app) && app.dataset.testScriptState === "notRunning" &&
          this.message > this.input && now() - Math.max(this.message, this.change) > REST;
      },
      took() {
        return Math.max(this.message, this.change) - this.input;
      },
      /* Fills of all shapes on all maps of the page, in the order they are drawn. */
      fills() {
        return [...document.querySelectorAll("iframe")]
          .flatMap((frame) => [...frame.contentDocument.querySelectorAll("path.leaflet-interactive")])
          .map((path) => path.getAttribute("fill"));
      },
      /* Milliseconds from pressing a button to the frame after every shape has its next shade. */
      async recoloured(button, shades) {
        const next = Object.fromEntries(shades.map((shade, i) => [shade, shades[(i + 1) % shades.length]]));
        const wanted = this.fills().map((fill) => next[fill]);
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        document.querySelector(button).click();
        for (;;) {
          await frame();
          const fills = this.fills();
          if (fills.length === wanted.length && fills.every((fill, i) => fill === wanted[i])) break;
        }
        await frame(); // painted
        return now() - this.input;
      },
    };
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", () => { top.watch.message = now(); });
      }
    };
  }

  for (const kind of ["click", "keydown"]) {
    document.addEventListener(kind, () => { top.watch.input = now(); }, true);
  }
  new MutationObserver(() => { top.watch.change = now(); }).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
})();
