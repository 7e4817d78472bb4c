/* Charts and maps are drawn for the width of the window; a sheet of paper is narrower, or wider.
 * While a page is printed they keep the size they were drawn in and are scaled as a whole to the
 * sheet (style.css does it, which knows how the sheet lies): nothing is drawn anew, nothing cut. */
const drawings = () =>
  document.querySelectorAll('iframe[title*="st_folium"], [data-testid="stPlotlyChart"]');
/* Boxes around a drawing that have its height. */
const around = (drawing) =>
  ['[data-testid="stFullScreenFrame"]', '[data-testid="stElementContainer"]']
    .map((name) => drawing.closest(name)).filter(Boolean);

/* Below the map of its page: what its list tells, of which the frame shows only a part. An upright
 * sheet has room for it. */
function listed() {
  const frame = document.querySelector('.st-key-tall iframe[title*="st_folium"]');
  const printed = frame && frame.contentWindow.WardMap && frame.contentWindow.WardMap.printed;
  if (!printed) return;
  const [said, told] = printed();
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const box = make("section", "");
  box.className = "wa-listed";
  const list = make("dl", "");
  for (const [head, words] of told) list.append(make("dt", head), make("dd", words));
  box.append(make("p", said), list);
  document.querySelector(".st-key-tall").append(box);
}

addEventListener("beforeprint", () => {
  listed();
  for (const drawing of drawings()) {
    const { clientWidth, clientHeight: height } = drawing;
    if (!clientWidth || !height) continue;
    const kind = drawing.tagName === "IFRAME" ? "frame" : "chart";
    const map = kind === "frame" && drawing.contentWindow.WardMap;
    const width = clientWidth - (map && map.unprinted ? map.unprinted() : 0);
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
  for (const box of document.querySelectorAll(".wa-listed")) box.remove();
  for (const drawing of drawings()) {
    for (const box of [drawing, ...around(drawing)]) {
      for (const name of ["printed", "around", "kind"]) delete box.dataset[name];
      for (const name of ["--wide", "--tall"]) box.style.removeProperty(name);
    }
  }
});
