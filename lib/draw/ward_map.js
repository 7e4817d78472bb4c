/* The map in the page. Runs inside the map component's frame, on Leaflet.
 *
 * The server draws the empty map once (`new WardMap(map)`) and then, at each rerun,
 * passes a small state to `show`: which layers by address, one class per unit, points,
 * labels, the view. Layers are fetched once and kept; a recolouring only changes styles.
 * Every text is set as text, never as HTML.
 */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const STACKED = 14; // pixels: marks of this size that lie closer than half of it cover each other
  const MANY = 400; // shapes: so many are drawn on a canvas
  const DEFAULT = { fill: "#f6f8fa", stroke: "#b8c4d0", weight: 0.6, opacity: 1 };

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawn(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

  /* Marks of a point: a shape for each status, so that colour is never alone. */
  function mark(cls, size) {
    const half = size / 2;
    const svg = drawn("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
    const small = size < 9; // many of them: flat, without a white ring
    const pale = small || cls.fill === "#ffffff"; // a white ring would not be seen around it
    const look = { fill: cls.fill, stroke: pale ? "#6f7f8f" : "#ffffff", "stroke-width": small ? 0.8 : 1.6 };
    if (small) svg.setAttribute("class", "flat");
    if (cls.shape === "diamond") {
      svg.appendChild(drawn("path", { d: `M${half} 1L${size - 1} ${half}L${half} ${size - 1}L1 ${half}Z`, ...look }));
    } else if (cls.shape === "square") {
      svg.appendChild(drawn("rect", { x: 2, y: 2, width: size - 4, height: size - 4, ...look }));
    } else {
      svg.appendChild(drawn("circle", { cx: half, cy: half, r: half - 1.2, ...look }));
    }
    if (size < 14) return svg; // too small for a sign inside; outer shape and tooltip tell
    if (cls.shape === "check") {
      svg.appendChild(drawn("path", {
        d: `M${size * 0.28} ${size * 0.52}L${size * 0.44} ${size * 0.68}L${size * 0.73} ${size * 0.34}`,
        fill: "none", stroke: "#ffffff", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round",
      }));
    }
    if (cls.shape === "ring") {
      svg.appendChild(drawn("circle", { cx: half, cy: half, r: half * 0.36, fill: "#ffffff" }));
    }
    return svg;
  }

  class WardMap {
    constructor(map, patterns) {
      this.map = map;
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
        map._zoomAnimated = false; // the option is read only when a map is made
        map.options.inertia = false;
      }
      this.patterns = patterns; // of classes, as the page draws them
      this.layers = new Map(); // address -> Promise of L.GeoJSON
      this.shown = null; // L.GeoJSON that carries the classes now
      this.outline = null;
      this.index = new Map(); // key -> its shape
      this.state = null;
      this.turn = 0;
      map.createPane("outline").style.zIndex = 350;
      map.createPane("labels").style.zIndex = 620;
      map.getPane("outline").style.pointerEvents = "none";
      map.getPane("labels").style.pointerEvents = "none";
      this.outlineRenderer = L.svg({ pane: "outline", padding: 0.4 });
      this.renderer = L.svg({ padding: 0.4 });
      this.points = L.layerGroup().addTo(map);
      this.labels = L.layerGroup().addTo(map);
      this.chosen = L.layerGroup().addTo(map);
      this.problem = null;
      this.marks = [];
      map.on("zoomend", () => this.countHidden());
      this.observeSize();
    }

    /* The frame gets its width after the map was made; without this the view is off. */
    observeSize() {
      const box = this.map.getContainer();
      box.style.width = "100%";
      box.style.height = "100vh"; // the page sizes the frame, the map fills it
      new ResizeObserver(() => {
        this.map.invalidateSize({ animate: false });
        if (this.time && this.state) this.time.inset.plan(this.state);
        if (this.state && !this.moved && !this.near) this.fit(true);
      }).observe(box);
      this.map.on("dragstart zoomstart", (event) => {
        if (!this.fitting) this.moved = true;
      });
    }

    /* The map on a day, painted without the server: the counts of its classes. */
    at(day) {
      return this.time.at(day);
    }

    pick(key) {
      this.picked = key;
      if (this.time) this.time.tell({ key });
      else window.Streamlit.setComponentValue({ key: key, n: Date.now() });
    }

    load(address, pane) {
      if (!this.layers.has(address)) {
        const wanted = fetch(address).then((answer) => {
          if (!answer.ok) throw new Error(answer.status + " " + address);
          return answer.json();
        });
        this.layers.set(address, wanted);
        wanted.catch(() => this.layers.delete(address));
      }
      return this.layers.get(address);
    }

    async show(state) {
      const turn = ++this.turn;
      this.dim();
      if (state.time && window.MapTime) {
        this.time = this.time || new window.MapTime(this);
        this.time.expect(state); // its bar and panel stand while shapes are still on their way
      }
      const [outline, layer] = await Promise.allSettled([
        state.outline ? this.load(state.outline) : null,
        state.layer ? this.load(state.layer) : null,
      ]);
      if (turn !== this.turn) return; // a newer state came while this one was loading
      // Until here the earlier map stood, with its own words. What could not be loaded leaves
      // nothing in its place: shapes of another place under these words would be a lie.
      const previous = this.state;
      this.state = state;
      this.drawOutline(outline.value ? state.outline : "", outline.value);
      this.drawLayer(layer.value ? state.layer : "", layer.value);
      const failed = outline.reason || layer.reason;
      this.complain(failed ? state.trouble : "");
      if (failed) console.error(failed);
      this.drawPoints(state);
      this.drawLabels(state);
      this.drawChosen(state);
      this.drawWithin(state);
      if (this.time && state.time) this.time.inset.plan(state);
      if (!previous || previous.view !== state.view) this.fit(false);
      this.look(state, previous);
      if (this.time && state.time) this.time.show(state);
      this.keys = this.keys || new window.MapKeys(this);
      this.keys.show(state.keys);
      document.body.dataset.turn = String(state.turn || turn);
      if (!previous) this.uncover();
    }

    /* The page takes away what stands over the frame, once that has its look. */
    async uncover() {
      const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].filter((link) => !link.sheet);
      await Promise.all(sheets.map((link) => new Promise((done) => { link.onload = link.onerror = done; })));
      if (window.frameElement) window.frameElement.dataset.painted = "";
    }

    /* Dark sea and land where the page is shown light on black; classes keep their colours. */
    dim() {
      try {
        const page = window.parent.document;
        document.body.classList.toggle("dark", Boolean(page.querySelector(".st-key-present_dark")));
        // In a show words are as large as those of the page.
        const size = page.querySelector(".st-key-present_dark, .st-key-present_light") && getComputedStyle(page.documentElement).fontSize;
        document.body.style.setProperty("--words", size || "14px");
      } catch (error) {
        console.error(error); // the frame stands alone
      }
    }

    complain(text) {
      if (this.problem) this.problem.remove();
      this.problem = null;
      if (!text) return;
      this.problem = element("div", "trouble", text);
      this.map.getContainer().appendChild(this.problem);
    }

    drawOutline(address, content) {
      if (this.outlineOf === address) return;
      if (this.outline) this.outline.remove();
      this.outlineOf = address;
      this.outline = null;
      if (!content) return;
      this.outline = L.geoJSON(content, {
        pane: "outline", renderer: this.outlineRenderer, interactive: false,
        style: { color: "#a9b4bf", weight: 0.8, fillColor: "#f3f1ec", fillOpacity: 1 },
      }).addTo(this.map);
    }

    drawLayer(address, content) {
      if (this.shownOf !== address) {
        if (this.shown) this.shown.remove();
        this.shownOf = address;
        this.shown = null;
        this.index = new Map();
        if (content) {
          this.onCanvas = Boolean(window.MapShapes) && content.features.length > MANY;
          const renderer = this.onCanvas ? (this.canvas = this.canvas || L.canvas({ padding: 0.3 })) : this.renderer;
          this.shown = L.geoJSON(content, {
            renderer,
            interactive: true,
            filter: (feature) => Boolean(feature.geometry),
            onEachFeature: (feature, layer) => {
              this.index.set(feature.properties.key, layer);
              layer.on("click", () => this.pick(feature.properties.key));
              layer.on("mouseover", () => {
                layer.setStyle({ weight: 2.2, color: "#12365c" }).bringToFront();
                if (this.pointed) this.pointed(feature.properties.key);
              });
              layer.on("mouseout", () => this.style(feature.properties.key, layer));
            },
          });
          this.shown.bindTooltip((layer) => this.tooltip(layer.feature.properties), { sticky: true, className: "tip" });
          this.shown.addTo(this.map);
        }
      }
      if (!this.shown) return;
      this.repaint(true);
      this.keyboard();
    }

    /* Every shape as its class says; a canvas is drawn once for all of them. */
    repaint(all) {
      let changed = 0;
      this.index.forEach((layer, key) => {
        const cls = this.classOf(key, layer.feature.properties.kind);
        if (!all && layer.cls === cls) return;
        changed += 1;
        layer.cls = cls;
        if (this.onCanvas) Object.assign(layer.options, this.styleOf(cls));
        else layer.setStyle(this.styleOf(cls));
      });
      if (!this.onCanvas || !changed || !this.canvas._ctx) return;
      this.canvas._redrawBounds = null;
      this.canvas._redraw();
    }

    /* What fills an area of a class: its colour, with its pattern over it where it has one. The
     * patterns live in the renderer's own SVG. */
    fill(cls) {
      const root = this.renderer._container;
      if (!cls.hatch || !root) return cls.fill;
      const { size, lines } = this.patterns;
      const ink = cls.ink || this.patterns.ink;
      const id = [cls.hatch, cls.fill, ink].join("-").replaceAll("#", "");
      if (!root.querySelector(`#${id}`)) {
        const line = lines[cls.hatch];
        const pattern = drawn("pattern", { id, width: size, height: size, patternUnits: "userSpaceOnUse" });
        pattern.appendChild(drawn("rect", { width: size, height: size, fill: cls.fill }));
        pattern.appendChild(drawn("path", {
          d: line.d, fill: "none", stroke: ink, "stroke-width": line.width, "stroke-linecap": "round",
        }));
        let defs = root.querySelector("defs");
        if (!defs) defs = root.insertBefore(drawn("defs", {}), root.firstChild);
        defs.appendChild(pattern);
      }
      return `url(#${id})`;
    }

    classOf(key, kind) {
      const own = this.override ? this.override(key) : null;
      if (own) return own;
      const value = this.state.values[key.split("-")[1]];
      if (value !== undefined) return this.state.classes[Array.isArray(value) ? value[0] : value];
      const rest = this.state.rest || {};
      return this.state.classes[rest[kind] !== undefined ? rest[kind] : rest.other] || DEFAULT;
    }

    style(key, layer) {
      layer.cls = this.classOf(key, layer.feature.properties.kind);
      layer.setStyle(this.styleOf(layer.cls));
    }

    styleOf(cls) {
      return {
        fillColor: this.onCanvas ? this.pattern(cls) : this.fill(cls),
        fillOpacity: cls.opacity === undefined ? 1 : cls.opacity,
        color: cls.stroke || "#8fa1b3",
        weight: cls.weight === undefined ? (this.onCanvas ? 0.4 : 0.7) : cls.weight,
        dashArray: cls.dash || null,
      };
    }

    /* The same on a canvas. */
    pattern(cls) {
      if (!cls.hatch) return cls.fill;
      this.fills = this.fills || new Map();
      if (!this.fills.has(cls)) this.fills.set(cls, window.MapShapes.pattern(this.patterns, cls));
      return this.fills.get(cls);
    }

    mark(cls, size) {
      return mark(cls, size);
    }

    /* The look of a class as the background of an element. */
    background(cls) {
      if (!cls.hatch) return cls.fill;
      const { size, lines } = this.patterns;
      const { d, width } = lines[cls.hatch];
      const svg = `<svg xmlns="${SVG}" width="${size}" height="${size}"><path d="${d}" fill="none" stroke="${cls.ink || this.patterns.ink}" stroke-width="${width}" stroke-linecap="round"/></svg>`;
      return `${cls.fill} url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
    }

    /* A unit asked for otherwise than by a click here is looked at from near, with its neighbours. */
    look(state, previous) {
      const wanted = (state.chosen || []).join();
      const before = previous ? (previous.chosen || []).join() : "";
      if (!wanted || wanted === before || state.chosen.includes(this.picked)) return;
      const shapes = state.chosen.map((key) => this.index.get(key)).filter(Boolean);
      if (!shapes.length) return;
      const bounds = shapes.slice(1).reduce((all, each) => all.extend(each.getBounds()), L.latLngBounds(shapes[0].getBounds()));
      this.frame(bounds.pad(1.2), 0, { maxZoom: 14 });
      this.near = bounds;
    }

    /* What a unit is, in a line. */
    lineFor(properties) {
      const own = this.line ? this.line(properties.key) : "";
      const value = this.state.values[properties.key.split("-")[1]];
      const said = Array.isArray(value) && value[1] ? value[1] : "";
      return own || said || String(this.classOf(properties.key, properties.kind).label || "");
    }

    tooltip(properties) {
      const box = element("div");
      box.appendChild(element("b", "", properties.name));
      const line = this.lineFor(properties);
      if (line) box.appendChild(element("div", "", line));
      return box;
    }

    keyboard() {
      this.index.forEach((layer, key) => {
        const path = layer.getElement();
        if (!path) return;
        path.setAttribute("aria-label", `${layer.feature.properties.name}: ${this.lineFor(layer.feature.properties)}`);
        if (path.dataset.key) return;
        path.dataset.key = key;
        path.setAttribute("role", "button");
        path.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") { event.preventDefault(); this.pick(key); }
        });
      });
    }

    drawPoints(state) {
      this.points.clearLayers();
      const marks = [];
      for (const [key, lat, lon, place, name, own] of state.points || []) {
        const cls = state.classes[place];
        const line = own || cls.label;
        const size = cls.size || 15;
        const icon = L.divIcon({ className: "mark", iconSize: [size, size] });
        const marker = L.marker([lat, lon], { icon, title: "", alt: name, keyboard: true, riseOnHover: true, zIndexOffset: cls.rank || 0 });
        marker.on("add", () => {
          const node = marker.getElement();
          node.replaceChildren(mark(cls, size));
          node.dataset.key = key;
          node.setAttribute("aria-label", line ? `${name}: ${line}` : name);
        });
        const tip = element("div");
        tip.appendChild(element("b", "", name));
        if (line) tip.appendChild(element("div", "", line));
        marker.bindTooltip(tip, { className: "tip", direction: "top", offset: [0, -size / 2] });
        marker.on("click", () => this.pick(key));
        marker.on("mouseover", () => this.pointed && this.pointed(key));
        if (size >= STACKED) marks.push(marker);
        this.points.addLayer(marker);
      }
      this.marks = marks.sort((a, b) => b.options.zIndexOffset - a.options.zIndexOffset);
      this.countHidden();
    }

    /* Beside a mark that covers others stands how many: "+2". Zooming in sets them apart. */
    countHidden() {
      const tops = [];
      for (const marker of this.marks) {
        const node = marker.getElement();
        if (!node) continue;
        node.querySelectorAll(".more").forEach((old) => old.remove());
        const at = this.map.latLngToLayerPoint(marker.getLatLng());
        const above = tops.find((top) => top.at.distanceTo(at) < STACKED / 2);
        if (above) above.n += 1;
        else tops.push({ at, node, n: 0 });
      }
      for (const top of tops) if (top.n) top.node.appendChild(element("span", "more", `+${top.n}`));
    }

    drawLabels(state) {
      this.labels.clearLayers();
      for (const [lat, lon, text, aside] of state.labels || []) {
        const icon = L.divIcon({ className: "name", iconSize: [0, 0] });
        const marker = L.marker([lat, lon], { icon, pane: "labels", interactive: false, keyboard: false });
        marker.on("add", () => {
          const label = element("span", "", text);
          if (aside) label.appendChild(element("i", "", " " + aside));
          marker.getElement().replaceChildren(label);
        });
        this.labels.addLayer(marker);
      }
    }

    drawChosen(state) {
      this.chosen.clearLayers();
      for (const key of state.chosen || []) {
        const layer = this.index.get(key);
        if (!layer) continue;
        this.chosen.addLayer(L.geoJSON(layer.feature, {
          interactive: false, style: { color: "#8c2d04", weight: 2.6, fill: false },
        }));
      }
    }

    /* The common outline of some units: the edges that only one of them has. */
    drawWithin(state) {
      const edges = new Map();
      this.around = null;
      for (const key of state.within || []) {
        const layer = this.index.get(key);
        if (!layer) continue;
        this.around = this.around ? this.around.extend(layer.getBounds()) : L.latLngBounds(layer.getBounds().getSouthWest(), layer.getBounds().getNorthEast());
        const { type, coordinates } = layer.feature.geometry;
        for (const ring of (type === "Polygon" ? [coordinates] : coordinates).flat()) {
          for (let i = 1; i < ring.length; i += 1) {
            const [from, to] = [ring[i - 1].join(), ring[i].join()];
            const edge = from < to ? `${from} ${to}` : `${to} ${from}`;
            if (!edges.delete(edge)) edges.set(edge, [ring[i - 1], ring[i]]);
          }
        }
      }
      const lines = [...edges.values()].map((line) => line.map(([lon, lat]) => [lat, lon]));
      if (lines.length) this.chosen.addLayer(L.polyline(lines, { interactive: false, color: "#12365c", weight: 3 }));
    }

    fit(again) {
      if (this.around) {
        this.frame(this.around, 24);
        return;
      }
      const bounds = this.state.bounds;
      if (!bounds) return;
      if (!again) this.moved = false;
      this.near = null;
      const [west, south, east, north] = bounds;
      this.frame([[south, west], [north, east]], 12);
    }

    /* Fill the map with a part of the country: no step of zooming leaves room unused, and nothing
     * comes to lie under the insets at the right edge. */
    frame(bounds, edge, options) {
      const room = this.time ? this.time.inset.room : 0;
      const { zoomSnap } = this.map.options;
      this.fitting = true;
      this.map.options.zoomSnap = 0;
      this.map.fitBounds(bounds, { animate: false, paddingTopLeft: [edge, edge], paddingBottomRight: [edge + room, edge], ...options });
      this.map.options.zoomSnap = zoomSnap;
      this.fitting = false;
    }
  }

  window.WardMap = Object.assign(WardMap, { drawn, element });
})();
