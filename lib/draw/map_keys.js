/* The map is one stop of the Tab key. Arrows go from area to area and from mark to mark inside it,
 * Enter opens the one that has the focus (see ward_map.js), Escape comes back to the whole map; plus
 * and minus zoom. A map that moves through time has arrows of its own (map_walk.js). */
(function () {
  "use strict";

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  class MapKeys {
    constructor(ward) {
      this.ward = ward;
      this.box = ward.map.getContainer();
      this.box.addEventListener("keydown", (event) => this.key(event));
    }

    /* Once the map shows a state; its words come with it. */
    show({ about, closer, farther }) {
      for (const each of this.stops()) each.tabIndex = -1;
      [...this.box.querySelectorAll(".leaflet-control-zoom a")].forEach((button, place) => {
        button.tabIndex = -1; // plus and minus do the same
        button.title = button.ariaLabel = place ? farther : closer;
      });
      if (this.ward.time) return;
      this.ward.map.keyboard.disable(); // its arrows pan
      this.box.tabIndex = 0;
      this.box.setAttribute("role", "application");
      this.box.ariaLabel = about;
    }

    stops() {
      return [...this.box.querySelectorAll("path[data-key], .mark[data-key]")];
    }

    key(event) {
      if (this.ward.time) return;
      const { map } = this.ward;
      if (event.key === "+" || event.key === "=") map.zoomIn();
      else if (event.key === "-") map.zoomOut();
      else if (event.key === "Escape") this.box.focus();
      else if (event.key in STEPS) this.go(STEPS[event.key]);
      else return;
      event.preventDefault();
    }

    go(step) {
      const all = this.stops();
      const here = all.indexOf(document.activeElement);
      const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length;
      if (all.length) all[next].focus();
    }
  }

  window.MapKeys = MapKeys;
})();
