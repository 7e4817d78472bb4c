/* The list of the units shown, beside the map: sorted as wanted, and however long, only the rows in
 * sight are there. A table of the same rows, every one of them, stands behind a button.
 */
(function () {
  "use strict";

  const ROW = 40; // pixels; as in map_time.css
  const MANY = 200; // units that a sheet of paper names one by one
  const SPARE = 6; // rows above and below those in sight
  const PRESS = { passive: true };
  const COLUMNS = ["name", "rank", "score", "told"];

  const { element } = window.WardMap;

  function button(text, does) {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  }

  class MapList {
    /* `does`: point(key), open(key). */
    constructor(does) {
      this.does = does;
      window.WardMap.printed = () => this.printed();
      this.box = element("section", "listing");
      this.head = element("p", "list-head");
      this.said = element("b");
      this.whole = button("", () => this.openTable());
      this.head.append(this.said, this.whole);
      this.orders = element("div", "orders");
      this.orders.setAttribute("role", "group");
      this.scroll = element("div", "scroll");
      this.rows = element("ul", "rows");
      this.scroll.append(this.rows);
      this.scroll.addEventListener("scroll", () => this.draw(), PRESS);
      new ResizeObserver(() => this.draw()).observe(this.scroll);
      this.rows.addEventListener("keydown", (event) => this.key(event));
      this.box.append(this.head, this.orders, this.scroll);
      this.order = ["rank", 1];
      this.units = [];
      this.here = "";
      this.table = element("div", "whole");
      this.table.hidden = true;
      this.table.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.closeTable();
        event.stopPropagation();
      });
    }

    /* Units: key, name, place, rank (of the class), swatch(), label of the class, score, part of
     * what is met, told, day. */
    show(units, words, language) {
      this.units = units;
      this.words = words;
      this.language = language;
      this.said.textContent = words.listed.replace("{n}", units.length.toLocaleString(language));
      this.whole.textContent = words.table;
      this.sort();
    }

    sort() {
      const collator = (this.collator ||= new Intl.Collator("vi", { numeric: true }));
      const [by, way] = this.order;
      const value = { rank: (unit) => unit.rank, name: () => 0, score: (unit) => unit.part, told: (unit) => unit.day }[by];
      this.units.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        const none = (x === null) - (y === null); // those without a value stand last, whatever the order
        return none || (x < y ? -way : x > y ? way : 0) || (by === "name" ? way : 1) * (collator.compare(a.name, b.name) || collator.compare(a.place, b.place));
      });
      this.orders.setAttribute("aria-label", this.words.order);
      this.orders.replaceChildren(...COLUMNS.map((name) => this.orderButton(name, by, way)));
      this.drawn = "";
      this.draw();
      if (!this.table.hidden) this.fillTable();
    }

    orderButton(name, by, way) {
      const words = this.words[name === "rank" ? "status" : name];
      const press = button(`${words}${by === name ? (way > 0 ? " ↑" : " ↓") : ""}`, () => {
        this.order = by === name ? [name, -way] : [name, name === "score" || name === "told" ? -1 : 1];
        this.scroll.scrollTop = 0;
        this.sort();
        const again = (this.table.hidden ? this.orders : this.table).querySelector(`[data-order=${name}]`);
        if (again) again.focus();
      });
      press.dataset.order = name;
      press.setAttribute("aria-pressed", String(by === name));
      return press;
    }

    /* The rows in sight, and room for the others above and below. */
    draw() {
      const { scrollTop, clientHeight } = this.scroll;
      const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
      const last = Math.min(this.units.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
      const wanted = `${first} ${last}`;
      if (wanted === this.drawn) return;
      this.drawn = wanted;
      const held = document.activeElement && document.activeElement.closest && document.activeElement.closest(".rows li");
      const focused = held && held.dataset.key;
      this.rows.style.paddingTop = `${first * ROW}px`;
      this.rows.style.paddingBottom = `${(this.units.length - last) * ROW}px`;
      this.rows.replaceChildren(...this.units.slice(first, last).map((unit, place) => this.row(unit, first + place)));
      if (focused) {
        const again = this.rowOf(focused);
        if (again) again.querySelector("button").focus({ preventScroll: true });
      }
    }

    row(unit, place) {
      const row = element("li", unit.key === this.here ? "here" : "");
      row.dataset.key = unit.key;
      row.setAttribute("aria-setsize", String(this.units.length));
      row.setAttribute("aria-posinset", String(place + 1));
      const press = button(unit.name, () => this.does.open(unit.key));
      press.title = unit.name;
      press.addEventListener("focus", () => this.does.point(unit.key));
      const below = element("span", "below", [unit.label, unit.place].filter(Boolean).join(" · "));
      below.title = below.textContent;
      row.append(unit.swatch(), press, element("span", "number", unit.score), element("span", "number", unit.told), below);
      row.addEventListener("pointerenter", () => this.does.point(unit.key), PRESS);
      row.addEventListener("pointerleave", () => this.does.point(""), PRESS);
      return row;
    }

    rowOf(key) {
      return this.rows.querySelector(`[data-key="${CSS.escape(key)}"]`);
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[event.key];
      const row = event.target.closest("li");
      if (!step || !row) return;
      event.preventDefault();
      const place = Number(row.getAttribute("aria-posinset")) - 1 + step;
      const unit = this.units[Math.max(0, Math.min(this.units.length - 1, place))];
      this.seek(unit.key);
      this.rowOf(unit.key).querySelector("button").focus({ preventScroll: true });
    }

    /* Bring the row of a unit into sight. */
    seek(key) {
      const place = this.units.findIndex((unit) => unit.key === key);
      if (place < 0) return;
      const { scrollTop, clientHeight } = this.scroll;
      if (place * ROW < scrollTop) this.scroll.scrollTop = place * ROW;
      else if ((place + 1) * ROW > scrollTop + clientHeight) this.scroll.scrollTop = (place + 1) * ROW - clientHeight;
      this.draw();
    }

    /* Mark the row of a unit that is pointed at on the map. */
    mark(key) {
      const before = this.rowOf(this.here);
      if (before) before.classList.remove("here");
      this.here = key;
      this.seek(key);
      const row = this.rowOf(key);
      if (row) row.classList.add("here");
    }

    /* What a sheet of paper shows below the map, heads and words: the units of each class; of very
     * many units how many of each class a place has. */
    printed() {
      const isMany = this.units.length > MANY;
      const groups = new Map();
      for (const unit of this.units) {
        const head = (isMany && unit.place) || unit.label;
        if (!groups.has(head)) groups.set(head, []);
        groups.get(head).push(unit);
      }
      const number = (n) => n.toLocaleString(this.language);
      const named = (units) => units.map((unit) => [unit.name, unit.score].filter(Boolean).join(" ")).join(", ");
      const counted = (units) => {
        const labels = new Map();
        for (const unit of units) labels.set(unit.label, (labels.get(unit.label) || 0) + 1);
        return [...labels].map(([label, n]) => `${label} ${number(n)}`).join(" · ");
      };
      const told = [...groups].map(([head, units]) => [`${head} (${number(units.length)})`, (isMany ? counted : named)(units)]);
      if (isMany) told.sort(([a], [b]) => this.collator.compare(a, b));
      return [this.said.textContent, told];
    }

    openTable() {
      this.table.hidden = false;
      this.fillTable();
      this.table.querySelector("button").focus();
    }

    closeTable() {
      this.table.hidden = true;
      this.table.replaceChildren();
      this.whole.focus();
    }

    fillTable() {
      const { words } = this;
      const table = element("table");
      const caption = element("caption", "", `${words.day}: ${this.said.textContent}`);
      const head = element("tr");
      for (const name of ["name", "place", "rank", "score", "told"]) {
        const cell = element("th");
        cell.scope = "col";
        const [by, way] = this.order;
        if (name === "place") cell.textContent = words.place;
        else {
          cell.append(this.orderButton(name, by, way));
          cell.setAttribute("aria-sort", by === name ? (way > 0 ? "ascending" : "descending") : "none");
        }
        head.append(cell);
      }
      const body = element("tbody");
      for (const unit of this.units) {
        const row = element("tr");
        const name = element("th");
        name.scope = "row";
        name.append(button(unit.name, () => this.does.open(unit.key)));
        row.append(name, ...[unit.place, unit.label, unit.score, unit.told].map((text) => element("td", "", text)));
        body.append(row);
      }
      const top = element("thead");
      top.append(head);
      table.append(caption, top, body);
      this.table.replaceChildren(button(words.back, () => this.closeTable()), table);
    }
  }

  window.MapList = MapList;
})();
