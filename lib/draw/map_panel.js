/* Beside the map, in its frame: how it is coloured, its legend with counts, and the list of the
 * units shown (map_list.js). The legend and the list say what the map shows, and the other way round.
 */
(function () {
  "use strict";

  const PRINTED = 300; // pixels of the legend on paper; as in map_time.css
  const { element } = window.WardMap;

  class MapPanel {
    /* `does`: choose(name, value), toggle(kind, code), single(kind, code), ask(number), point(key),
     * open(key). */
    constructor(does) {
      this.does = does;
      this.box = element("aside", "panel");
      this.choices = element("div", "choices");
      this.legend = element("div", "legend");
      this.note = element("p", "only");
      this.list = new window.MapList(does);
      const side = element("div", "side");
      side.append(this.choices, this.note, this.legend);
      this.box.append(side, this.list.box);
      document.body.append(this.box, this.list.table);
      window.WardMap.unprinted = () => Math.max(0, this.box.offsetWidth - PRINTED); // the list is told below the map
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
      const wanted = JSON.stringify(groups.map(([told, rows]) => [told, rows.map(({ n, text, ...row }) => row)]));
      if (this.drawnLegend !== wanted) {
        this.drawnLegend = wanted;
        this.counts = new Map();
        const parts = groups.flatMap(([told, rows]) => [element("p", "told", told), ...rows.map((row) => this.legendRow(row, words))]);
        if (groups.some(([, rows]) => rows.some((row) => row.off))) {
          const every = element("button", "every", words.every);
          every.type = "button";
          every.addEventListener("click", () => this.does.single("", ""));
          parts.unshift(every);
        }
        this.legend.replaceChildren(...parts);
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
      const only = element("button", "single", words.single);
      only.type = "button";
      only.setAttribute("aria-label", `${words.single}: ${row.label}`);
      only.addEventListener("click", () => this.does.single(row.kind, row.code));
      line.append(press, only, count);
      this.counts.set(`${row.kind}:${row.code}`, count);
      return line;
    }
  }

  window.MapPanel = MapPanel;
})();
