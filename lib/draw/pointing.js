/* Numbers that can be asked and links inside the page, in HTML that the server wrote: a click
 * is told to the server, which answers without loading the page anew. Heard once a page. */
let tell = () => {};

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const number = event.target.closest("[data-number]");
  const link = event.target.closest("a.wa-go");
  if (!number && !link) return;
  event.preventDefault();
  if (number) tell("number", number.dataset.number);
  else tell("go", link.getAttribute("href"));
});

export default function ({ setTriggerValue }) {
  tell = setTriggerValue;
}
