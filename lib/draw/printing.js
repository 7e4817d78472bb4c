/* Charts and maps are drawn for the width of the window; a sheet of paper is narrower. While a
 * page is printed they keep the size they were drawn in, and are set smaller as a whole where the
 * sheet is narrower: nothing is drawn anew, nothing is cut. */
const SHEET = 900; // pixels across an upright sheet, on which pages are set smaller
const drawings = () =>
  document.querySelectorAll('iframe[title*="st_folium"], [data-testid="stPlotlyChart"]');

addEventListener("beforeprint", () => {
  for (const drawing of drawings()) {
    const { clientWidth: width, clientHeight: height } = drawing;
    if (!width || !height) continue;
    const part = Math.min(1, SHEET / width);
    drawing.dataset.screen = drawing.getAttribute("style") || "";
    drawing.style.cssText += `; width: ${width}px !important; max-width: none !important;`
      + `height: ${height}px !important; transform: scale(${part}); transform-origin: 0 0;`
      + `margin: 0 ${(part - 1) * width}px ${(part - 1) * height}px 0;`;
  }
});

addEventListener("afterprint", () => {
  for (const drawing of drawings()) {
    if (drawing.dataset.screen === undefined) continue;
    drawing.setAttribute("style", drawing.dataset.screen);
    delete drawing.dataset.screen;
  }
});
