/* What the map says in words on the day it shows: its legend and list, a line on a unit, the page's
 * own sentence above, and all of it for those who do not see it.
 */
(function () {
  "use strict";

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const NAMED = 2; // units named as highest or lowest; the others are counted

  const { element } = window.WardMap;

  /* A name without the kind of unit; a number alone is no name. */
  const bare = (name) => name.replace(/^(Phường|Tỉnh|Thành phố) (?![\dIVX]+$)/, "");

  class MapTold {
    constructor(time) {
      this.time = time;
    }

    date(iso, precision) {
      if (!iso) return "";
      const [year, month, day] = iso.split("-");
      if (precision === "year") return year;
      if (this.time.time.lang === "vi") return precision === "month" ? `${month}/${year}` : `${day}/${month}/${year}`;
      return precision === "month" ? `${MONTHS[month - 1]} ${year}` : `${Number(day)} ${MONTHS[month - 1]} ${year}`;
    }

    number(value) {
      return value.toLocaleString(this.time.time.lang === "vi" ? "vi-VN" : "en-GB");
    }

    swatch(kind, cls) {
      const { ward } = this.time;
      const box = element("span", kind === "marks" ? "swatch mark" : "swatch");
      if (kind === "marks") box.append(ward.mark({ ...cls, size: 17 }, 17));
      else box.style.background = ward.background(cls);
      box.setAttribute("aria-hidden", "true");
      return box;
    }

    aim([due, goal, wards]) {
      const { film, words } = this.time;
      return words.aim.replace("{day}", this.date(film.iso(due), "day")).replace("{goal}", this.number(goal)).replace("{wards}", this.number(wards));
    }

    /* A line on a unit: what its latest report says, else the words of its class. */
    line(key) {
      const { film, day, still, level } = this.time;
      if (day > film.last) {
        const aim = film.aim(key, day);
        return aim ? this.aim(aim) : "";
      }
      const report = film.report(key, day);
      if (still && !(report && level !== "province")) return "";
      if (!report) return (this.time.lookOf(key) || {}).label || "";
      const look = film.look("marks", report.status) || film.look("areas", report.status);
      const word = look ? look.label : "";
      return [word, report.score, this.date(report.told, report.precision)].filter(Boolean).join(" · ");
    }

    /* The legend as the server has it for its day: until the history is there, or when it failed. */
    legendOfDay() {
      const { words, off, time, state } = this.time;
      return ["areas", "marks"].flatMap((kind) => {
        const rows = time.legend.filter(([name]) => name.startsWith(kind)).map(([name, place, n, number]) => {
          const cls = state.classes[place];
          return { kind, code: name.slice(6), n, label: cls.label, text: this.number(n), off: off.has(name), number, swatch: () => this.swatch(kind, cls) };
        });
        return rows.some((row) => row.n) ? [[words[kind], rows]] : [];
      });
    }

    legend() {
      const { film, words, counts, off, still, time } = this.time;
      const numbers = Object.fromEntries(time.legend.map(([name, , , number]) => [name, number]));
      return ["areas", "marks"].flatMap((kind) => {
        const rows = Object.entries(film.content.classes[kind]).map(([code, cls]) => {
          const n = counts[kind][code] || 0;
          const name = `${kind}.${code}`;
          return {
            kind, code, n, label: cls.label, text: this.number(n), off: off.has(name),
            number: still && !off.has(name) ? numbers[name] || "" : "",
            swatch: () => this.swatch(kind, cls),
          };
        });
        return rows.some((row) => row.n || row.off) ? [[words[kind], rows]] : [];
      });
    }

    /* The page's own sentence above: its number and its day, as long as the bar is moved. */
    sentence(ahead) {
      const { film, counts, still, words, day } = this.time;
      try {
        const page = window.parent.document;
        const number = page.querySelector('[data-number^="headline."]');
        const below = page.querySelector(".wa-head > p");
        if (still) {
          // What the page has drawn anew meanwhile has no such mark and stands as it is.
          if (number && number.dataset.said) number.textContent = number.dataset.said;
          if (number) delete number.dataset.said;
          if (below && below.querySelector(".moved")) below.innerHTML = this.below;
          return;
        }
        const codes = new Set(film.content.headline);
        const n = [counts.areas, counts.marks].flatMap(Object.entries).reduce((sum, [code, each]) => sum + (codes.has(code) ? each : 0), 0);
        if (number) {
          number.dataset.said = number.dataset.said || number.textContent;
          number.textContent = ahead ? "–" : this.number(n);
        }
        if (below) {
          if (!below.querySelector(".moved")) this.below = below.innerHTML;
          below.replaceChildren(element("span", "moved", words.moved.replace("{day}", this.date(film.iso(day), "day"))));
        }
      } catch (error) {
        console.error(error); // the frame stands alone
      }
    }

    /* The map in words, for those who do not see it. */
    describe(units) {
      const { film, day, words, map } = this.time;
      const counts = this.legend().flatMap(([, rows]) => rows).map((row) => `${row.label}: ${row.text}`);
      const about = words.about.replace("{day}", this.date(film.iso(day), "day")).replace("{counts}", counts.join("; "));
      map.getContainer().setAttribute("aria-label", [about, ...this.extremes(units)].join(" "));
    }

    /* Highest and lowest of those that have a value, in the order of the legend, then by what is met. */
    extremes(units) {
      const { film, words } = this.time;
      const none = new Set(film.content.valueless);
      const ranked = units.filter((unit) => !none.has(unit.code));
      if (!ranked.length) return [];
      const value = (unit) => unit.rank - (unit.part === null ? 0 : unit.part / 2);
      const [low, high] = [Math.min(...ranked.map(value)), Math.max(...ranked.map(value))];
      if (low === high) return [];
      return [[words.highest, low], [words.lowest, high]].map(([text, wanted]) => {
        const found = ranked.filter((unit) => value(unit) === wanted);
        const rest = found.length - NAMED;
        const [first] = found;
        const score = found.every((unit) => unit.score === first.score) ? first.score : "";
        const names = found.slice(0, NAMED).map((unit) => unit.name).join(", ") + (rest > 0 ? ` ${words.others.replace("{n}", this.number(rest))}` : "");
        return text.replace("{names}", names).replace("{told}", [first.label, score].filter(Boolean).join(", "));
      });
    }

    /* The units shown, for the list. */
    units() {
      const { film, day, counts, off } = this.time;
      const units = [];
      if (day > film.last) return units;
      const ofWards = Object.keys(counts.marks).length > 0;
      for (const kind of ["areas", "marks"]) {
        const order = Object.keys(film.content.classes[kind]);
        film.at(kind, day, (key, code) => {
          if (!code || code === "commune" || off.has(`${kind}.${code}`) || !this.time.standsOut(key)) return;
          if (kind === "areas" && ofWards && key.length < 13) return;
          const unit = this.unit(key);
          if (!unit) return;
          const cls = film.look(kind, code);
          units.push({ ...unit, code, rank: order.indexOf(code), label: cls.label, swatch: () => this.swatch(kind, cls) });
        });
      }
      return units;
    }

    /* Name and newest report of a unit; null where it has no name here. */
    unit(key) {
      const { film, day } = this.time;
      const [name, place] = this.names(key);
      if (!name) return null;
      const report = film.report(key, day);
      const [met, total] = report && report.score ? report.score.split("/").map(Number) : [null, null];
      return {
        key, name, place, score: report ? report.score : "", part: total ? met / total : null,
        told: report ? this.date(report.told, report.precision) : "", day: report && report.told ? report.told : null,
      };
    }

    /* What changed since the day that is kept beside, ward by ward. */
    changes() {
      const { film, words, beside, day } = this.time;
      return beside.changes().flatMap(({ kind, key, was, code }) => {
        const unit = this.unit(key);
        if (!unit) return [];
        const looks = [was, code].map((each) => (each ? film.look(kind, each) : null));
        const reformed = beside.day < film.reform !== day < film.reform;
        const none = [words.began, words.ended].map((word) => (reformed ? word : words.nothing));
        const label = looks.map((look, place) => (look ? look.label : none[place])).join(" → ");
        const swatch = () => {
          const box = element("span", "change");
          for (const look of looks) box.append(look ? this.swatch(kind, look) : element("span", "", "–"));
          return box;
        };
        return [{ ...unit, rank: label, label, swatch }];
      });
    }

    /* Name of a unit, and where it lies: its former district, and the province where there are several. */
    names(key) {
      const { ward, places, time, provinceNames } = this.time;
      const shape = ward.index.get(key);
      if (shape) {
        const { name, province } = shape.feature.properties;
        return [bare(name), (time.levels.length && provinceNames[province]) || ""];
      }
      const [name, ...rest] = ((places[key] || [])[2] || "").split(", ");
      return [bare(name), (time.levels.length ? rest : rest.slice(0, -1)).join(", ")];
    }

    nameOf(key) {
      return this.names(key)[0];
    }
  }

  window.MapTold = Object.assign(MapTold, { bare });
})();
