/* Charts and maps are drawn for the width of the window; a sheet of paper is narrower, or wider.
 * While a page is printed they keep the size they were drawn in and are scaled as a whole to the
 * sheet (style.css does it, which knows how the sheet lies): nothing is drawn anew, nothing cut. */
const drawings = () =>
  document.querySelectorAll('iframe[title*="st_folium"], [data-testid="stPlotlyChart"]');

addEventListener("beforeprint", () => {
  for (const drawing of drawings()) {
    const { clientWidth: width, clientHeight: height } = drawing;
    if (!width || !height) continue;
    drawing.style.setProperty("--wide", width);
    drawing.style.setProperty("--tall", height);
    drawing.dataset.printed = drawing.tagName === "IFRAME" ? "frame" : "chart";
  }
});

addEventListener("afterprint", () => {
  for (const drawing of drawings()) {
    delete drawing.dataset.printed;
    drawing.style.removeProperty("--wide");
    drawing.style.removeProperty("--tall");
  }
});
