/* Drawing many things fast: points as ready pictures on a canvas, patterns that a canvas can fill
 * with. A film is played on these; a map that stands still has its points as elements.
 */
(function () {
  "use strict";

  const FACTOR = 2; // pictures are drawn larger, for screens with small pixels

  function canvas(width, height) {
    const made = document.createElement("canvas");
    made.width = width;
    made.height = height;
    return made;
  }

  /* Colour and pattern of a class for a canvas, as the page draws them in SVG. */
  function pattern(patterns, cls) {
    const { size, ink, lines } = patterns;
    const tile = canvas(size, size);
    const pen = tile.getContext("2d");
    pen.fillStyle = cls.fill;
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = cls.ink || ink;
    pen.lineCap = "round";
    pen.lineWidth = lines[cls.hatch].width;
    pen.stroke(new Path2D(lines[cls.hatch].d));
    return pen.createPattern(tile, "repeat");
  }

  function sprite(cls) {
    const size = (cls.size || 15) * FACTOR;
    const made = canvas(size, size);
    const pen = made.getContext("2d");
    const half = size / 2;
    const small = (cls.size || 15) < 9;
    pen.fillStyle = cls.fill;
    pen.strokeStyle = small || cls.fill === "#ffffff" ? "#6f7f8f" : "#ffffff";
    pen.lineWidth = (small ? 0.8 : 1.6) * FACTOR;
    pen.beginPath();
    if (cls.shape === "diamond") {
      pen.moveTo(half, FACTOR); pen.lineTo(size - FACTOR, half); pen.lineTo(half, size - FACTOR); pen.lineTo(FACTOR, half); pen.closePath();
    } else if (cls.shape === "square") {
      pen.rect(2 * FACTOR, 2 * FACTOR, size - 4 * FACTOR, size - 4 * FACTOR);
    } else {
      pen.arc(half, half, half - 1.2 * FACTOR, 0, 2 * Math.PI);
    }
    pen.fill();
    pen.stroke();
    if (!small && cls.shape === "check") {
      pen.beginPath();
      pen.moveTo(size * 0.28, size * 0.52); pen.lineTo(size * 0.44, size * 0.68); pen.lineTo(size * 0.73, size * 0.34);
      pen.stroke();
    } else if (!small && cls.shape === "ring") {
      pen.beginPath();
      pen.arc(half, half, half * 0.36, 0, 2 * Math.PI);
      pen.fillStyle = "#ffffff";
      pen.fill();
    }
    return made;
  }

  /* Where shapes lie on a small canvas at a scale of pixels a degree: degrees to pixels, and a path
   * of each. One that is less than `least` pixels tall is a dot of that size. */
  function plan(size, scale, center, shapes, least = 0) {
    const squeeze = Math.cos((center[1] * Math.PI) / 180);
    const x = (lon) => size[0] / 2 + (lon - center[0]) * scale * squeeze;
    const y = (lat) => size[1] / 2 - (lat - center[1]) * scale;
    const paths = shapes.map((shape) => {
      const { geometry, properties } = shape.feature;
      const path = new Path2D();
      const box = shape.getBounds();
      const small = (box.getNorth() - box.getSouth()) * scale < least;
      if (small) {
        const { lat, lng } = box.getCenter();
        path.arc(x(lng), y(lat), least / 2, 0, 2 * Math.PI);
      } else {
        for (const ring of (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat()) {
          ring.forEach(([lon, lat], i) => (i ? path.lineTo(x(lon), y(lat)) : path.moveTo(x(lon), y(lat))));
          path.closePath();
        }
      }
      return { path, small, key: properties.key, kind: properties.kind };
    });
    return { size, x, y, paths };
  }

  /* The pen of an emptied canvas of a size on the screen. */
  function sized(canvas, size) {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = size[0] * ratio;
    canvas.height = size[1] * ratio;
    canvas.style.width = `${size[0]}px`;
    canvas.style.height = `${size[1]}px`;
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    return pen;
  }

  /* Paint what is planned; gives the pen for what lies above. */
  function draw(canvas, { size, paths }, fill) {
    const pen = sized(canvas, size);
    pen.lineWidth = 0.5;
    pen.strokeStyle = "#8fa1b3";
    for (const each of paths) {
      pen.fillStyle = fill(each);
      pen.fill(each.path, "evenodd");
      if (!each.small) pen.stroke(each.path);
    }
    return pen;
  }

  /* A canvas over the whole map that is drawn anew whenever the map has moved. */
  class Overlay {
    constructor(map, pane, zIndex, draw) {
      this.map = map;
      this.draw = draw;
      map.createPane(pane).style.zIndex = zIndex;
      map.getPane(pane).style.pointerEvents = "none";
      this.canvas = canvas(1, 1);
      this.canvas.className = "overlay";
      map.getPane(pane).appendChild(this.canvas);
      map.on("moveend zoomend viewreset resize", () => this.repaint());
      map.on("zoomstart", () => { this.canvas.style.visibility = "hidden"; });
    }

    repaint() {
      const size = this.map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(size.x * ratio);
      const height = Math.round(size.y * ratio);
      const pen = this.canvas.getContext("2d");
      if (this.canvas.width !== width || this.canvas.height !== height) {
        this.canvas.width = width;
        this.canvas.height = height;
        this.canvas.style.width = `${size.x}px`;
        this.canvas.style.height = `${size.y}px`;
      }
      L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      this.canvas.style.visibility = "";
      this.draw(pen, size);
    }
  }

  /* Points as pictures, one for each class. */
  class Points {
    constructor(map) {
      this.map = map;
      this.shown = []; // [latitude, longitude, class]
      this.sprites = new Map();
      this.overlay = new Overlay(map, "points", 440, (pen, size) => this.paint(pen, size));
    }

    show(points) {
      if (!points.length && !this.shown.length) return;
      this.shown = points;
      this.overlay.repaint();
    }

    paint(pen, size) {
      for (const [lat, lon, cls] of this.shown) {
        const { x, y } = this.map.latLngToContainerPoint([lat, lon]);
        if (x < -20 || y < -20 || x > size.x + 20 || y > size.y + 20) continue;
        if (!this.sprites.has(cls)) this.sprites.set(cls, sprite(cls));
        const width = cls.size || 15;
        pen.drawImage(this.sprites.get(cls), x - width / 2, y - width / 2, width, width);
      }
    }
  }

  window.MapShapes = { Overlay, Points, draw, pattern, plan, sized, sprite };
})();
