/* What the Enter key does where the page's own controls leave it idle. Heard once a page, before
 * the controls, of which some keep it to themselves. */
const ANSWER = 5000; // milliseconds that the hits of a search may take

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.target.closest("[data-testid=stDateInput] [role=spinbutton]")) {
    const elsewhere = document.querySelector(".wa-brand"); // a typed date is told when its field is
    elsewhere.tabIndex = -1; // left for another element
    elsewhere.focus({ preventScroll: true });
  } else if (event.target.closest(".st-key-search")) {
    takeOnlyHit(event.target, event.target.value, Date.now());
  }
}, true);

/* Once the hits of the text are there, and if there is but one. */
function takeOnlyHit(field, text, since) {
  const waited = Date.now() - since;
  if (field.value !== text || waited > ANSWER) return; // typed on, or gone elsewhere
  const running = document.querySelector("[data-testid=stApp]").dataset.testScriptState === "running";
  const hits = document.querySelectorAll(".st-key-hits button");
  if (waited < 600 || running || !hits.length) {
    setTimeout(takeOnlyHit, 100, field, text, since);
  } else if (hits.length === 1) {
    hits[0].click();
  }
}

/* A list compares letter by letter and finds no "ha noi". What is typed without marks is written
 * as the first name has it that reads so without them; the list then finds it by itself. */
let lists = {};

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}

/* The part of a name that reads as the text without marks; "" for none. */
function meant(text, names) {
  const wanted = folded(text);
  for (const name of names) {
    const at = folded(name.normalize("NFC")).indexOf(wanted); // a letter folds to one letter
    if (at >= 0) return name.normalize("NFC").slice(at, at + wanted.length);
  }
  return "";
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.getAttribute?.("role") !== "combobox" || event.isComposing || event.inputType?.startsWith("delete")) return;
  const key = [...(field.closest("[class*=st-key-]")?.classList ?? [])].find((each) => each.startsWith("st-key-"));
  const names = lists[key?.slice(7)];
  const typed = field.value.trimStart();
  if (!names || !typed.trim() || names.some((name) => name.toLowerCase().includes(typed.toLowerCase()))) return;
  const text = meant(typed, names);
  if (!text || text === field.value) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}, true);

export default function ({ data }) {
  lists = data.lists;
}
