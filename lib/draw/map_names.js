/* Names on the map: each where its unit is widest, the large ones first, none over another and
 * none beyond its outline; more of them as one zooms in.
 */
(function () {
  "use strict";

  const LINES = 9; // heights at which the width of an outline is looked at
  const KIND = /^(Phường|Xã|Thị trấn|Đặc khu|Tỉnh|Thành phố) /;
  const FONT = '"Source Sans", sans-serif';

  /* Where a name has most room: longitude, latitude, and half the width there, in degrees. */
  function room(geometry) {
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
          if (!best || worth > best.worth) best = { lon: (cuts[i] + cuts[i - 1]) / 2, lat, half: (cuts[i] - cuts[i - 1]) / 2, tall: north - south, worth };
        }
      }
    }
    return best;
  }

  class MapNames {
    constructor(map) {
      this.map = map;
      this.units = [];
      this.fixed = []; // latitude, longitude, text of labels that stand whatever else does
      this.on = true;
      this.placed = [];
      // Nothing is written in another face while the page's own is on its way; before the style
      // sheet is there, none is known yet.
      const wait = () => document.fonts.load(`12px ${FONT}`, "Phường").then((faces) => {
        if (!faces.length) {
          setTimeout(wait, 100);
          return;
        }
        this.ready = true;
        this.overlay.repaint();
      });
      this.overlay = new window.MapShapes.Overlay(map, "unit-names", 610, (pen, size) => this.paint(pen, size));
      wait();
    }

    /* The units to name: `index` of shapes by key; `told` gives a second line, or "". */
    show(index, told) {
      this.told = told;
      if (this.index !== index) {
        this.index = index;
        this.units = [];
        index.forEach((layer, key) => {
          const found = room(layer.feature.geometry);
          const { name, kind } = layer.feature.properties;
          if (found) this.units.push({ key, name: name.replace(KIND, ""), rank: kind === "commune" ? 1 : 0, ...found });
        });
        this.units.sort((a, b) => a.rank - b.rank || b.worth - a.worth);
      }
      this.overlay.repaint();
    }

    paint(pen, size) {
      this.placed = [];
      if (!this.ready || !this.on || this.hidden) return;
      const taken = this.fixed.map(([lat, lon, text]) => {
        pen.font = `400 14px ${FONT}`;
        const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
        const half = pen.measureText(text).width / 2;
        return [x - half, y + 2, x + half, y + 20]; // as .name of ward_map.css is placed
      });
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      for (const unit of this.units) {
        const { x, y } = this.map.latLngToContainerPoint([unit.lat, unit.lon]);
        if (x < 0 || y < 0 || x > size.x || y > size.y) continue;
        const edge = this.map.latLngToContainerPoint([unit.lat + unit.tall / 2, unit.lon + unit.half]);
        const wide = edge.x - x;
        const tall = y - edge.y;
        if (wide < 14 || tall < 7) continue;
        const points = Math.max(12, Math.min(15, wide / 4)) - unit.rank;
        pen.font = `${unit.rank ? 400 : 600} ${points}px ${FONT}`;
        const half = pen.measureText(unit.name).width / 2;
        if (half > wide * 1.15 || points > tall * 2) continue;
        const box = [x - half - 2, y - points / 2 - 1, x + half + 2, y + points / 2 + 1];
        if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
        taken.push(box);
        this.placed.push(unit.key);
        this.write(pen, unit.name, x, y, points);
        const told = tall > points * 1.6 ? this.told(unit.key) : "";
        if (told) {
          pen.font = `400 ${points - 1}px ${FONT}`;
          this.write(pen, told, x, y + points + 1, points);
        }
      }
    }

    write(pen, text, x, y) {
      pen.lineWidth = 3;
      pen.strokeStyle = "rgba(255, 255, 255, .92)";
      pen.strokeText(text, x, y);
      pen.fillStyle = "#1c2f42";
      pen.fillText(text, x, y);
    }
  }

  window.MapNames = MapNames;
})();
