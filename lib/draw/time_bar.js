/* The bar below the map: play, step to a change, drag, keys. */
(function () {
  "use strict";

  const { drawn, element } = window.WardMap;
  const { HOLD } = window.MapTime;
  const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches; // steps, and nothing glides
  const PAUSE = 1; // seconds at the reform: nothing glides over it
  const ICONS = {
    play: "M4 2v12l10 -6Z", pause: "M4 2h3v12h-3ZM10 2h3v12h-3Z",
    before: "M2 2h2v12h-2ZM14 2v12l-9 -6Z", after: "M12 2h2v12h-2ZM2 2v12l9 -6Z",
    beside: "M1 2h6v12h-6ZM9 2h6v12h-6ZM10.500 3.500v9h3v-9Z",
    list: "M2 3h12v2h-12ZM2 7h12v2h-12ZM2 11h12v2h-12Z",
  };
  const SPEEDS = [0.5, 1, 2, 4];

  class TimeBar {
    constructor(time) {
      this.time = time;
      this.box = element("div", "bar waiting");
      const buttons = element("div", "buttons");
      this.play = this.button(buttons, "play", () => (this.playing ? this.stop() : this.start()));
      this.before = this.button(buttons, "before", () => this.step(false));
      this.after = this.button(buttons, "after", () => this.step(true));
      this.pace = 1;
      this.speed = this.button(buttons, "", () => this.faster());
      this.beside = this.button(buttons, "beside", () => {
        if (!this.film) return;
        const iso = this.time.beside.on ? "" : this.film.iso(this.time.day);
        this.time.keep(iso);
        this.time.tellLater({ beside: iso, ...(iso ? { small: "" } : {}) });
      });
      this.open = this.button(buttons, "list", () => document.body.classList.toggle("listed"));
      this.open.className = "open-list";
      const way = element("div", "way");
      this.ticks = drawn("svg", { "aria-hidden": "true" });
      this.range = element("input");
      this.range.type = "range";
      this.range.min = 0;
      this.range.disabled = true;
      way.append(this.ticks, this.range);
      const day = element("div", "day");
      this.day = element("b");
      this.more = element("span");
      day.append(this.day, this.more);
      this.box.append(buttons, way, day);
      document.body.append(this.box);
      this.held = false; // while it is dragged
      this.range.addEventListener("input", () => {
        this.held = true;
        this.stop(false);
        this.time.move(Number(this.range.value));
      });
      this.range.addEventListener("change", () => {
        this.held = false;
        this.time.settle();
      });
      this.range.addEventListener("keydown", (event) => this.key(event));
      new ResizeObserver(() => this.draw()).observe(way);
    }

    button(parent, sign, does) {
      const made = element("button");
      if (sign) this.sign(made, sign);
      made.type = "button";
      made.addEventListener("click", does);
      parent.append(made);
      return made;
    }

    /* The next speed; after the fastest the slowest. */
    faster() {
      this.pace = SPEEDS[(SPEEDS.indexOf(this.pace) + 1) % SPEEDS.length];
      this.tellSpeed();
    }

    tellSpeed() {
      this.speed.textContent = `${this.pace}×`;
      this.speed.setAttribute("aria-label", `${this.words.speed} ${this.pace}`);
      this.speed.title = this.words.speed;
    }

    sign(button, name) {
      const svg = drawn("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
      svg.append(drawn("path", { d: ICONS[name], fill: "#12365c" }));
      button.replaceChildren(svg);
    }

    wait(words) {
      this.words = words;
      for (const [part, text] of [[this.play, words.play], [this.before, words.before], [this.after, words.after], [this.open, words.list], [this.beside, words.beside], [this.range, words.bar]]) {
        part.setAttribute("aria-label", text);
        part.title = text;
      }
      this.tellSpeed();
      if (!this.film) this.more.textContent = words.loading;
    }

    /* Whether a day is kept beside. */
    kept(on) {
      this.beside.setAttribute("aria-pressed", String(on));
      this.beside.title = on ? this.words.alone : this.words.beside;
      this.beside.setAttribute("aria-label", this.beside.title);
    }

    show(film) {
      this.film = film;
      const aims = (film.content.aims[""] || []).map(([due]) => due);
      this.end = Math.max(film.last, ...aims);
      this.range.max = this.end;
      this.range.disabled = false;
      this.more.textContent = "";
      this.box.classList.remove("waiting");
      this.draw();
    }

    set(day) {
      this.range.value = day;
      const words = this.time.told.date(this.film.iso(Math.round(day)), "day");
      if (this.day.textContent !== words) this.day.textContent = words;
      this.range.setAttribute("aria-valuetext", words);
    }

    key(event) {
      const { film, time } = this;
      const year = 365;
      const steps = {
        ArrowRight: () => this.step(true), ArrowUp: () => this.step(true),
        ArrowLeft: () => this.step(false), ArrowDown: () => this.step(false),
        PageUp: () => this.go(time.day + year), PageDown: () => this.go(time.day - year),
        Home: () => this.go(0), End: () => this.go(film.last), " ": () => this.play.click(),
      };
      if (!steps[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      steps[event.key]();
    }

    async go(day) {
      this.stop(false);
      await this.time.move(Math.max(0, Math.min(this.end, day)));
      this.time.settle(true); // several keys are one choice
    }

    step(forward) {
      if (!this.film) return; // still on its way
      const from = this.time.day;
      const next = this.film.change(from, forward);
      const day = next === null ? (forward ? this.film.last : 0) : next;
      this.go(day);
      this.quiet(from, day);
    }

    /* Days without a change are skipped, and it is said. */
    quiet(from, to) {
      const n = Math.abs(to - from) - 1;
      if (n > 0 && to <= this.film.last) this.time.note.textContent = this.words.quiet.replace("{n}", this.time.told.number(n));
    }

    start() {
      const { film, time } = this;
      if (!film) return; // still on its way
      if (time.day >= film.last) time.move(0);
      this.playing = true;
      this.sign(this.play, "pause");
      this.play.setAttribute("aria-label", this.words.pause);
      let from = time.day;
      let to = film.change(from, true);
      let begun = null;
      const frame = (now) => {
        if (!this.playing) return;
        if (to === null) to = from < film.last ? film.last : null;
        if (to === null) { this.stop(); return; }
        if (begun === null) begun = now;
        const wait = from === film.reform ? PAUSE : 0;
        const length = HOLD / this.pace;
        const part = ((now - begun) / 1000 - wait) / length;
        if (part >= 1) {
          this.quiet(from, to);
          if (to === film.reform) time.note.textContent = this.words.reform;
          time.move(to);
          from = to;
          to = film.change(from, true);
          begun = now;
        } else if (part > 0 && !STILL) {
          // Nothing changes on the way, so only the bar moves; it stops short of the change.
          this.set(Math.min(to - 1, from + part * (to - from)));
        }
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    }

    stop(settle = true) {
      if (!this.playing) return;
      this.playing = false;
      this.sign(this.play, "play");
      this.play.setAttribute("aria-label", this.words.play);
      if (settle) this.time.settle();
    }

    draw() {
      const { film } = this;
      if (!film) return;
      const width = this.range.clientWidth - 20;
      if (width <= 0) return;
      const x = (day) => 10 + (day / this.end) * width;
      const middle = 33;
      const parts = [
        drawn("path", { d: `M${x(0)} ${middle}H${x(film.last)}`, stroke: "#8fa1b3", "stroke-width": 5, "stroke-linecap": "round" }),
      ];
      if (this.end > film.last) {
        parts.push(drawn("path", { d: `M${x(film.last)} ${middle}H${x(this.end)}`, stroke: "#8fa1b3", "stroke-width": 3, "stroke-dasharray": "2 5" }));
      }
      for (const day of film.days) {
        if (day) parts.push(drawn("path", { d: `M${x(day)} ${middle - 7}v14`, stroke: "#0072B2", "stroke-width": 1.6 }));
      }
      for (const [due] of film.content.aims[""] || []) {
        const at = x(due);
        parts.push(drawn("path", { d: `M${at} ${middle - 7}l6 7l-6 7l-6 -7Z`, fill: "#fff", stroke: "#12365c", "stroke-width": 1.6 }));
      }
      const at = x(film.reform);
      parts.push(drawn("path", { d: `M${at} 8V${middle + 12}`, stroke: "#8c2d04", "stroke-width": 2, "stroke-dasharray": "4 3" }));
      const right = at < width - 190;
      parts.push(drawn("text", { x: at + (right ? 5 : -5), y: 13, fill: "#8c2d04", "text-anchor": right ? "start" : "end" }, width > 420 ? this.words.reform : "1/7/2025"));
      let free = -Infinity;
      const [first] = film.content.first.split("-").map(Number);
      for (let year = first; ; year += 1) {
        const day = film.number(`${year}-01-01`);
        if (day > this.end) break;
        parts.push(drawn("path", { d: `M${x(day)} ${middle + 9}v4`, stroke: "#8fa1b3" }));
        if (x(day) < free || x(day) > width - 20) continue;
        free = x(day) + 44;
        parts.push(drawn("text", { x: x(day), y: middle + 28, "text-anchor": year === first ? "start" : "middle" }, String(year)));
      }
      this.ticks.replaceChildren(...parts);
    }
  }

  window.TimeBar = TimeBar;
})();
