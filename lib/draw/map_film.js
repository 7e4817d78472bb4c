/* The history of the map's metric, as the server sends it once: who is in which class from each
 * day on, and what was reported of whom. Days count from the first one. No drawing here.
 */
(function () {
  "use strict";

  const DAY = 86400000;

  class MapFilm {
    constructor(content) {
      this.content = content;
      this.start = Date.parse(content.first + "T00:00:00Z");
      this.days = content.days;
      this.reform = content.reform;
      this.last = content.last;
      this.tracks = { areas: tracks(content.areas), marks: tracks(content.marks) };
    }

    /* Day number of an ISO date, and back. */
    number(iso) {
      return Math.round((Date.parse(iso + "T00:00:00Z") - this.start) / DAY);
    }

    iso(day) {
      return new Date(this.start + day * DAY).toISOString().slice(0, 10);
    }

    /* Calls `each(key, code)` for every unit that has a class on a day; counts by class. */
    at(kind, day, each) {
      const { keys, steps } = this.tracks[kind];
      const turn = upTo(this.days, day);
      const { codes } = this.content;
      const counts = {};
      for (let place = 0; place < keys.length; place += 1) {
        const own = steps[place];
        let step = own.length - 2;
        while (step >= 0 && own[step] > turn) step -= 2;
        const code = step < 0 ? "" : codes[own[step + 1]];
        if (code) counts[code] = (counts[code] || 0) + 1;
        if (each) each(keys[place], code);
      }
      return counts;
    }

    classOf(kind, key, day) {
      const own = this.content[kind][key];
      if (!own) return "";
      const turn = upTo(this.days, day);
      let step = own.length - 2;
      while (step >= 0 && own[step] > turn) step -= 2;
      return step < 0 ? "" : this.content.codes[own[step + 1]];
    }

    look(kind, code) {
      return this.content.classes[kind][code];
    }

    /* What the latest report up to a day says of a unit. */
    report(key, day) {
      const own = this.content.reports[key];
      if (!own) return null;
      let row = own.length - 5;
      while (row >= 0 && own[row] > day) row -= 5;
      if (row < 0) return null;
      const { codes, texts } = this.content;
      const [told, precision] = texts[own[row + 3]].split(" ");
      return { status: codes[own[row + 1]], score: texts[own[row + 2]], told, precision, wave: texts[own[row + 4]] };
    }

    /* The nearest day after or before on which something changes; null when there is none. */
    change(day, forward) {
      if (forward) {
        const next = this.days.find((each) => each > day);
        return next === undefined ? null : next;
      }
      const place = upTo(this.days, day - 1);
      return place < 0 ? null : this.days[place];
    }

    /* The target due next on or after a day: of the place (""), or of a province. */
    aim(key, day) {
      return (this.content.aims[key] || []).filter(([due]) => due >= day).sort((a, b) => a[0] - b[0])[0] || null;
    }
  }

  function tracks(byKey) {
    return { keys: Object.keys(byKey), steps: Object.values(byKey) };
  }

  /* Place of the last of sorted days that is not after a day; -1 for none. */
  function upTo(days, day) {
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  window.MapFilm = MapFilm;
})();
