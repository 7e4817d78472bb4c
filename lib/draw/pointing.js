/* Numbers that can be asked, links inside the page, links to copy and the menu of pages, in HTML
 * that the server wrote. A click on a number or a link is told to the server, which answers without loading the
 * page anew. The script comes with the start page: it hears clicks from the first moment, and
 * what is clicked before the page's own part listens is told as soon as it does. */
let listens = false;
let early = null;

function told(name, value) {
  if (listens) document.dispatchEvent(new CustomEvent("wa-pointed", { detail: [name, value] }));
  else early = [name, value];
}

document.addEventListener("wa-listens", () => {
  listens = true;
  if (early) told(...early);
  early = null;
});

async function copy(button) {
  const text = new URL(button.dataset.copy, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(text);
  } catch { // no clipboard without a secure address: the old way
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const words = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = words; }, 2000);
}

// Whoever signs in or out comes back to the first page; the server finds here which it was.
document.addEventListener("click", (event) => {
  if (!event.target.closest(".st-key-account button")) return;
  const here = encodeURIComponent(location.pathname + location.search);
  document.cookie = `ward_atlas_back=${here}; path=/; max-age=900; samesite=lax`;
});

/* The list of pages on a telephone; a click anywhere else closes it. */
function openMenu(button) {
  document.documentElement.classList.toggle("wa-menu-open", Boolean(button));
  for (const each of document.querySelectorAll(".wa-menu")) each.ariaExpanded = String(each === button);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") openMenu(null);
});

document.addEventListener("click", (event) => {
  const menu = event.target.closest(".wa-menu");
  openMenu(menu?.ariaExpanded === "false" ? menu : null);
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target.closest("[data-number], a.wa-go, [data-copy]");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.copy !== undefined) copy(target);
  else if (target.dataset.number) told("number", target.dataset.number);
  else told("go", target.getAttribute("href"));
});
