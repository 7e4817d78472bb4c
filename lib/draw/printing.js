/* Charts and maps are drawn for the width of the window; a sheet of paper is narrower, or wider.
 * While a page is printed they keep the size they were drawn in and are scaled as a whole to the
 * sheet (style.css does it, which knows how the sheet lies): nothing is drawn anew, nothing cut. */
const drawings = () =>
  document.querySelectorAll('iframe[title*="st_folium"], [data-testid="stPlotlyChart"]');
/* Boxes around a drawing that have its height. */
const around = (drawing) =>
  ['[data-testid="stFullScreenFrame"]', '[data-testid="stElementContainer"]']
    .map((name) => drawing.closest(name)).filter(Boolean);

addEventListener("beforeprint", () => {
  for (const drawing of drawings()) {
    const { clientWidth: width, clientHeight: height } = drawing;
    if (!width || !height) continue;
    const kind = drawing.tagName === "IFRAME" ? "frame" : "chart";
    drawing.dataset.printed = kind;
    for (const box of [drawing, ...around(drawing)]) {
      box.style.setProperty("--wide", width);
      box.style.setProperty("--tall", height);
      box.dataset.kind = kind;
      if (box !== drawing) box.dataset.around = "";
    }
  }
});

addEventListener("afterprint", () => {
  for (const drawing of drawings()) {
    for (const box of [drawing, ...around(drawing)]) {
      for (const name of ["printed", "around", "kind"]) delete box.dataset[name];
      for (const name of ["--wide", "--tall"]) box.style.removeProperty(name);
    }
  }
});
