/* Many small maps at one scale, and two days side by side. Both are drawn from what the frame has.
 */
(function () {
  "use strict";

  const { element } = window.MapTime;
  const PILOT = ["01", "31", "48", "79", "92"]; // cities of the pilot of 2021
  const GAP = 8;
  const CAPTION = [22, 42]; // pixels for a line; for two where there are many cells

  /* A drawing of shapes in a small canvas: degrees to pixels at a given scale. */
  function draw(canvas, size, scale, center, shapes, fill) {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = size[0] * ratio;
    canvas.height = size[1] * ratio;
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const squeeze = Math.cos((center[1] * Math.PI) / 180);
    const x = (lon) => size[0] / 2 + (lon - center[0]) * scale * squeeze;
    const y = (lat) => size[1] / 2 - (lat - center[1]) * scale;
    pen.lineWidth = 0.5;
    pen.strokeStyle = "#8fa1b3";
    for (const shape of shapes) {
      pen.beginPath();
      const { type, coordinates } = shape.feature.geometry;
      for (const ring of (type === "Polygon" ? [coordinates] : coordinates).flat()) {
        ring.forEach(([lon, lat], i) => (i ? pen.lineTo(x(lon), y(lat)) : pen.moveTo(x(lon), y(lat))));
        pen.closePath();
      }
      pen.fillStyle = fill(shape.feature.properties.key);
      pen.fill("evenodd");
      pen.stroke();
    }
    return { pen, x, y };
  }

  class MapMany {
    constructor(time) {
      this.time = time;
      this.box = element("div", "many");
      this.box.hidden = true;
      time.map.getContainer().append(this.box);
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
    }

    hide() {
      this.box.hidden = true;
    }

    /* Kinds that can be shown now: years of the place; of the country also its provinces. */
    kinds() {
      const { words, time, level, metric } = this.time;
      const wards = time.levels.length && level !== "province" && !["province_share", "pace"].includes(metric);
      return [["", words.one], ["years", words.years], ...(wards ? [["provinces", words.provinces], ["cities", words.cities]] : [])];
    }

    show(kind) {
      this.kind = kind;
      this.box.hidden = !kind;
      if (!kind) return;
      const cells = kind === "years" ? this.years() : this.provinces(kind === "cities");
      const { clientWidth: width, clientHeight: height } = this.box;
      const columns = Math.ceil(Math.sqrt((cells.length * width) / height));
      const rows = Math.ceil(cells.length / columns);
      const size = [width / columns - GAP, height / rows - GAP - CAPTION[Number(cells.length > 12)]];
      this.box.classList.toggle("close", cells.length > 12);
      // One scale for all: that of the largest.
      const scale = Math.min(...cells.map(({ bounds: [west, south, east, north] }) =>
        Math.min(size[0] / ((east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180)), size[1] / (north - south)))) * 0.94;
      this.box.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
      this.box.replaceChildren(...cells.map((cell) => this.cell(cell, size, scale)));
    }

    cell({ words, told, bounds: [west, south, east, north], shapes, day, opens }, size, scale) {
      const { ward } = this.time;
      const press = element("button", "cell");
      press.type = "button";
      const canvas = element("canvas");
      canvas.style.width = `${size[0]}px`;
      canvas.style.height = `${size[1]}px`;
      canvas.setAttribute("aria-hidden", "true");
      const caption = element("span", "", words + " ");
      caption.append(element("b", "", told));
      press.append(canvas, caption);
      press.addEventListener("click", opens);
      const { film, places } = this.time;
      const patterned = new Map();
      const fill = (key) => {
        const cls = film.look("areas", film.classOf("areas", key, day));
        if (!cls) return "#fbfcfd";
        if (!cls.hatch) return cls.fill;
        if (!patterned.has(cls)) patterned.set(cls, window.MapShapes.pattern(ward.patterns, cls));
        return patterned.get(cls);
      };
      const { pen, x, y } = draw(canvas, size, scale, [(west + east) / 2, (south + north) / 2], shapes, fill);
      if (day < film.reform || this.kind === "years") {
        film.at("marks", day, (key, code) => {
          if (!code || !places[key]) return;
          const picture = window.MapShapes.sprite({ ...film.look("marks", code), size: 9 });
          pen.drawImage(picture, x(places[key][1]) - 4.5, y(places[key][0]) - 4.5, 9, 9);
        });
      }
      return press;
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
          words: time.date(film.iso(day), "day"), told: time.metric === "status" ? words.recognised.replace("{n}", time.number(n)) : "",
          bounds: time.state.bounds, shapes: [...ward.index.values()], day,
          opens: () => { time.many(""); time.bar.go(day); },
        };
      });
    }

    /* Every province with its wards on the day shown. */
    provinces(onlyPilot) {
      const { time } = this;
      const { film, ward, day } = time;
      const found = new Map();
      ward.index.forEach((shape) => {
        const { province } = shape.feature.properties;
        if (onlyPilot && !PILOT.includes(province)) return;
        if (!found.has(province)) found.set(province, []);
        found.get(province).push(shape);
      });
      return [...found].sort().map(([province, shapes]) => {
        const box = shapes.slice(1).reduce((all, each) => all.extend(each.getBounds()), L.latLngBounds(shapes[0].getBounds().getSouthWest(), shapes[0].getBounds().getNorthEast()));
        const codes = shapes.map((shape) => film.classOf("areas", shape.feature.properties.key, day)).filter((code) => code && code !== "commune");
        const recognised = codes.filter((code) => code === "recognised").length;
        return {
          words: time.provinceNames[province] || province,
          told: time.metric === "status" ? `${time.number(recognised)}/${time.number(codes.length)}` : time.number(codes.length),
          bounds: [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()], shapes, day,
          opens: () => ward.pick(`from2025-${province}`),
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
    }

    get on() {
      return Boolean(this.map);
    }

    open() {
      const { time } = this;
      this.day = time.day;
      document.body.classList.add("compared");
      document.body.append(this.box);
      time.map.invalidateSize({ animate: false });
      this.map = L.map(this.box, { attributionControl: false, zoomControl: false, zoomSnap: 0, keyboard: false });
      this.box.append(this.label);
      this.label.textContent = time.words.kept.replace("{day}", time.date(time.film.iso(this.day), "day"));
      this.points = new window.MapShapes.Points(this.map);
      this.follow = () => this.map.setView(time.map.getCenter(), time.map.getZoom(), { animate: false });
      this.lead = () => time.map.setView(this.map.getCenter(), this.map.getZoom(), { animate: false });
      this.follow();
      time.map.on("move", this.follow);
      this.map.on("dragend zoomend", this.lead);
      const features = [...time.ward.index.values()].map((shape) => shape.feature);
      const renderer = L.canvas({ padding: 0.3 });
      const { film, ward } = time;
      L.geoJSON({ type: "FeatureCollection", features }, {
        renderer, interactive: false,
        style: ({ properties }) => {
          const cls = film.look("areas", film.classOf("areas", properties.key, this.day)) || { fill: "#fbfcfd", stroke: "#ccd6e0" };
          const fillColor = cls.hatch ? window.MapShapes.pattern(ward.patterns, cls) : cls.fill;
          return { fillColor, fillOpacity: 1, color: cls.stroke || "#8fa1b3", weight: 0.5 };
        },
      }).addTo(this.map);
      const points = [];
      film.at("marks", this.day, (key, code) => {
        const place = time.places[key];
        if (code && place) points.push([place[0], place[1], film.look("marks", code)]);
      });
      this.points.show(points);
    }

    close() {
      if (!this.map) return;
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
