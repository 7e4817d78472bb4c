/* Names of what has no room for its own: a point's beside it, a small unit's further off with a line to it.
 * None stands over another or over a unit of the programme, and no line crosses another.
 */
(function () {
  "use strict";

  const REACHES = [8, 20, 36, 54, 74, 96]; // pixels from a unit to its name
  const WAYS = 16; // directions that are tried
  const GROUND = 0.6; // part of another unit, from its middle, that stays free of names
  const INK = "#12365c"; // of the lines

  const isIn = ([x, y], box) => x > box[0] && x < box[2] && y > box[1] && y < box[3];

  /* Whether two lines cross, each as two spots. */
  function cross([a, b], [c, d]) {
    const turn = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
    return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
  }

  /* Find a place off their units for names.
   *
   * `units` are to be named, `all` those whose ground stays free; `taken` grows.
   */
  function apart(pen, units, all, at, [width, height], taken, look) {
    const { SIZE, FONT, isWithin, overlaps, words } = window.MapNames;
    const size = words() || SIZE;
    const spots = (some) => some.map((unit) => {
      const [x, y] = at(unit.lat, unit.lon);
      const [right, top] = at(unit.lat + unit.tall, unit.lon + unit.half);
      return { unit, x, y, ground: [x - (right - x) * GROUND, y - (y - top) * GROUND, x + (right - x) * GROUND, y + (y - top) * GROUND] };
    }).filter(({ x, y }) => isWithin([x, y, x, y], width, height));
    const grounds = spots(all).map(({ ground }) => ground);
    const lines = [];
    const placed = [];
    pen.font = `${look.weight} ${size}px ${FONT}`;
    for (const { unit, x, y } of spots(units).reverse()) { // the smallest have least choice
      const half = pen.measureText(unit.name).width / 2 + 2;
      const tall = size * 0.6;
      const far = REACHES[REACHES.length - 1];
      const around = [x - far - 2 * half, y - far - 2 * tall, x + far + 2 * half, y + far + 2 * tall];
      const [names, lands] = [taken, grounds].map((boxes) => boxes.filter((each) => overlaps(around, [each])));
      let found = null;
      for (const reach of REACHES) {
        for (let way = 0; way < WAYS && !found; way += 1) {
          const angle = (way * 2 * Math.PI) / WAYS;
          const [right, down] = [Math.cos(angle), Math.sin(angle)];
          const [left, top] = [x + right * (reach + half), y + down * (reach + tall)];
          const box = [left - half, top - tall, left + half, top + tall];
          if (!isWithin(box, width, height) || overlaps(box, names) || overlaps(box, lands)) continue;
          const end = [Math.max(box[0], Math.min(x, box[2])), Math.max(box[1], Math.min(y, box[3]))];
          const line = [[x, y], end];
          const along = [0.25, 0.5, 0.75].map((part) => [x + (end[0] - x) * part, y + (end[1] - y) * part]);
          const isClear = !along.some((spot) => names.some((each) => isIn(spot, each))) && !lines.some((other) => cross(line, other));
          if (isClear) found = { box, line, x: left, y: top };
        }
      }
      if (!found) continue;
      const { box, line, x: left, y: top } = found;
      taken.push(box);
      lines.push(line);
      placed.push({ key: unit.key, x: left, y: top, points: size, look, lines: [unit.name], told: 0 });
    }
    // Light below dark, so that they are seen on every class.
    for (const [ink, wider] of [["rgba(255, 255, 255, .9)", 2], [INK, 0]]) {
      pen.strokeStyle = pen.fillStyle = ink;
      pen.lineWidth = 1 + wider;
      for (const [from, to] of lines) {
        pen.beginPath();
        pen.moveTo(...from);
        pen.lineTo(...to);
        pen.stroke();
        pen.beginPath();
        pen.arc(...from, 2 + wider / 2, 0, 2 * Math.PI);
        pen.fill();
      }
    }
    return placed;
  }

  /* Find a place right beside points for their names: {lat, lon, title, size, look}. */
  function beside(pen, points, at, [width, height], taken) {
    const { SIZE, FONT, isWithin, overlaps } = window.MapNames;
    const spots = points.map((point) => ({ point, spot: at(point.lat, point.lon) })).filter(({ spot: [x, y] }) => isWithin([x, y, x, y], width, height));
    const all = [...taken, ...spots.map(({ point: { size }, spot: [x, y] }) => [x - size / 2, y - size / 2, x + size / 2, y + size / 2])];
    const placed = [];
    for (const { point: { key, title, size, look }, spot: [x, y] } of spots) {
      pen.font = `${look.weight} ${SIZE}px ${FONT}`;
      const half = pen.measureText(title).width / 2;
      const off = size / 2 + SIZE / 2 + 1;
      const found = [[0, -off], [0, off], [half + size / 2 + 3, 0], [-half - size / 2 - 3, 0]].map(([right, down]) => [x + right, y + down])
        .find(([left, top]) => {
          const box = [left - half - 1, top - SIZE / 2, left + half + 1, top + SIZE / 2];
          return isWithin(box, width, height) && !overlaps(box, all) && all.push(box);
        });
      if (found) placed.push({ key, x: found[0], y: found[1], points: SIZE, look, lines: [title], told: 0 });
    }
    return placed;
  }

  window.MapAside = { apart, beside };
})();
