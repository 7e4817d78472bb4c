/* Beside the map, in its frame: how it is coloured, its legend with counts, and the list of the
 * units shown. The legend and the list say what the map shows, and the other way round.
 */
(function () {
  "use strict";

  const ROWS = 120; // more are not read; a class or a nearer look makes them fewer
  const PRESS = { passive: true };

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  class MapPanel {
    /* `does`: choose(name, value), toggle(kind, code), ask(number), point(key), open(key). */
    constructor(does) {
      this.does = does;
      this.box = element("aside", "panel");
      this.choices = element("div", "choices");
      this.legend = element("div", "legend");
      this.head = element("div", "list-head");
      this.table = element("table", "list");
      this.rest = element("p", "rest");
      const scroll = element("div", "scroll");
      scroll.append(this.table, this.rest);
      this.box.append(this.choices, this.legend, this.head, scroll);
      document.body.append(this.box);
      this.order = ["rank", 1];
      this.rows = new Map();
    }

    /* Lists of what else can be chosen: name, words over it, [value, words] each, value now. */
    showChoices(lists) {
      const wanted = JSON.stringify(lists);
      if (this.drawnChoices === wanted) return;
      this.drawnChoices = wanted;
      this.choices.replaceChildren(...lists.map((list) => this.menu(...list)));
    }

    /* A list of our own: what is chosen, and on a click what else there is. */
    menu(name, words, values, now) {
      const box = element("details", "choice");
      box.dataset.name = name;
      const head = element("summary");
      const chosen = values.find(([value]) => value === now) || values[0];
      head.append(element("span", "", words), element("b", "", chosen[1]));
      const list = element("div", "values");
      for (const [value, text] of values) {
        const press = element("button", "", text);
        press.type = "button";
        if (value === now) press.setAttribute("aria-current", "true");
        press.addEventListener("click", () => {
          box.open = false;
          head.lastChild.textContent = text;
          head.focus();
          this.does.choose(name, value);
        });
        list.append(press);
      }
      box.append(head, list);
      box.addEventListener("toggle", () => {
        if (box.open) for (const other of this.choices.children) if (other !== box) other.open = false;
      });
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !box.open) return;
        box.open = false;
        head.focus();
        event.stopPropagation();
      });
      return box;
    }

    /* Rows: kind, code, look, words, count, number to ask ("" for none), off. */
    showLegend(groups, words) {
      const wanted = JSON.stringify(groups.map(([told, rows]) => [told, rows.map(({ count, ...row }) => row)]));
      if (this.drawnLegend !== wanted) {
        this.drawnLegend = wanted;
        this.counts = new Map();
        this.legend.replaceChildren(...groups.flatMap(([told, rows]) => [
          element("p", "told", told),
          ...rows.map((row) => this.legendRow(row, words)),
        ]));
      }
      for (const [, rows] of groups) {
        for (const row of rows) {
          const count = this.counts.get(`${row.kind}:${row.code}`);
          if (count.textContent !== row.text) count.textContent = row.text;
        }
      }
    }

    legendRow(row, words) {
      const line = element("div", "row");
      const press = element("button", "class");
      press.type = "button";
      press.title = words.filter;
      press.setAttribute("aria-pressed", String(!row.off));
      press.append(row.swatch(), element("span", "", row.label));
      press.addEventListener("click", () => this.does.toggle(row.kind, row.code));
      const count = element(row.number ? "button" : "span", "count");
      if (row.number) {
        count.type = "button";
        count.title = words.asks;
        count.dataset.number = row.number;
        count.addEventListener("click", () => this.does.ask(row.number));
      }
      line.append(press, count);
      this.counts.set(`${row.kind}:${row.code}`, count);
      return line;
    }

    /* Units: key, name, rank (of the class), swatch(), words of the class, score, told, sortable day. */
    showList(units, words, language) {
      this.units = units;
      this.words = words;
      const collator = (this.collator ||= new Intl.Collator("vi", { numeric: true }));
      const [by, way] = this.order;
      const value = { rank: (unit) => unit.rank, name: () => 0, score: (unit) => unit.part, told: (unit) => unit.day }[by];
      units.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        const none = (x === null) - (y === null); // those without a value stand last, whatever the order
        return none || (x < y ? -way : x > y ? way : 0) || (by === "name" ? way : 1) * collator.compare(a.name, b.name);
      });
      this.head.textContent = words.listed.replace("{n}", units.length.toLocaleString(language));
      this.rows.clear();
      const head = element("tr");
      for (const [name, text] of [["rank", words.status], ["name", words.name], ["score", words.score], ["told", words.told]]) {
        const cell = element("th");
        const press = element("button", "", (name === "rank" ? "" : text) + (by === name ? (way > 0 ? " ↑" : " ↓") : name === "rank" ? "↕" : ""));
        press.type = "button";
        press.title = text;
        press.setAttribute("aria-label", text);
        cell.setAttribute("aria-sort", by === name ? (way > 0 ? "ascending" : "descending") : "none");
        press.addEventListener("click", () => {
          this.order = by === name ? [name, -way] : [name, name === "score" || name === "told" ? -1 : 1];
          this.showList(this.units, this.words, language);
        });
        cell.append(press);
        head.append(cell);
      }
      this.table.replaceChildren(head, ...units.slice(0, ROWS).map((unit) => this.listRow(unit)));
      const more = units.length - ROWS;
      this.rest.textContent = more > 0 ? words.more.replace("{n}", more.toLocaleString(language)) : "";
    }

    listRow(unit) {
      const row = element("tr");
      const sign = element("td");
      sign.title = unit.label;
      sign.append(unit.swatch(), element("span", "unseen", unit.label));
      const name = element("td");
      const press = element("button", "", unit.name);
      press.type = "button";
      press.addEventListener("click", () => this.does.open(unit.key));
      press.addEventListener("focus", () => this.does.point(unit.key));
      name.append(press);
      row.append(sign, name, element("td", "number", unit.score), element("td", "number", unit.told));
      row.addEventListener("pointerenter", () => this.does.point(unit.key), PRESS);
      row.addEventListener("pointerleave", () => this.does.point(""), PRESS);
      row.dataset.key = unit.key;
      this.rows.set(unit.key, row);
      return row;
    }

    /* Mark the row of a unit that is pointed at on the map. */
    mark(key) {
      if (this.marked) this.marked.classList.remove("here");
      this.marked = this.rows.get(key) || null;
      if (!this.marked) return;
      this.marked.classList.add("here");
      this.marked.scrollIntoView({ block: "nearest" });
    }
  }

  window.MapPanel = MapPanel;
})();
