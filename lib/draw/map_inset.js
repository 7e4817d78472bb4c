/* Insets at the right edge of the map: where in the country a province lies, and dense cores, whose
 * wards would be specks, enlarged. The map keeps clear of them.
 */
(function () {
  "use strict";

  const { drawn, element } = window.WardMap;
  const COUNTRY = [102, 6.5, 117.6, 23.5];
  const [WIDE, HIGH] = [188, 148]; // pixels of a core
  const ROOM = WIDE + 16;
  const NARROW = 560; // pixels: a narrower map has no cores
  const LEAST = 10; // units that make a core
  const SPECK = 16; // pixels across: most units of a core are smaller
  const LARGER = 4; // times, in a province
  const OF_COUNTRY = 0.1; // degrees up and down from the middle, in the country
  const POINT = 11; // pixels of a mark

  class MapInset {
    constructor(time) {
      this.time = time;
      this.map = time.map;
      this.box = element("div", "insets");
      this.map.getContainer().append(this.box);
      L.DomEvent.disableClickPropagation(this.box);
      this.cores = [];
      this.frames = L.layerGroup().addTo(this.map); // where the cores lie
      this.sprites = new Map();
      this.map.on("zoomend", () => this.time.state && this.repaint()); // seen on the map itself, a core goes
    }

    /* Pixels at the right edge that the map keeps clear of. */
    get room() {
      return this.cores.length && !document.body.classList.contains("compared") ? ROOM : 0;
    }

    /* Pixels a degree of the map as it stands. */
    scale() {
      const { lat, lng } = this.map.getCenter();
      return this.map.latLngToContainerPoint([lat - 0.5, lng]).y - this.map.latLngToContainerPoint([lat + 0.5, lng]).y;
    }

    /* Find what is dense in a state, before the map moves to it. */
    plan(state) {
      const { ward } = this.time;
      const country = state.time.levels.length > 0;
      const wide = this.map.getSize().x;
      const wanted = [state.view, state.layer, ward.index.size, (state.points || []).length, wide < NARROW].join();
      if (wanted === this.planned) return;
      this.planned = wanted;
      for (const core of this.cores) core.box.remove();
      this.frames.clearLayers();
      this.cores = [];
      if (wide < NARROW) return;
      const areProvinces = country && state.time.level === "province"; // wards are points then
      const spots = areProvinces
        ? state.points.map(([, lat, lon, , name]) => ({ lat, lon, name: name.split(", ").pop().replace(/^TP\. /, ""), title: window.MapTold.bare(name.split(", ")[0]), size: 0 }))
        : [...ward.index.values()].filter(({ feature }) => feature.properties.kind === "ward").map((shape) => {
          const box = shape.getBounds();
          const { lat, lng } = box.getCenter();
          return { lat, lon: lng, name: state.time.provinces[shape.feature.properties.province] || "", size: box.getNorth() - box.getSouth() };
        });
      const [west, south, east, north] = state.bounds;
      const { x, y } = this.map.getSize();
      const scale = Math.min((x - ROOM) / (east - west), y / (north - south)); // pixels a degree, about
      const half = country ? OF_COUNTRY : HIGH / 2 / scale / LARGER;
      for (let n = 0; n < (country ? 2 : 1); n += 1) {
        const core = this.densest(spots.filter((spot) => this.cores.every(({ at }) => Math.abs(at.lat - spot.lat) > 4 * half || Math.abs(at.lon - spot.lon) > 4 * half)), half);
        if (!core || core.size * scale > SPECK) break;
        this.add(core, half, (HIGH / 2 / half) / scale, areProvinces ? spots : []);
      }
    }

    /* The spot with most others around it, and their middle. */
    densest(spots, half) {
      let best = [];
      for (const spot of spots) {
        const around = spots.filter((other) => Math.abs(other.lat - spot.lat) < half && Math.abs(other.lon - spot.lon) < half * (WIDE / HIGH));
        if (around.length > best.length) best = around;
      }
      if (best.length < LEAST) return null;
      const mean = (name) => best.reduce((sum, spot) => sum + spot[name], 0) / best.length;
      const sizes = best.map((spot) => spot.size).sort((a, b) => a - b);
      return { lat: mean("lat"), lon: mean("lon"), name: best[0].name, size: sizes[best.length >> 1] };
    }

    /* `points`: those that stand for wards where these are no areas. */
    add(at, half, times, points) {
      const box = element("div", "core");
      const canvas = element("canvas");
      const head = element("button");
      head.type = "button";
      head.dataset.name = at.name;
      head.dataset.times = String(Math.round(times));
      const across = (half * (WIDE / HIGH)) / Math.cos((at.lat * Math.PI) / 180);
      const bounds = L.latLngBounds([at.lat - half, at.lon - across], [at.lat + half, at.lon + across]);
      head.addEventListener("click", () => {
        this.time.ward.moved = true;
        this.time.ward.frame(bounds, 0);
      });
      const shapes = [...this.time.ward.index.values()].filter((shape) => shape.getBounds().intersects(bounds));
      const scale = HIGH / 2 / half;
      const core = { at, box, canvas, head, bounds, scale, plan: window.MapShapes.plan([WIDE, HIGH], scale, [at.lon, at.lat], shapes), points: points.filter(({ lat, lon }) => bounds.contains([lat, lon])) };
      canvas.addEventListener("click", (event) => {
        const key = this.under(core, event);
        if (key) this.time.ward.pick(key);
      });
      canvas.addEventListener("pointermove", (event) => {
        const key = this.under(core, event);
        const shape = this.time.ward.index.get(key);
        canvas.title = shape ? `${shape.feature.properties.name}\n${this.time.ward.lineFor(shape.feature.properties)}` : "";
      });
      const names = element("canvas", "core-names");
      box.append(head, canvas, names);
      this.box.append(box);
      this.cores.push(core);
      core.frame = L.rectangle(bounds, { interactive: false, fill: false, color: "#12365c", weight: 1.2 }).addTo(this.frames);
      window.MapNames.ready.then(() => this.name(core, names, shapes));
    }

    /* Names in a core: of its wards, or of the points that stand for them. */
    name(core, canvas, shapes) {
      const { INSIDE, OUTSIDE, RANKS, named, place, write } = window.MapNames;
      const { time } = this;
      const { x, y } = core.plan;
      const pen = window.MapShapes.sized(canvas, [WIDE, HIGH]);
      if (core.points.length === 0) {
        const units = named(shapes, (properties) => (time.isOutside(properties) ? OUTSIDE : INSIDE));
        write(pen, place(pen, units, (lat, lon) => [x(lon), y(lat)], [WIDE, HIGH], [], () => ""));
        return;
      }
      const points = core.points.map((point) => ({ ...point, size: POINT, look: RANKS[INSIDE] }));
      write(pen, window.MapAside.beside(pen, points, (lat, lon) => [x(lon), y(lat)], [WIDE, HIGH], []));
    }

    /* Whether a place lies in a core that is seen: its name is looked for there. */
    holds(lat, lon) {
      return this.cores.some(({ box, bounds }) => !box.hidden && bounds.contains([lat, lon]));
    }

    /* The unit under the pointer. */
    under(core, event) {
      const { left, top } = core.canvas.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      const pen = core.canvas.getContext("2d");
      const ratio = window.devicePixelRatio || 1;
      const found = core.plan.paths.find(({ path }) => pen.isPointInPath(path, x * ratio, y * ratio, "evenodd"));
      return found ? found.key : "";
    }

    /* The cores as the map is painted now. */
    repaint() {
      const { ward, points, still, words, day, film } = this.time;
      for (const core of this.cores) {
        const { head } = core;
        const name = `${head.dataset.name || words.enlarged} ×${head.dataset.times}`;
        if (head.textContent !== name) head.textContent = name;
        head.title = words.nearer;
        core.box.hidden = this.scale() > core.scale / 2;
        core.frame.setStyle({ stroke: !core.box.hidden });
        core.box.lastChild.hidden = !this.time.names.on || (core.points.length ? !still && film : film && day < film.reform);
        if (core.box.hidden) continue;
        const { x, y } = core.plan;
        const pen = window.MapShapes.draw(core.canvas, core.plan, ({ key, kind }) => ward.pattern(ward.classOf(key, kind)));
        const shown = still || !film ? (ward.state.points || []).map(([, lat, lon, place]) => [lat, lon, ward.state.classes[place]]) : points.shown;
        for (const [lat, lon, cls] of shown) {
          const [left, top] = [x(lon), y(lat)];
          if (left < -POINT || top < -POINT || left > WIDE + POINT || top > HIGH + POINT) continue;
          if (!this.sprites.has(cls)) this.sprites.set(cls, window.MapShapes.sprite({ ...cls, size: POINT }));
          pen.drawImage(this.sprites.get(cls), left - POINT / 2, top - POINT / 2, POINT, POINT);
        }
      }
    }

    /* Where in the country a province lies, with Hoàng Sa and Trường Sa by name. */
    async show() {
      const { state, time, ward } = this.time;
      const old = this.box.querySelector(".where");
      if (time.levels.length || !state.outline) {
        if (old) old.remove();
        return;
      }
      const content = await ward.load(state.outline).catch(() => null);
      if (!content || state !== this.time.state) return;
      const [west, south, east, north] = COUNTRY;
      const scale = 108 / (east - west);
      const at = ([lon, lat]) => [Math.round((lon - west) * scale), Math.round((north - lat) * scale * 1.04)];
      const svg = drawn("svg", { viewBox: `0 0 108 ${Math.round((north - south) * scale * 1.04)}`, class: "where", "aria-hidden": "true" });
      let path = "";
      for (const { geometry } of content.features) {
        for (const rings of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) {
          const spots = rings[0].map(at).filter((spot, place, all) => !place || spot[0] !== all[place - 1][0] || spot[1] !== all[place - 1][1]);
          path += `M${spots.map((spot) => spot.join(" ")).join("L")}Z`;
        }
      }
      svg.append(drawn("path", { d: path, fill: "#c3ccd5", stroke: "#c3ccd5", "stroke-width": 0.6 }));
      const [w, s, e, n] = state.bounds;
      const [x, y] = at([(w + e) / 2, (s + n) / 2]);
      svg.append(drawn("circle", { cx: x, cy: y, r: 4.5, fill: "#8c2d04", stroke: "#fff", "stroke-width": 1.5 }));
      for (const [name, spot] of [["Hoàng Sa", [117.2, 16.9]], ["Trường Sa", [117.2, 10.4]]]) {
        const [a, b] = at(spot);
        svg.append(drawn("text", { x: a, y: b, "text-anchor": "end" }, name));
      }
      const now = this.box.querySelector(".where");
      if (now) now.remove();
      this.box.prepend(svg);
    }
  }

  window.MapInset = MapInset;
})();
