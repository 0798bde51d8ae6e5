// The reading room: moving between claims, taking words of the text over into fields, offering a new claim for them.
"use strict";

(() => {
  const panel = () => document.getElementById("panel");
  const marks = () => [...document.querySelectorAll("a.marked[id]")];

  function showCurrent(scroll) {
    const claim = panel()?.dataset.claim;
    for (const one of document.querySelectorAll("a.marked, a[data-tick]")) {
      const current = (one.dataset.claim || one.dataset.tick) === claim;
      one.classList.toggle("current", current);
      if (current && one.id) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
      if (current && one.id && scroll) one.scrollIntoView({ block: "nearest" });
    }
  }

  function move(by) {
    const all = marks();
    const at = all.findIndex((one) => one.dataset.claim === panel()?.dataset.claim);
    const to = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (to && all.indexOf(to) !== at) to.click();
  }

  // --- words chosen in the text -------------------------------------------------------------------------------
  function chosen() {
    const selection = getSelection();
    const text = document.querySelector("main.paper");
    if (!text || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end, words: range.toString() };
  }

  // Code points into the canonical text: each run says where it begins.
  function offset(node, within) {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!run) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, within) : "";
    return Number(run.dataset.start) + [...before].length;
  }

  function offer() {
    document.querySelector(".offer")?.remove();
    const found = chosen();
    if (!found) return;
    const box = document.createElement("div");
    box.className = "offer";
    box.append(button("New claim", "n", () => open(`${location.pathname}?new=${found.start}-${found.end}`)));
    for (const field of document.querySelectorAll("[data-takes]")) {
      const name = field.closest("label").querySelector("span").textContent;
      if (["source", "where", "by", "when"].includes(field.dataset.takes)) box.append(button(name, "", () => take(field, found.words)));
    }
    const at = getSelection().getRangeAt(0).getBoundingClientRect();
    document.body.append(box);
    box.style.setProperty("left", `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8)) + scrollX}px`);
    box.style.setProperty("top", `${at.bottom + scrollY + 6}px`);
  }

  function button(label, key, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    if (key) made.dataset.key = key;
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay chosen
    made.addEventListener("click", act);
    return made;
  }

  function open(address) { location.assign(address); }

  function take(field, words) {
    document.getElementById("correct").open = true;
    field.value = words.trim().replace(/\s+/g, " ");
    field.focus();
    document.querySelector(".offer")?.remove();
  }

  document.addEventListener("selectionchange", () => { clearTimeout(offer.wait); offer.wait = setTimeout(offer, 120); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  });
  document.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-opens]");
    if (!opens) return;
    const found = document.getElementById(opens.dataset.opens);
    found.open = true;
    found.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
  document.addEventListener("htmx:afterSettle", () => showCurrent(true));
  document.addEventListener("DOMContentLoaded", () => showCurrent(true));
  if (document.readyState !== "loading") showCurrent(true);
})();
