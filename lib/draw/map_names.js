/* Names on the map: each where its unit is widest, those of the programme first and the large before
 * the small, none over another and none far beyond its outline; more of them as one zooms in.
 */
(function () {
  "use strict";

  const LINES = 9; // heights at which the width of an outline is looked at
  const KIND = /^(Phường|Xã|Thị trấn|Đặc khu|Tỉnh|Thành phố|TP\.) (?![\dIVX]+$)/;
  const FONT = '"Source Sans", sans-serif';
  const SIZE = 14; // pixels: nothing is written smaller; in a show all is as large as its words
  const LARGEST = 16 / 14; // times that
  const LINE = 1.1; // heights of a letter from one line to the next
  const APART = 2; // pixels between two names
  const NEAR = 250; // pixels a degree: points are named from here on
  const FAR = 420; // pixels: a province that is wider is not named among its wards
  // Looks: provinces among their wards, units of the programme, those outside it. `over` is how far a
  // name may reach beyond its outline.
  const RANKS = [
    { weight: 700, ink: "#12365c", over: 1.5 },
    { weight: 600, ink: "#1c2f42", over: 1.4 },
    { weight: 400, ink: "#5d7185", over: 1 },
  ];
  const [PROVINCE, INSIDE, OUTSIDE] = RANKS.keys();

  /* How large words are, pixels. */
  const words = () => parseFloat(getComputedStyle(document.body).getPropertyValue("--words")) || SIZE;

  const rooms = new WeakMap(); // geometry -> its room

  /* Where a name has most room: longitude, latitude, and half the width there, in degrees. */
  function room(geometry) {
    if (!rooms.has(geometry)) rooms.set(geometry, widest(geometry));
    return rooms.get(geometry);
  }

  function widest(geometry) {
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let best = null;
    for (const rings of parts) {
      let south = Infinity;
      let north = -Infinity;
      for (const [, lat] of rings[0]) { south = Math.min(south, lat); north = Math.max(north, lat); }
      for (let line = 1; line <= LINES; line += 1) {
        const lat = south + ((north - south) * line) / (LINES + 1);
        const cuts = [];
        for (const ring of rings) {
          for (let i = 1; i < ring.length; i += 1) {
            const [x0, y0] = ring[i - 1];
            const [x1, y1] = ring[i];
            if ((y0 > lat) !== (y1 > lat)) cuts.push(x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0));
          }
        }
        cuts.sort((a, b) => a - b);
        for (let i = 1; i < cuts.length; i += 2) {
          const middle = 1 - Math.abs(line - (LINES + 1) / 2) / LINES; // rather near the middle
          const worth = (cuts[i] - cuts[i - 1]) * (0.6 + 0.4 * middle);
          if (!best || worth > best.worth) best = { lon: (cuts[i] + cuts[i - 1]) / 2, lat, half: (cuts[i] - cuts[i - 1]) / 2, tall: (north - south) / 2, worth };
        }
      }
    }
    return best;
  }

  /* What is to be named: units as shapes, in the order of their importance. */
  function named(shapes, rankOf) {
    const units = [];
    for (const { feature } of shapes) {
      const found = feature.geometry && room(feature.geometry);
      const { key, name } = feature.properties;
      if (found) units.push({ key, name: name.replace(KIND, ""), rank: rankOf(feature.properties), ...found });
    }
    return units.sort((a, b) => a.rank - b.rank || b.worth - a.worth);
  }

  /* A name in one line, or in two of about one length. */
  function foldings(name) {
    const words = name.split(" ");
    if (words.length < 2) return [[name]];
    const halves = words.slice(1).map((_word, at) => [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")]);
    const longest = (lines) => Math.max(...lines.map((line) => line.length));
    return [[name], halves.reduce((best, each) => (longest(each) < longest(best) ? each : best))];
  }

  function overlaps(box, taken) {
    return taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  }

  function isWithin(box, width, height) {
    return box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height;
  }

  /* Find a place for names.
   *
   * `at(lat, lon)` gives pixels, `taken` boxes that stay free, `told(key)` a further line or "".
   */
  function place(pen, units, at, [width, height], taken, told) {
    const placed = [];
    const size = words();
    for (const unit of units) {
      const [x, y] = at(unit.lat, unit.lon);
      if (!isWithin([x, y, x, y], width, height)) continue;
      const [right, top] = at(unit.lat + unit.tall, unit.lon + unit.half);
      const [wide, tall] = [right - x, y - top];
      const look = RANKS[unit.rank];
      if (wide < size / 2 || tall < size / 2 || (unit.rank === PROVINCE && wide * 2 > FAR)) continue;
      const points = unit.rank === INSIDE ? Math.max(size, Math.min(size * LARGEST, wide / 4)) : size;
      pen.font = `${look.weight} ${points}px ${FONT}`;
      for (const lines of foldings(unit.name)) {
        const half = Math.max(...lines.map((line) => pen.measureText(line).width)) / 2;
        const fits = (n) => half <= wide * look.over && n * points * LINE <= tall * 2 * look.over;
        const box = (n) => [x - half - APART, y - (n * points * LINE) / 2 - APART, x + half + APART, y + (n * points * LINE) / 2 + APART];
        const free = (n) => isWithin(box(n), width, height) && !overlaps(box(n), taken);
        if (!fits(lines.length) || !free(lines.length)) continue;
        taken.push(box(lines.length));
        placed.push({ key: unit.key, x, y, points, look, lines, told: 0, box, own: taken[taken.length - 1], roomy: lines.length * 2 * points < tall * 2 });
        break;
      }
    }
    // Numbers once every name has its place.
    for (const each of placed.filter(({ roomy }) => roomy)) {
      const more = told(each.key);
      const larger = each.box(each.lines.length + 1);
      if (!more || !isWithin(larger, width, height) || overlaps(larger, taken.filter((box) => box !== each.own))) continue;
      taken.push(larger);
      each.lines = [...each.lines, more];
      each.told = 1;
    }
    return placed;
  }

  function write(pen, placed) {
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = "rgba(255, 255, 255, .92)";
    for (const { x, y, points, look, lines, told } of placed) {
      pen.fillStyle = look.ink;
      lines.forEach((line, n) => {
        pen.font = `${n < lines.length - told ? look.weight : 400} ${points}px ${FONT}`;
        const down = y + (n - (lines.length - 1) / 2) * points * LINE;
        pen.strokeText(line, x, down);
        pen.fillText(line, x, down);
      });
    }
  }

  /* Once the face of the page is there; before the style sheet is, none is known yet. */
  const ready = new Promise((done) => {
    const wait = () => document.fonts.load(`${SIZE}px ${FONT}`, "Phường").then((faces) => (faces.length ? done() : setTimeout(wait, 100)));
    wait();
  });

  class MapNames {
    /* `furniture()` gives boxes of what lies over the map, in its pixels, `points()` points with their
     * titles; `enlarged(lat, lon)` says whether an inset shows a place. */
    constructor(map, furniture, enlarged = () => false, points = () => []) {
      this.map = map;
      this.furniture = furniture;
      this.enlarged = enlarged;
      this.points = points;
      this.units = [];
      this.fixed = []; // latitude, longitude, text and element of labels that stand whatever else does
      this.on = true;
      this.placed = [];
      this.resting = true;
      this.overlay = new window.MapShapes.Overlay(map, "unit-names", 610, (pen, size) => this.paint(pen, size));
      ready.then(() => {
        this.ready = true;
        this.overlay.repaint();
      });
    }

    /* The units to name: shapes by key, the provinces they lie in, and who is outside the programme;
     * `told` gives a further line, or "". */
    show(index, provinces, outside, told) {
      this.told = told;
      this.around = provinces.length > 0;
      const all = [...provinces.map((shape) => [shape, PROVINCE]), ...[...index.values()].map((shape) => [shape, outside(shape.feature.properties) ? OUTSIDE : INSIDE])];
      const wanted = all.map(([, rank]) => rank).join("");
      if (this.index !== index || this.wanted !== wanted) {
        this.index = index;
        this.wanted = wanted;
        const ranks = new Map(all.map(([{ feature }, rank]) => [feature.properties, rank]));
        this.units = named(all.map(([shape]) => shape), (properties) => ranks.get(properties));
      }
      this.overlay.repaint();
    }

    paint(pen, size) {
      this.placed = [];
      this.numbered = false;
      if (!this.ready || !this.on) return;
      const at = (lat, lon) => {
        const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
        return [x, y];
      };
      const taken = this.furniture();
      pen.font = `400 ${words()}px ${FONT}`;
      for (const [lat, lon, text, label] of this.fixed) taken.push(this.settled(...at(lat, lon), pen.measureText(text).width / 2, taken, label));
      if (!this.hidden) {
        const told = this.resting ? this.told : () => "";
        const inside = this.units.filter((unit) => unit.rank !== OUTSIDE);
        const placed = place(pen, inside, at, [size.x, size.y], taken, told);
        const rank = this.around ? PROVINCE : INSIDE;
        const known = new Set(placed.map(({ key }) => key));
        const first = this.units.filter((unit) => unit.rank === rank);
        const left = first.filter(({ key, lat, lon }) => !known.has(key) && !(rank === INSIDE && this.enlarged(lat, lon)));
        placed.push(...window.MapAside.apart(pen, left, first, at, [size.x, size.y], taken, RANKS[rank]));
        placed.push(...place(pen, this.units.filter((unit) => unit.rank === OUTSIDE), at, [size.x, size.y], taken, told));
        write(pen, placed);
        this.placed = placed.map(({ key }) => key);
        this.numbered = placed.some(({ told }) => told);
      }
      if (!this.resting || at(0, 0)[1] - at(1, 0)[1] < NEAR) return;
      const beside = window.MapAside.beside(pen, this.points(), at, [size.x, size.y], taken);
      write(pen, beside);
      this.placed.push(...beside.map(({ key }) => key));
      this.numbered = this.numbered || beside.length > 0;
    }

    /* A label that stands whatever else does is moved up or down from one that it would cover. */
    settled(x, y, half, taken, label) {
      const tall = words() * 1.3;
      const box = (down) => [x - half, y + 2 + down, x + half, y + 2 + tall + down]; // as .name of ward_map.css is placed
      const down = [0, -1, 1, -2, 2, -3, 3].map((n) => n * (tall + 2)).find((step) => !overlaps(box(step), taken)) || 0;
      if (label) label.style.translate = `0 ${down}px`;
      return box(down);
    }

    /* While days pass, no number or point of another day has its words. */
    rest(on) {
      const numbered = this.resting && this.numbered;
      this.resting = on;
      if (on || numbered) this.overlay.repaint();
    }
  }

  window.MapNames = Object.assign(MapNames, { INSIDE, OUTSIDE, RANKS, isWithin, named, overlaps, place, ready, words, write, FONT, SIZE });
})();
