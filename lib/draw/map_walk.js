/* The map by keyboard: arrows walk to the neighbouring unit, Enter opens it, Escape goes up. */
(function () {
  "use strict";

  const { element } = window.WardMap;
  const TURNS = { ArrowUp: 90, ArrowRight: 0, ArrowDown: -90, ArrowLeft: 180 };
  const WINDS = ["e", "ne", "n", "nw", "w", "sw", "s", "se"];

  class MapWalk {
    constructor(time) {
      this.time = time;
      this.map = time.map;
      this.said = element("div", "unseen");
      this.said.setAttribute("aria-live", "polite");
      document.body.append(this.said);
      this.map.keyboard.disable(); // its arrows pan; plus and minus are taken over below
      const box = this.map.getContainer();
      box.tabIndex = 0;
      box.setAttribute("role", "application");
      box.addEventListener("keydown", (event) => this.key(event));
      box.addEventListener("focusin", (event) => {
        const key = event.target.dataset && event.target.dataset.key;
        if (key) this.here = key;
      });
    }

    key(event) {
      const does = {
        Escape: () => this.up(),
        "+": () => this.map.zoomIn(), "=": () => this.map.zoomIn(), "-": () => this.map.zoomOut(),
        Enter: () => this.here && this.time.ward.pick(this.here),
      }[event.key] || (event.key in TURNS ? () => this.go(TURNS[event.key]) : null);
      if (!does || (event.key === "Enter" && event.target !== this.map.getContainer())) return;
      event.preventDefault();
      event.stopPropagation();
      does();
    }

    center(key) {
      const shape = this.time.ward.index.get(key);
      return shape ? this.map.project(shape.getBounds().getCenter(), 10) : null;
    }

    go(turn) {
      const { index } = this.time.ward;
      const start = (this.here && this.center(this.here)) || this.map.project(this.map.getCenter(), 10);
      let best = null;
      for (const key of index.keys()) {
        if (key === this.here) continue;
        const there = this.center(key);
        const far = start.distanceTo(there);
        if (!far) continue;
        const angle = (Math.atan2(start.y - there.y, there.x - start.x) * 180) / Math.PI;
        const off = Math.abs(((angle - turn + 540) % 360) - 180);
        if (this.here && off > 60) continue;
        const worth = this.here ? far * (1 + off / 45) : far; // at first the one in the middle
        if (!best || worth < best.worth) best = { key, worth, angle };
      }
      if (!best) return;
      this.here = best.key;
      const shape = index.get(best.key);
      this.time.pointTo(best.key);
      this.time.panel.list.mark(best.key);
      if (!this.map.getBounds().contains(shape.getBounds().getCenter())) this.map.panTo(shape.getBounds().getCenter(), { animate: false });
      const wind = WINDS[Math.round((((best.angle % 360) + 360) % 360) / 45) % 8];
      const { words } = this.time;
      this.said.textContent = words.toward
        .replace("{direction}", words[wind])
        .replace("{name}", this.time.told.nameOf(best.key))
        .replace("{line}", this.time.ward.lineFor(shape.feature.properties));
    }

    up() {
      const { state } = this.time;
      if ((state.chosen || []).length) this.time.tell({ ward: "" });
      else if (state.view.includes("/") && !state.view.endsWith("/")) this.time.tell({ district: "" });
      else if (state.view !== "country") this.time.tell({ province: "", district: "", ward: "" });
    }
  }

  window.MapWalk = MapWalk;
})();
