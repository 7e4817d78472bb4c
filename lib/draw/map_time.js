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
  const NEXT = 24; // milliseconds: the frame after the one that paints
  const SETTLED = 500; // milliseconds after which several choices are told as one

  const { element } = window.WardMap;

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
      this.off = new Set(); // "kind.code" of classes that are not shown
      this.day = null;
      this.pending = {}; // choices shown, and not told to the server yet
      this.told = new window.MapTold(this);
      document.body.classList.add("moving");
      const box = this.map.getContainer();
      box.style.width = box.style.height = "";
      this.points = new window.MapShapes.Points(this.map);
      this.names = new window.MapNames(this.map, () => this.furniture(), (lat, lon) => Boolean(this.inset) && this.inset.holds(lat, lon), () => this.spots());
      this.panel = new window.MapPanel({
        choose: (name, value) => this.choose(name, value),
        toggle: (kind, code) => this.toggle(kind, code),
        single: (kind, code) => this.single(kind, code),
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
      this.inset = new window.MapInset(this);
      ward.override = (key) => this.lookOf(key);
      ward.line = (key) => (this.film ? this.told.line(key) : "");
      ward.pointed = (key) => this.panel.list.mark(key);
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
        this.beside.showNames();
        if (this.state) this.inset.repaint();
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

    /* Tell the server a choice, with those that wait. */
    tell(choice) {
      clearTimeout(this.telling);
      const every = { ...this.pending, ...choice };
      this.pending = {};
      window.Streamlit.setComponentValue({ ...every, n: Date.now() });
    }

    /* Tell it once nothing more is chosen for a moment; until then the server does not overrule it. */
    tellLater(choice) {
      Object.assign(this.pending, choice);
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.tell({}), SETTLED);
    }

    /* A state is on its way: where shapes are not there yet, the map says so. */
    expect(state) {
      this.words = state.time.words;
      if (this.time && this.time.film !== state.time.film) this.bar.stop(false);
      this.bar.wait(state.time.words);
      if (!this.ward.shown || (state.layer && !this.ward.layers.has(state.layer))) this.note.textContent = state.time.words.loading;
    }

    /* A new state from the server: it has the last word. */
    async show(state) {
      const time = state.time;
      const address = new URL(time.film, location.href);
      const before = this.time;
      const other = !before || before.film !== time.film;
      this.state = state;
      this.time = time;
      this.words = time.words;
      this.provinceNames = time.provinces;
      this.pilot = time.pilot;
      if (other) this.beside.close();
      this.metric = time.metric;
      this.level = time.level;
      if (!("hide" in this.pending)) this.off = new Set(time.hide ? time.hide.split(",") : []);
      // The bar has been moved on while the server answered something else.
      const on = !other && this.film && (this.bar.held || this.bar.playing || before.day === time.day);
      const moved = on && this.day !== this.film.number(time.day);
      const ahead = "asof" in this.pending || moved;
      this.still = !ahead && !("hide" in this.pending);
      if (this.still) {
        // Until here the areas were painted as the bar had them.
        this.points.show([]);
        this.showPoints(true);
        this.ward.repaint();
      }
      this.inset.show();
      this.showLists();
      this.switch.title = this.words.names;
      this.switch.setAttribute("aria-label", this.words.names);
      this.bar.wait(this.words);
      this.showNames();
      if (!this.film) {
        this.panel.showLegend(this.told.legendOfDay(), this.words);
        this.inset.repaint();
      }
      await this.use(address, ahead ? this.film.iso(this.day) : time.day);
      if (this.time !== time || !this.film) return;
      if (!("small" in this.pending) && (other || this.small.kind !== time.small)) this.many(time.small);
      const kept = this.small.kind ? "" : time.beside;
      if (!("beside" in this.pending) && this.beside.iso !== kept) this.keep(kept);
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
        this.bar.show(film);
        this.day = film.number(iso);
        this.showNames();
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
      if (before !== this.turn || this.dirty) {
        this.names.rest(false);
        this.paint();
      }
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
        this.ward.complain("");
      } catch (error) {
        console.error(error);
        if (turn !== this.ward.turn) return;
        // Shapes of another level under these words would be a lie.
        this.ward.drawLayer("", null);
        this.showNames();
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
            if (!code || this.off.has(`${kind}.${code}`) || (kind === "areas" && this.ward.index.has(key))) return;
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
      if (this.off.has(`areas.${code}`)) return HIDDEN;
      return this.standsOut(key) || key.length < 13 ? film.look("areas", code) : DIM;
    }

    /* Legend, note and the page's sentence follow the day. */
    follow() {
      const { film, day } = this;
      const ahead = day > film.last;
      this.counts = ahead ? { areas: {}, marks: {} } : { areas: film.at("areas", day), marks: film.at("marks", day) };
      this.panel.showLegend(ahead ? [] : this.told.legend(), this.words);
      this.beside.now.textContent = this.told.date(film.iso(day), "day");
      this.note.classList.toggle("ahead", ahead);
      if (ahead) {
        const aim = film.aim("", day);
        this.note.textContent = `${this.words.ahead}. ${aim ? this.told.aim(aim) : this.words.no_aim}`;
      } else if (!this.bar.playing) this.note.textContent = "";
      // What is beside the map follows right after it, so that no frame waits for it.
      this.saying = this.saying || setTimeout(() => {
        this.saying = 0;
        this.inset.repaint();
        this.told.sentence(this.day > this.film.last);
      }, NEXT);
      // Names of today's wards do not stand on the map of a day that had others.
      const hidden = day < film.reform && this.ward.index.size > 0 && !/provinces|until2025/.test(this.ward.shownOf);
      if (hidden !== this.names.hidden) {
        this.names.hidden = hidden;
        this.names.overlay.repaint();
      }
    }

    /* Choices of how it is coloured, and in words where a measure does not reach the level. */
    showLists() {
      const { words, time, metric, level } = this;
      this.panel.showChoices(this.lists());
      const far = OF_PROVINCES.includes(metric);
      this.panel.note.textContent = !far ? "" : !time.levels.length ? words.of_wards : level === "province" ? "" : words.of_provinces;
    }

    lists() {
      const { words, time } = this;
      const lists = [["metric", words.colour, time.metrics, this.metric]];
      if (time.levels.length) lists.push(["level", words.level, time.levels, this.level]);
      lists.push(["many", words.many, this.small.kinds(), this.small.kind]);
      if (time.waves.length) lists.push(["wave", words.wave, [["", words.all], ...time.waves], this.wave || time.wave]);
      return lists;
    }

    /* A choice on the map: shown at once, then told to the server. */
    async choose(name, value) {
      if (name === "many") {
        // Small maps of provinces show their wards.
        const choice = { small: value, ...(value ? { beside: "" } : {}), ...(value && value !== "years" && this.level === "province" ? { level: "ward" } : {}) };
        this.tellLater(choice);
        if (choice.level) {
          this.level = choice.level;
          this.note.textContent = this.words.loading;
          this.still = false;
          this.dirty = true;
          await this.use(this.filmOf(this.metric, this.level), this.film.iso(this.day));
        }
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
        this.showLists();
        this.note.textContent = this.words.loading;
        await this.use(this.filmOf(this.metric, this.level), this.film.iso(this.day));
      }
      await painted();
      this.wave = "";
      this.tell({ [name]: value });
    }

    many(kind) {
      if (kind && this.beside.on) this.keep("");
      this.small.show(kind);
      this.showLists();
    }

    /* Keep a day beside the one that moves on; "" lets it go. */
    keep(iso) {
      this.beside.close();
      if (iso) {
        if (this.small.kind) this.many("");
        this.beside.open(iso);
      }
      this.bar.kept(this.beside.on);
      this.list();
    }

    toggle(kind, code) {
      const name = `${kind}.${code}`;
      if (!this.off.delete(name)) this.off.add(name);
      this.hid();
    }

    /* Show one class alone; "" shows all. */
    single(kind, code) {
      const every = this.film
        ? ["areas", "marks"].flatMap((each) => Object.keys(this.film.content.classes[each]).map((known) => `${each}.${known}`))
        : this.time.legend.map(([name]) => name);
      this.off = new Set(code ? every.filter((name) => name !== `${kind}.${code}`) : []);
      this.hid();
    }

    /* Other classes are hidden than before. */
    hid() {
      this.tellLater({ hide: [...this.off].join(",") });
      if (!this.film) {
        this.panel.showLegend(this.told.legendOfDay(), this.words);
        return;
      }
      this.paint();
      this.follow();
      if (this.small.kind === "years") this.small.show("years");
      if (this.beside.on) this.keep(this.beside.iso); // with its list
      else this.list();
    }

    /* The list and the description, which rest while the bar moves. */
    list() {
      if (!this.film) return;
      this.names.rest(true);
      const units = this.told.units();
      this.told.describe(units);
      if (this.small.kind && this.small.kind !== "years") this.small.show(this.small.kind);
      const { words, beside, film } = this;
      const day = this.told.date(film.iso(this.day), "day");
      const listed = beside.on ? words.changed.replace("{day}", this.told.date(beside.iso, "day")) : words.listed;
      this.panel.list.show(beside.on ? this.told.changes() : units, { ...words, listed, day }, this.time.lang);
    }

    /* The bar was let go: the page's day follows. Days yet to come cannot be looked at there. */
    settle(later) {
      if (this.day > this.film.last) return;
      const iso = this.film.iso(this.day);
      if (later) this.tellLater({ asof: iso });
      else if (iso !== this.time.day) this.tell({ asof: iso });
    }

    showPoints(on) {
      this.map.getPane("markerPane").style.display = on ? "" : "none";
    }

    showNames() {
      const { ward } = this;
      const written = ward.labels.getLayers().map((label) => label.getElement()?.firstChild);
      this.names.fixed = (this.state.labels || []).map(([lat, lon, text, aside], place) => [lat, lon, `${text} ${aside}`, written[place]]);
      const around = this.time.levels.length && ward.outline ? ward.outline.getLayers() : []; // provinces
      this.names.show(ward.index, around, (properties) => this.isOutside(properties), (key) => {
        const report = this.film && this.day <= this.film.last ? this.film.report(key, this.day) : null;
        return report && this.film.classOf("areas", key, this.day) !== "predecessor_only" ? report.score : "";
      });
    }

    /* Whether a unit is of a kind that the programme does not reach. */
    isOutside({ key, kind }) {
      return this.film ? this.film.classOf("areas", key, this.film.last) === "commune" : kind === "commune";
    }

    /* Wards that are points on the day, with their names; of today's wards only where these are none. */
    spots() {
      const { ward, film, day, off, places } = this;
      const areWards = [...ward.index.values()].some(({ feature }) => feature.properties.key.length > 13);
      if (areWards && !this.names.hidden) return [];
      const { RANKS, INSIDE, OUTSIDE } = window.MapNames;
      const found = [];
      const add = (lat, lon, cls, name, key) => found.push({
        key, lat, lon, title: window.MapTold.bare(name.split(", ")[0]), size: cls.size || 15, rank: cls.rank || 0, look: RANKS[cls.rank >= 0 ? INSIDE : OUTSIDE],
      });
      if (film && day > film.last) return [];
      if (this.still || !film) {
        for (const [key, lat, lon, place, name] of ward.state.points || []) add(lat, lon, ward.state.classes[place], name, key);
      } else {
        film.at("marks", day, (key, code) => {
          if (code && places[key] && !off.has(`marks.${code}`)) add(places[key][0], places[key][1], film.look("marks", code), places[key][2], key);
        });
      }
      return found.sort((a, b) => b.rank - a.rank);
    }

    /* What lies over the map, in its pixels. */
    furniture() {
      const { left, top } = this.map.getContainer().getBoundingClientRect();
      return [...this.map.getContainer().querySelectorAll(".insets > *, .leaflet-control, .note")].map((each) => {
        const box = each.getBoundingClientRect();
        return [box.left - left, box.top - top, box.right - left, box.bottom - top];
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
  }

  window.MapTime = Object.assign(MapTime, { HOLD, OF_PROVINCES });
})();
