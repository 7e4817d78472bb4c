/* The heat map of wards by criteria. A component of the page: the server passes all rows in
 * short (see `heat_map.py`), and only those in sight are elements of the page; a
 * browser takes seconds for 14,000 cells at every change of a filter. Printing draws them all.
 * Every text of a row is set as text; the head is HTML the server has escaped.
 */
const BEYOND = 30; // rows drawn above and below those in sight
const HEIGHT = 25; // pixels of a row, as long as none can be measured

function row(place, [key, name, where, met, day, results], [before, after]) {
  const made = document.createElement("tr");
  made.ariaRowIndex = place + 3; // the head has two rows
  const title = made.appendChild(document.createElement("th"));
  title.scope = "row";
  const anchor = title.appendChild(document.createElement("a"));
  anchor.className = "wa-go"; // opened in this session by `pointing.js`
  anchor.href = before + key + after;
  anchor.textContent = name;
  title.appendChild(document.createElement("small")).textContent = where;
  made.insertCell().textContent = met;
  made.insertCell().textContent = day;
  for (const result of results) made.insertCell().className = result;
  return made;
}

class HeatMap {
  constructor(box) {
    this.box = box;
    const ended = new AbortController();
    this.end = () => ended.abort();
    const listen = (target, kind, heard) => target.addEventListener(kind, heard, { signal: ended.signal });
    listen(box, "scroll", () => this.draw());
    listen(box, "focusin", ({ target }) => this.draw(target.closest("[aria-rowindex]")?.ariaRowIndex - 3));
    listen(window, "resize", () => this.measure());
    listen(window, "beforeprint", () => this.drawRows(0, this.rows.length));
    listen(window, "afterprint", () => this.draw());
  }

  show({ label, head, lines, link, which, rows }) {
    const box = this.box;
    const top = which === this.which ? box.scrollTop : 0; // another day keeps the place
    this.which = which;
    this.link = link;
    this.rows = rows;
    this.from = this.to = 0; // the rows drawn: from this one up to but without that one
    this.height = HEIGHT;
    box.ariaLabel = label;
    box.innerHTML = `<div class="plane"><table aria-rowcount="${rows.length + 2}"><thead>${head}</thead>` +
      `<tbody><tr></tr></tbody><tbody></tbody><tbody><tr></tr></tbody></table>${lines}</div>`;
    const [above, body, below] = box.querySelector("table").tBodies;
    [this.above, this.body, this.below] = [above.rows[0], body, below.rows[0]];
    this.drawRows(0, Math.min(BEYOND, rows.length));
    this.measure();
    box.scrollTop = top;
    this.draw();
  }

  /* Height of a row; all have the same. */
  measure() {
    this.height = this.body.getBoundingClientRect().height / (this.to - this.from) || HEIGHT;
    this.drawRows(this.from, this.to);
    this.draw();
  }

  /* Those in sight and some around them, when what is drawn hardly reaches beyond them: the
   * keyboard must find a row to go to before it is in sight. A key held down walks on before the
   * box has told that it scrolled: the row with the focus counts as in sight. */
  draw(focused = NaN) {
    const top = Math.floor(this.box.scrollTop / this.height);
    const first = focused < top ? focused : top;
    const bottom = top + Math.ceil(this.box.clientHeight / this.height);
    const last = focused >= bottom ? focused + 1 : bottom;
    const end = this.rows.length;
    const reach = (rows) => [Math.max(0, first - rows), Math.min(end, last + rows)];
    const [from, to] = reach(BEYOND / 2);
    const many = this.to - this.from > last - first + 4 * BEYOND; // after printing
    if (this.from > from || this.to < to || many) this.drawRows(...reach(BEYOND));
  }

  /* Rows that stay keep their elements, and with them the keyboard's focus. */
  drawRows(from, to) {
    const made = (begin, end) =>
      this.rows.slice(begin, Math.max(begin, end)).map((one, place) => row(begin + place, one, this.link));
    if (from >= this.to || to <= this.from) {
      this.body.replaceChildren(...made(from, to));
    } else {
      while (this.from < from) { this.body.firstChild.remove(); this.from += 1; }
      while (this.to > to) { this.body.lastChild.remove(); this.to -= 1; }
      this.body.prepend(...made(from, this.from));
      this.body.append(...made(this.to, to));
    }
    [this.from, this.to] = [from, to];
    this.above.style.height = `${from * this.height}px`;
    this.below.style.height = `${(this.rows.length - to) * this.height}px`;
  }
}

const maps = new WeakMap(); // element -> its heat map

export default function ({ parentElement, data }) {
  const box = parentElement.querySelector(".wa-grid");
  if (!maps.has(box)) maps.set(box, new HeatMap(box));
  maps.get(box).show(JSON.parse(new TextDecoder().decode(data)));
  // Streamlit also calls this for a run that another overtook, whose table is still there.
  return () => { if (!box.isConnected) maps.get(box).end(); };
}
