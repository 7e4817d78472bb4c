/* Streamlit, Plotly and the grid have some words in English only: names of buttons, hints in
 * empty fields, what a list says when it finds nothing. Ours stand in their place, in the language
 * of the page, whenever such a word appears. */
(function () {
"use strict";

const told = JSON.parse(document.getElementById("wa-words").dataset.words);
const signs = JSON.parse(document.getElementById("wa-words").dataset.signs);
const NAMES = ["aria-label", "placeholder", "title", "data-title"];
const SAID_OF_DATA = "[data-testid=stHtml], [data-testid=stMarkdown], .wa-grid, svg, style, script";
const english = {}; // of any word in any language
for (const words of Object.values(told)) for (const each in words) english[words[each]] = each;

function ours(text) {
  const own = told[document.documentElement.lang];
  const part = text.match(/^(\p{L}+), (.+)$/su); // of a field for a date, in either language
  const named = part && (english[part[1]] ?? part[1]);
  if (["day", "month", "year"].includes(named)) return own && `${own[named]}, ${part[2]}`;
  const help = text.match(/^Help for (.+)$/s);
  if (help) return own?.["Help for {label}"].replace("{label}", () => help[1]);
  const number = text.match(/\d+/)?.[0] ?? "";
  const key = number ? text.trim().replace(number, "{n}") : text.trim();
  const theirs = english[key] ?? key;
  return own?.[theirs]?.replace("{n}", number);
}

function put(text, set) {
  const words = text && ours(text);
  if (words && words !== text) set(words);
}

function takeElement(element) {
  for (const name of NAMES) {
    if (element.hasAttribute(name)) put(element.getAttribute(name), (words) => element.setAttribute(name, words));
  }
  const sign = element.localName === "button" && signs[document.documentElement.lang]?.[element.textContent.trim()];
  if (sign && element.ariaLabel !== sign) element.ariaLabel = sign;
  const map = element.localName === "iframe" && element.title.includes("st_folium") && ours("map");
  if (map && element.ariaLabel !== map) element.ariaLabel = map;
}

function takeText(node) {
  if (!node.parentElement?.closest(SAID_OF_DATA)) put(node.data, (words) => { node.data = words; });
}

function take(root) {
  if (root.nodeType === Node.TEXT_NODE) return takeText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  takeElement(root);
  for (const each of root.querySelectorAll("button, [aria-label], [placeholder], [title], [data-title]")) takeElement(each);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) takeText(texts.currentNode);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(take);
    else take(change.target);
  }
}).observe(document.body, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
});
new MutationObserver(() => take(document.body)).observe(document.documentElement, { attributeFilter: ["lang"] });
})();
