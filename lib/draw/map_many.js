/* Many small maps at one scale, and two days side by side. Both are drawn from what the frame has.
 */
(function () {
  "use strict";

  const { element } = window.WardMap;
  const { OF_PROVINCES } = window.MapTime;
  const GAP = 8;
  const CAPTION = 42; // pixels for two lines
  const FILLED = 0.94; // part of its cell that the largest map takes
  const DOT = 4; // pixels: no ward is smaller
  const POINT = 9; // pixels of a mark; those without a report are smaller
  const LAND = "#f3f1ec";

  /* West, south, east, north of the largest part of a shape: far islands do not make it small. */
  function mainland({ feature }) {
    const { type, coordinates } = feature.geometry;
    let best = null;
    for (const [ring] of type === "Polygon" ? [coordinates] : coordinates) {
      const [lons, lats] = [0, 1].map((axis) => ring.map((spot) => spot[axis]));
      const box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
      const size = (box[2] - box[0]) * (box[3] - box[1]);
      if (!best || size > best.size) best = { box, size };
    }
    return best.box;
  }

  class MapMany {
    constructor(time) {
      this.time = time;
      this.kind = "";
      this.box = element("div", "many");
      this.box.hidden = true;
      time.map.getContainer().append(this.box);
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
    }

    /* Kinds that can be shown now: years of the place; of the country also its provinces. */
    kinds() {
      const { words, time, metric } = this.time;
      const wards = time.levels.length && !OF_PROVINCES.includes(metric);
      return [["", words.one], ["years", words.years], ...(wards ? [["provinces", words.provinces], ["cities", words.cities]] : [])];
    }

    show(kind) {
      const fits = kind === "years" || (this.time.level !== "province" && this.kinds().some(([known]) => known === kind));
      this.kind = fits ? kind : "";
      this.box.hidden = !this.kind;
      document.body.classList.toggle("multiple", Boolean(this.kind));
      if (!this.kind) return;
      const cells = kind === "years" ? this.years() : this.provinces(kind === "cities");
      const { clientWidth: width, clientHeight: height } = this.box;
      // As many columns as make them largest; one scale for all, that of the largest place.
      const { columns, size, scale } = cells.map((_cell, place) => {
        const size = [width / (place + 1) - GAP, height / Math.ceil(cells.length / (place + 1)) - GAP - CAPTION];
        const scale = Math.min(...cells.map(({ bounds: [west, south, east, north] }) =>
          Math.min(size[0] / ((east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180)), size[1] / (north - south)))) * FILLED;
        return { columns: place + 1, size, scale };
      }).reduce((best, each) => (each.scale > best.scale ? each : best));
      this.box.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
      this.box.replaceChildren(...cells.map((cell) => this.cell(cell, size, scale)));
    }

    cell({ words, told, bounds: [west, south, east, north], shapes, day, labels, opens }, size, scale) {
      const { ward } = this.time;
      const press = element("button", "cell");
      press.type = "button";
      const canvas = element("canvas");
      canvas.setAttribute("aria-hidden", "true");
      const caption = element("span", "", words + " ");
      caption.append(element("b", "", told));
      press.append(canvas, caption);
      press.addEventListener("click", opens);
      const { film, places } = this.time;
      const { off } = this.time;
      const fill = ({ key, small }) => {
        const code = film.classOf("areas", key, day);
        const cls = off.has(`areas.${code}`) ? null : film.look("areas", code);
        if (!cls) return key.length < 13 ? LAND : "#fbfcfd";
        return small ? cls.fill : ward.pattern(cls);
      };
      const tall = Math.min(size[1], ((north - south) * scale) / FILLED); // no taller than its map
      const plan = window.MapShapes.plan([size[0], tall], scale, [(west + east) / 2, (south + north) / 2], shapes, this.kind === "years" ? 0 : DOT);
      const { x, y } = plan;
      const pen = window.MapShapes.draw(canvas, plan, fill);
      if (day < film.reform || this.kind === "years") {
        for (const kind of ["areas", "marks"]) { // areas without an outline: provinces before the reform
          film.at(kind, day, (key, code) => {
            if (!code || !places[key] || off.has(`${kind}.${code}`) || (kind === "areas" && ward.index.has(key))) return;
            const size = Math.min(POINT, film.look(kind, code).size / 2);
            const picture = this.sprite(kind, code, size);
            pen.drawImage(picture, x(places[key][1]) - size / 2, y(places[key][0]) - size / 2, size, size);
          });
        }
      }
      const { RANKS, OUTSIDE, SIZE, FONT, ready, write } = window.MapNames;
      ready.then(() => write(pen, labels.map(([lat, lon, name]) => {
        pen.font = `400 ${SIZE}px ${FONT}`;
        const half = pen.measureText(name).width / 2 + 2; // at an edge it stands inside
        const clamp = (at, least, most) => Math.max(least, Math.min(at, most));
        return { x: clamp(x(lon), half, size[0] - half), y: clamp(y(lat) + SIZE, SIZE, tall - SIZE), points: SIZE, look: RANKS[OUTSIDE], lines: [name], told: 0 };
      })));
      return press;
    }

    /* The mark of a class, drawn once for all cells. */
    sprite(kind, code, size) {
      const look = this.time.film.look(kind, code);
      this.sprites = this.sprites || new Map();
      if (!this.sprites.has(look)) this.sprites.set(look, window.MapShapes.sprite({ ...look, size }));
      return this.sprites.get(look);
    }

    /* The last day of each year, and today. */
    years() {
      const { time } = this;
      const { film, ward, words } = time;
      const days = [];
      for (let year = Number(film.content.first.slice(0, 4)); film.number(`${year}-12-31`) < film.last; year += 1) days.push(film.number(`${year}-12-31`));
      days.push(film.last);
      return days.map((day) => {
        const counts = [film.at("areas", day), film.at("marks", day)];
        const n = counts.reduce((sum, each) => sum + (each.recognised || 0), 0);
        return {
          words: time.told.date(film.iso(day), "day"), told: time.metric === "status" ? words.recognised.replace("{n}", time.told.number(n)) : "",
          bounds: time.state.bounds, shapes: [...ward.index.values()], day, labels: (time.time.levels.length && time.state.labels) || [],
          opens: () => {
            time.many("");
            time.pending.small = "";
            time.bar.go(day);
          },
        };
      });
    }

    /* Every province with its wards on the day shown. */
    provinces(onlyPilot) {
      const { time } = this;
      const { film, ward, day } = time;
      const found = new Map();
      const land = new Map();
      if (ward.outline) ward.outline.eachLayer((shape) => land.set(shape.feature.properties.key.split("-")[1], shape));
      ward.index.forEach((shape) => {
        const { province } = shape.feature.properties;
        if (onlyPilot && !time.pilot.includes(province)) return;
        if (!found.has(province)) found.set(province, []);
        found.get(province).push(shape);
      });
      return [...found].sort().map(([province, shapes]) => {
        const codes = shapes.map((shape) => film.classOf("areas", shape.feature.properties.key, day)).filter((code) => code && code !== "commune");
        const recognised = codes.filter((code) => code === "recognised").length;
        return {
          words: time.provinceNames[province] || province,
          told: time.metric === "status" ? `${time.told.number(recognised)}/${time.told.number(codes.length)}` : time.told.number(codes.length),
          bounds: mainland(land.get(province) || shapes[0]), shapes: [land.get(province), ...shapes].filter(Boolean), day,
          labels: (time.state.labels || []).filter(([, , , of]) => of === `(${time.provinceNames[province]})`).map(([lat, lon, name]) => [lat, lon, `${name} →`]),
          opens: () => {
            time.pending.small = "";
            ward.pick(`from2025-${province}`);
          },
        };
      });
    }
  }

  /* A day kept beside the one that moves on; both maps move together. */
  class MapBeside {
    constructor(time) {
      this.time = time;
      this.box = element("div", "beside");
      this.label = element("div", "note");
      this.now = element("div", "note now");
    }

    get on() {
      return Boolean(this.map);
    }

    /* The day kept, or "". */
    get iso() {
      return this.map ? this.time.film.iso(this.day) : "";
    }

    open(iso) {
      const { time } = this;
      this.day = time.film.number(iso);
      document.body.classList.add("compared");
      document.body.append(this.box);
      time.map.invalidateSize({ animate: false });
      this.map = L.map(this.box, { attributionControl: false, zoomControl: false, zoomSnap: 0, keyboard: false });
      this.box.append(this.label);
      time.map.getContainer().append(this.now);
      this.label.textContent = time.words.kept.replace("{day}", time.told.date(time.film.iso(this.day), "day"));
      this.points = new window.MapShapes.Points(this.map);
      this.follow = () => {
        this.led = true;
        this.map.setView(time.map.getCenter(), time.map.getZoom(), { animate: false });
        this.led = false;
      };
      this.lead = () => {
        if (!this.led) time.map.setView(this.map.getCenter(), this.map.getZoom(), { animate: false });
      };
      this.follow();
      time.map.on("move", this.follow);
      this.map.on("dragend zoomend", this.lead);
      const features = [...time.ward.index.values()].map((shape) => shape.feature);
      const renderer = L.canvas({ padding: 0.3 });
      if (time.ward.outline) L.geoJSON(time.ward.outline.toGeoJSON(), { renderer, interactive: false, style: time.ward.outline.options.style }).addTo(this.map);
      const { film, ward } = time;
      L.geoJSON({ type: "FeatureCollection", features }, {
        renderer, interactive: false,
        style: ({ properties }) => {
          const code = film.classOf("areas", properties.key, this.day);
          const cls = (!time.off.has(`areas.${code}`) && film.look("areas", code)) || { fill: "#fbfcfd", stroke: "#ccd6e0" };
          return { fillColor: ward.pattern(cls), fillOpacity: 1, color: cls.stroke || "#8fa1b3", weight: 0.5 };
        },
      }).addTo(this.map);
      const points = [];
      film.at("marks", this.day, (key, code) => {
        const place = time.places[key];
        if (code && place && !time.off.has(`marks.${code}`)) points.push([place[0], place[1], film.look("marks", code)]);
      });
      this.points.show(points);
      this.names = new window.MapNames(this.map, () => []);
      this.showNames();
    }

    /* Named as the map beside it, without numbers. */
    showNames() {
      if (!this.map) return;
      const { time } = this;
      this.names.on = time.names.on;
      this.names.hidden = this.day < time.film.reform;
      this.names.show(time.ward.index, [], (properties) => time.isOutside(properties), () => "");
    }

    close() {
      if (!this.map) return;
      this.now.remove();
      this.time.map.off("move", this.follow);
      this.map.remove();
      this.map = null;
      this.box.remove();
      document.body.classList.remove("compared");
      this.time.map.invalidateSize({ animate: false });
    }

    /* What changed from the day kept to the day shown, by ward. */
    changes() {
      const { film, day } = this.time;
      const found = [];
      for (const kind of ["areas", "marks"]) {
        const before = new Map();
        film.at(kind, this.day, (key, code) => before.set(key, code));
        film.at(kind, day, (key, code) => {
          const was = before.get(key) || "";
          if (was !== code) found.push({ kind, key, was, code });
        });
      }
      return found;
    }
  }

  window.MapMany = MapMany;
  window.MapBeside = MapBeside;
})();
