// Marks on a page the words for which the search led to it: the address has them, until they are marked.

import { wordsIn } from "./words.js";

const LEFT_OUT = "script, style, svg, button, .headerlink";

const markIn = (node, terms) => {
  for (const { word, start, end } of wordsIn(node.data).reverse()) {
    if (!terms.has(word)) continue;
    const rest = node.splitText(start);
    rest.splitText(end - start);
    const mark = document.createElement("mark");
    rest.replaceWith(mark);
    mark.append(rest);
  }
};

const address = new URL(location.href);
const terms = new Set((address.searchParams.get("h") ?? "").split(" ").filter(Boolean));
const article = document.querySelector("article");
if (article && terms.size) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(LEFT_OUT)) texts.push(walker.currentNode);
  for (const text of texts) markIn(text, terms);
}
address.searchParams.delete("h");
history.replaceState(history.state, "", address);
