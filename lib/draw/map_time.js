/* The map through time: the bar below it, and what follows the bar without the server.
 *
 * The history of the metric is loaded once (map_film.js). While the bar is dragged or plays, the
 * map, its legend, its list and the page's sentence follow here; when it is let go the frame
 * tells the server the day, and all cards of the page follow.
 */
(function () {
  "use strict";

  const HIDDEN = { fill: "#ffffff", stroke: "#e1e7ed", label: "" };
  const TODAYS = { fill: "#fbfcfd", stroke: "#ccd6e0", label: "" };
  const AHEAD = { fill: "#ffffff", stroke: "#12365c", weight: 1.1, dash: "4 4", label: "" };
  const DIM = { fill: "#e3e9ee", stroke: "#c3ccd5", label: "" };
  const OF_PROVINCES = ["province_share", "pace"];
  const HOLD = 0.5; // seconds from one change to the next at the usual speed
  const REST = 180; // milliseconds without a move after which the list follows
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function drawn(name, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

  /* Resolves once the next frame is on the screen: a message is heard after it is painted. */
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage("");
  }));

  class MapTime {
    constructor(ward) {
      this.ward = ward;
      this.map = ward.map;
      this.films = new Map(); // address -> Promise of [MapFilm, places]
      this.off = new Set(); // "kind:code" of classes that are not shown
      this.day = null;
      document.body.classList.add("moving");
      const box = this.map.getContainer();
      box.style.width = box.style.height = "";
      this.points = new window.MapShapes.Points(this.map);
      this.names = new window.MapNames(this.map);
      this.panel = new window.MapPanel({
        choose: (name, value) => this.choose(name, value),
        toggle: (kind, code) => this.toggle(kind, code),
        ask: (number) => this.tell({ number }),
        point: (key) => this.pointTo(key),
        open: (key) => this.ward.pick(key),
      });
      this.note = element("div", "note");
      this.note.setAttribute("role", "status");
      box.append(this.note);
      L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 120 }).addTo(this.map);
      this.switch = this.namesSwitch();
      this.bar = new window.TimeBar(this);
      this.walk = new window.MapWalk(this);
      this.small = new window.MapMany(this);
      this.beside = new window.MapBeside(this);
      ward.override = (key) => this.lookOf(key);
      ward.line = (key) => this.lineOf(key);
      ward.pointed = (key) => this.panel.mark(key);
    }

    /* A button under those that zoom: names on and off. */
    namesSwitch() {
      const control = L.control({ position: "topleft" });
      const press = element("a", "names-on", "Aa");
      press.href = "#";
      press.setAttribute("role", "button");
      press.addEventListener("click", (event) => {
        event.preventDefault();
        this.names.on = !this.names.on;
        press.className = this.names.on ? "names-on" : "names-off";
        press.setAttribute("aria-pressed", String(this.names.on));
        this.names.overlay.repaint();
      });
      control.onAdd = () => {
        const bar = element("div", "leaflet-bar");
        bar.append(press);
        L.DomEvent.disableClickPropagation(bar);
        return bar;
      };
      control.addTo(this.map);
      return press;
    }

    tell(choice) {
      window.Streamlit.setComponentValue({ ...choice, n: Date.now() });
    }

    /* A state is on its way: where shapes are not there yet, the map says so. */
    expect(state) {
      this.bar.wait(state.time.words);
      if (!this.ward.shown) this.note.textContent = state.time.words.loading;
    }

    /* A new state from the server: it has the last word. */
    async show(state) {
      const time = state.time;
      const address = new URL(time.film, location.href);
      const other = !this.time || this.time.film !== time.film;
      this.state = state;
      this.time = time;
      this.words = time.words;
      this.provinceNames = time.provinces;
      if (other) {
        this.small.hide();
        this.beside.close();
      }
      this.metric = time.metric;
      this.level = time.level;
      if (other) this.off.clear();
      this.still = true;
      this.points.show([]);
      this.showPoints(true);
      this.inset();
      this.panel.showChoices(this.lists());
      this.switch.title = this.words.names;
      this.switch.setAttribute("aria-label", this.words.names);
      this.bar.wait(this.words);
      this.showNames();
      await this.use(address, time.day);
    }

    /* Load a history and show a day of it. */
    async use(address, iso) {
      const wanted = (this.wanted = address.href);
      this.ready = this.load(wanted);
      try {
        const [film, places] = await this.ready;
        if (wanted !== this.wanted) return;
        this.film = film;
        this.places = places;
        this.said = "";
        this.bar.show(film, this.time);
        this.day = film.number(iso);
        this.bar.set(this.day);
        if (this.still) this.follow();
        else {
          this.dirty = true;
          await this.move(this.day);
        }
        this.listLater();
      } catch (error) {
        console.error(error);
        this.note.textContent = this.words.failed;
      }
    }

    load(address) {
      if (!this.films.has(address)) {
        const places = address.replace("/film.json", "/places.json");
        const wanted = Promise.all([address, places].map((each) => fetch(each).then((answer) => {
          if (!answer.ok) throw new Error(`${answer.status} ${each}`);
          return answer.json();
        }))).then(([content, found]) => [new window.MapFilm(content), found]);
        this.films.set(address, wanted);
        wanted.catch(() => this.films.delete(address));
      }
      return this.films.get(address);
    }

    filmOf(metric, level) {
      const address = new URL(this.time.film, location.href);
      address.searchParams.set("metric", metric);
      address.searchParams.set("level", level);
      if (metric === "status") address.searchParams.delete("metric");
      if (level === "province") address.searchParams.delete("level");
      return address;
    }

    /* Paint a day; gives the counts of its classes once it is on the screen. */
    async at(iso) {
      await this.ready;
      this.still = false;
      await this.move(this.film.number(iso));
      await painted();
      return { areas: this.counts.areas, marks: this.counts.marks };
    }

    async move(day) {
      this.day = day;
      const before = this.turn;
      this.turn = `${this.film.change(day, false)} ${day > this.film.last} ${day > this.film.last ? day : ""}`;
      this.bar.set(day);
      const layer = this.layerAt(day);
      if (layer && layer !== this.ward.shownOf) await this.changeLayer(layer);
      if (before !== this.turn || this.dirty) this.paint();
      this.follow();
      this.listLater();
    }

    /* The list follows once nothing has moved for a moment. */
    listLater() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => (this.bar.playing ? this.listLater() : this.list()), REST);
    }

    /* The layer that carries the classes on a day. */
    layerAt(day) {
      if (!this.time.levels.length) return day < this.film.reform ? this.time.layers[0] : this.time.layers[1];
      // Before the reform today's outlines stay, faint and without a class.
      const level = OF_PROVINCES.includes(this.metric) ? "province" : this.level;
      return this.time.levels.find(([code]) => code === level)[2];
    }

    async changeLayer(address) {
      const turn = this.ward.turn;
      try {
        const content = await this.ward.load(address);
        if (turn !== this.ward.turn) return;
        const [, , provinces] = this.time.levels[0] || ["", "", ""];
        if (provinces && address !== provinces) this.ward.drawOutline(provinces, await this.ward.load(provinces));
        this.ward.drawLayer(address, content);
        this.dirty = true;
        this.showNames();
      } catch (error) {
        console.error(error);
        this.ward.complain(this.state.trouble);
      }
    }

    /* Everything as the film has it on this day; only what differs is styled. */
    paint() {
      this.still = false;
      this.dirty = false;
      this.showPoints(false);
      this.ward.repaint();
      const points = [];
      const { film, day, places } = this;
      if (day <= film.last) {
        for (const kind of ["areas", "marks"]) {
          film.at(kind, day, (key, code) => {
            if (!code || this.off.has(`${kind}:${code}`) || (kind === "areas" && this.ward.index.has(key))) return;
            const place = places[key];
            if (place) points.push([place[0], place[1], this.standsOut(key) ? film.look(kind, code) : DIM]);
          });
        }
        points.sort((a, b) => (a[2].rank || 0) - (b[2].rank || 0));
      }
      this.points.show(points);
    }

    standsOut(key) {
      if (!this.wave) return true;
      const report = this.film.report(key, this.day);
      return Boolean(report && report.wave === this.wave);
    }

    /* The look of an area; null where the state of the server has it. */
    lookOf(key) {
      if (!this.film || this.still) return null;
      const { film, day } = this;
      if (day > film.last) return film.aim(key, day) || !this.time.levels.length ? AHEAD : HIDDEN;
      const code = film.classOf("areas", key, day);
      if (!code) return TODAYS;
      if (this.off.has(`areas:${code}`)) return HIDDEN;
      return this.standsOut(key) || key.length < 13 ? film.look("areas", code) : DIM;
    }

    /* A line on a unit: what its latest report says, else the words of its class. */
    lineOf(key) {
      if (!this.film) return "";
      const { film, day } = this;
      if (day > film.last) {
        const aim = film.aim(key, day);
        return aim ? this.aimWords(aim) : "";
      }
      const report = film.report(key, day);
      if (this.still && !(report && this.level !== "province")) return "";
      if (!report) return (this.lookOf(key) || {}).label || "";
      const look = film.look("marks", report.status) || film.look("areas", report.status);
      const word = look ? look.label : (this.statusWords || {})[report.status] || "";
      return [word, report.score, this.date(report.told, report.precision)].filter(Boolean).join(" · ");
    }

    /* Legend, sentence, note and description follow the day. */
    follow() {
      const { film, day } = this;
      const ahead = day > film.last;
      this.counts = ahead ? { areas: {}, marks: {} } : { areas: film.at("areas", day), marks: film.at("marks", day) };
      this.panel.showLegend(ahead ? [] : this.legend(), this.words);
      this.note.classList.toggle("ahead", ahead);
      if (ahead) {
        const aim = film.aim("", day);
        this.note.textContent = `${this.words.ahead}. ${aim ? this.aimWords(aim) : this.words.no_aim}`;
      } else if (!this.bar.playing) this.note.textContent = "";
      // What is outside the map follows right after it, so that no frame waits for it.
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.sentence(ahead), 0);
      // Names of today's wards do not stand on the map of a day that had others.
      const hidden = day < film.reform && this.ward.index.size > 0 && !this.ward.shownOf.includes("/provinces.");
      if (hidden !== this.names.hidden) {
        this.names.hidden = hidden;
        this.names.overlay.repaint();
      }
    }

    /* The map in words, for those who do not see it. */
    describe() {
      const { film, day } = this;
      const counts = this.legend().flatMap(([, rows]) => rows).filter((row) => row.n).map((row) => `${row.label}: ${row.text}`);
      this.map.getContainer().setAttribute("aria-label", this.words.about.replace("{day}", this.date(film.iso(day), "day")).replace("{counts}", counts.join("; ")));
    }

    aimWords([due, goal, wards]) {
      return this.words.aim.replace("{day}", this.date(this.film.iso(due), "day")).replace("{goal}", this.number(goal)).replace("{wards}", this.number(wards));
    }

    legend() {
      const { film } = this;
      return ["areas", "marks"].flatMap((kind) => {
        const rows = Object.entries(film.content.classes[kind]).map(([code, cls]) => {
          const n = this.counts[kind][code] || 0;
          return {
            kind, code, n, label: cls.label, text: this.number(n), off: this.off.has(`${kind}:${code}`),
            number: this.still ? this.time.numbers[`${kind}:${code}`] || "" : "",
            swatch: () => this.swatch(kind, cls),
          };
        });
        return rows.some((row) => row.n || row.off) ? [[this.words[kind], rows]] : [];
      });
    }

    swatch(kind, cls) {
      const box = element("span", kind === "marks" ? "swatch mark" : "swatch");
      if (kind === "marks") box.append(this.ward.mark({ ...cls, size: 17 }, 17));
      else box.style.background = this.ward.background(cls);
      box.setAttribute("aria-hidden", "true");
      return box;
    }

    /* The page's own sentence above: its number and its day, as long as the bar is moved. */
    sentence(ahead) {
      const { film, counts } = this;
      try {
        const page = window.parent.document;
        const number = page.querySelector('[data-number^="headline."]');
        const below = page.querySelector(".wa-head > p");
        if (this.still) {
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
          below.replaceChildren(element("span", "moved", this.words.moved.replace("{day}", this.date(film.iso(this.day), "day"))));
        }
      } catch (error) {
        console.error(error); // the frame stands alone
      }
    }

    /* The units shown, for the list. */
    list() {
      const { film, day } = this;
      if (!film) return;
      this.describe();
      if (!this.small.box.hidden && this.small.kind !== "years") this.small.show(this.small.kind);
      if (this.beside.on) {
        this.listChanges();
        return;
      }
      const units = [];
      const ofWards = Object.keys(this.counts.marks).length > 0;
      for (const kind of ["areas", "marks"]) {
        const order = Object.keys(film.content.classes[kind]);
        if (day > film.last) continue;
        film.at(kind, day, (key, code) => {
          if (!code || code === "commune" || this.off.has(`${kind}:${code}`) || !this.standsOut(key)) return;
          if (kind === "areas" && ofWards && key.length < 13) return;
          const name = this.nameOf(key);
          if (!name) return;
          const report = film.report(key, day);
          const cls = film.look(kind, code);
          const [met, total] = report && report.score ? report.score.split("/").map(Number) : [null, null];
          units.push({
            key, name, rank: order.indexOf(code), label: cls.label, swatch: () => this.swatch(kind, cls),
            score: report ? report.score : "", part: total ? met / total : null,
            told: report ? this.date(report.told, report.precision, true) : "", day: report && report.told ? report.told : null,
          });
        });
      }
      this.panel.showList(units, this.words, this.time.lang);
    }

    /* What changed since the day that is kept beside, ward by ward. */
    listChanges() {
      const { film, words } = this;
      const units = this.beside.changes().filter(({ key }) => this.nameOf(key)).map(({ kind, key, was, code }) => {
        const looks = [was, code].map((each) => (each ? film.look(kind, each) : null));
        const label = looks.map((look) => (look ? look.label : words.nothing)).join(" → ");
        const report = film.report(key, this.day);
        return {
          key, name: this.nameOf(key), rank: label, label,
          swatch: () => {
            const box = element("span", "change");
            for (const look of looks) box.append(look ? this.swatch(kind, look) : element("span", "", "–"));
            return box;
          },
          score: report ? report.score : "", part: null, told: report ? this.date(report.told, report.precision, true) : "", day: report ? report.told : null,
        };
      });
      this.panel.showList(units, { ...words, listed: words.changed.replace("{day}", this.date(film.iso(this.beside.day), "day")) }, this.time.lang);
    }

    nameOf(key) {
      const shape = this.ward.index.get(key);
      return shape ? shape.feature.properties.name.replace(/^Phường /, "") : this.placeName(key);
    }

    /* A former ward with its district; the province only where there are several. */
    placeName(key) {
      const name = ((this.places[key] || [])[2] || "").replace(/^Phường (?=\D)/, "");
      return this.time.levels.length ? name : name.replace(/, [^,]+$/, "");
    }

    lists() {
      const { words, time } = this;
      const lists = [["metric", words.colour, time.metrics, this.metric]];
      if (time.levels.length) lists.push(["level", words.level, time.levels, this.level]);
      const small = this.small.kinds();
      lists.push(["many", words.many, small, this.small.box.hidden ? "" : this.small.kind]);
      if (time.waves.length) lists.push(["wave", words.wave, [["", words.all], ...time.waves], this.wave || time.wave]);
      return lists;
    }

    /* A choice on the map: shown at once, then told to the server. */
    async choose(name, value) {
      if (name === "many") {
        this.many(value);
        return;
      }
      this.still = false;
      this.dirty = true;
      if (name === "wave") {
        this.wave = value;
        this.paint();
        this.list();
      } else {
        this[name] = value;
        this.off.clear();
        await this.use(this.filmOf(this.metric, this.level), this.film.iso(this.day));
      }
      await painted();
      this.wave = "";
      this.tell({ [name]: value });
    }

    many(kind) {
      if (kind && this.beside.on) this.keep();
      this.small.show(kind);
      this.panel.showChoices(this.lists());
    }

    /* Keep the day shown beside the one that moves on, or let it go. */
    keep() {
      if (this.beside.on) this.beside.close();
      else this.beside.open();
      this.bar.kept(this.beside.on);
      this.list();
    }

    toggle(kind, code) {
      const name = `${kind}:${code}`;
      if (!this.off.delete(name)) this.off.add(name);
      this.paint();
      this.follow();
      this.list();
    }

    /* The bar was let go: the page's day follows. Days yet to come cannot be looked at there. */
    settle() {
      if (this.day > this.film.last) return;
      const iso = this.film.iso(this.day);
      if (iso !== this.time.day) this.tell({ asof: iso });
    }

    showPoints(on) {
      this.map.getPane("markerPane").style.display = on ? "" : "none";
    }

    showNames() {
      this.names.show(this.ward.index, (key) => {
        const report = this.film && this.day <= this.film.last ? this.film.report(key, this.day) : null;
        return report && this.film.classOf("areas", key, this.day) !== "predecessor_only" ? report.score : "";
      });
    }

    /* A unit pointed at in the list stands out on the map. */
    pointTo(key) {
      if (this.spot) this.spot.remove();
      this.spot = null;
      const shape = this.ward.index.get(key);
      const place = this.places && this.places[key];
      if (shape) this.spot = L.geoJSON(shape.feature, { interactive: false, style: { color: "#12365c", weight: 3, fill: false } });
      else if (place) this.spot = L.circleMarker(place.slice(0, 2), { interactive: false, radius: 12, color: "#12365c", weight: 3, fill: false });
      if (this.spot) this.spot.addTo(this.map);
    }

    date(iso, precision, short) {
      if (!iso) return "";
      const [year, month, day] = iso.split("-");
      if (precision === "year") return year;
      if (this.time.lang === "vi" || short) return precision === "month" ? `${month}/${year}` : `${day}/${month}/${year}`;
      return precision === "month" ? `${MONTHS[month - 1]} ${year}` : `${Number(day)} ${MONTHS[month - 1]} ${year}`;
    }

    number(value) {
      return value.toLocaleString(this.time.lang === "vi" ? "vi-VN" : "en-GB");
    }

    /* Where in the country a province lies, with Hoàng Sa and Trường Sa by name. */
    async inset() {
      const old = this.map.getContainer().querySelector(".inset");
      if (this.time.levels.length || !this.state.outline) {
        if (old) old.remove();
        return;
      }
      const content = await this.ward.load(this.state.outline).catch(() => null);
      if (!content) return;
      const [west, south, east, north] = [102, 6.5, 117.6, 23.5];
      const scale = 108 / (east - west);
      const at = ([lon, lat]) => [Math.round((lon - west) * scale), Math.round((north - lat) * scale * 1.04)];
      const svg = drawn("svg", { viewBox: `0 0 108 ${Math.round((north - south) * scale * 1.04)}`, class: "inset", "aria-hidden": "true" });
      let path = "";
      for (const { geometry } of content.features) {
        for (const rings of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) {
          const spots = rings[0].map(at).filter((spot, place, all) => !place || spot[0] !== all[place - 1][0] || spot[1] !== all[place - 1][1]);
          path += `M${spots.map((spot) => spot.join(" ")).join("L")}Z`;
        }
      }
      svg.append(drawn("path", { d: path, fill: "#c3ccd5", stroke: "#c3ccd5", "stroke-width": 0.6 }));
      const [w, s, e, n] = this.state.bounds;
      const [x, y] = at([(w + e) / 2, (s + n) / 2]);
      svg.append(drawn("circle", { cx: x, cy: y, r: 4.5, fill: "#8c2d04", stroke: "#fff", "stroke-width": 1.5 }));
      for (const [name, spot] of [["Hoàng Sa", [117.2, 16.9]], ["Trường Sa", [117.2, 10.4]]]) {
        const [a, b] = at(spot);
        svg.append(drawn("text", { x: a, y: b, "text-anchor": "end" }, name));
      }
      if (old) old.remove();
      this.map.getContainer().append(svg);
    }
  }

  window.MapTime = MapTime;
  window.MapTime.drawn = drawn;
  window.MapTime.element = element;
  window.MapTime.HOLD = HOLD;
})();
