/* Put into every page and frame before its own scripts: notes when the last click or key,
 * the last message from the server and the last change of what is shown happened. */
(function () {
  "use strict";

  const now = () => top.performance.now();

  if (window === top) {
    const REST = 250; // milliseconds without anything new
    window.watch = {
      input: 0,
      message: 0,
      change: 0,
      atRest() {
        const app = document.querySelector("[data-testid=stApp]");
        return Boolean(app) && app.dataset.testScriptState === "notRunning" &&
          this.loading() === 0 && this.message > this.input && now() - Math.max(this.message, this.change) > REST;
      },
      /* Requests under way in the page and its frames; those of a frame that is gone do not count. */
      loading() {
        const all = [window, ...this.frames().map((frame) => frame.contentWindow)];
        return all.reduce((sum, each) => sum + (each.requestsUnderWay || 0), 0);
      },
      took() {
        return Math.max(this.message, this.change) - this.input;
      },
      frames() {
        return [...document.querySelectorAll("iframe")].filter((frame) => frame.contentDocument);
      },
      /* Shapes of units whose key begins so, on all maps of the page. */
      shapes(begin) {
        return this.frames()
          .flatMap((frame) => [...frame.contentDocument.querySelectorAll(`path[data-key^="${begin}"]`)]);
      },
      /* A spot of a shape that nothing covers, as far from its border as can be, in pixels of
       * the page. */
      spot(key) {
        for (const frame of this.frames()) {
          const path = frame.contentDocument.querySelector(`path[data-key="${key}"]`);
          if (!path) continue;
          const outer = frame.getBoundingClientRect();
          const box = path.getBoundingClientRect();
          const free = (x, y) => frame.contentDocument.elementFromPoint(x, y) === path;
          for (const margin of [8, 4, 2, 1]) {
            for (let x = Math.ceil(box.left); x < box.right; x += 1) {
              for (let y = Math.ceil(box.top); y < box.bottom; y += 1) {
                if (free(x, y) && free(x - margin, y) && free(x + margin, y) &&
                    free(x, y - margin) && free(x, y + margin)) {
                  return [outer.left + frame.clientLeft + x, outer.top + frame.clientTop + y];
                }
              }
            }
          }
        }
        throw new Error("nothing of " + key + " can be clicked");
      },
      /* Milliseconds from the next click to the frame after that many wards are drawn. */
      async painted(count) {
        const before = this.input;
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        while (this.input === before || this.shapes("from2025-").length !== count ||
               this.shapes("from2025-").some((path) => !path.getAttribute("fill"))) await frame();
        await frame(); // painted
        return now() - this.input;
      },
      /* Fills of all shapes on all maps of the page, in the order they are drawn. */
      fills() {
        return this.frames()
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

  const request = window.fetch;
  window.requestsUnderWay = 0;
  window.fetch = async (...given) => {
    window.requestsUnderWay += 1;
    try {
      return await request(...given);
    } finally {
      window.requestsUnderWay -= 1;
      top.watch.change = now(); // what came is drawn next
    }
  };

  /* On the window, not the document: a frame keeps its window while its document is replaced. */
  for (const kind of ["click", "keydown"]) {
    window.addEventListener(kind, () => { top.watch.input = now(); }, true);
  }
  window.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(() => { top.watch.change = now(); }).observe(document, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
  });
})();
