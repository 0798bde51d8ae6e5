// The desk's keys and the state of saving. Everything here also works by link and button; nothing needs it.
"use strict";

(() => {
  const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
  const saved = () => document.getElementById("saved");

  // --- keys -----------------------------------------------------------------------------------------------------
  const PAGES = { o: "/", i: "/incidents", r: "/reports", t: "/totals", m: "/map", v: "/review", b: "/briefs", d: "/decisions" };
  let after = ""; // the first of two keys, such as g of g i

  function press(key) {
    if (after === "g") {
      after = "";
      if (PAGES[key]) location.assign(PAGES[key]);
      return true;
    }
    if (key === "g") {
      after = "g";
      setTimeout(() => { after = ""; }, 1200);
      return true;
    }
    if (key === "/") {
      document.getElementById("find").focus();
      return true;
    }
    if (key === "?") {
      showHelp();
      return true;
    }
    // Whatever a page offers says itself by which key: the first that can be seen is pressed. What is folded away is
    // unfolded and gone to, not pressed: nobody shall decide by a button that they did not see.
    for (const one of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) {
      const folded = one.matches("summary") ? null : one.closest("details:not([open])");
      if (folded && !one.disabled) {
        folded.open = true;
        one.focus();
        return true;
      }
      if (one.checkVisibility() && !one.disabled) {
        if (one.matches("input, textarea, select, summary")) one.focus();
        if (!one.matches("input:not([type=submit]), textarea, select")) one.click();
        return true;
      }
    }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (press(event.key)) event.preventDefault();
  });

  async function showHelp() {
    const help = document.getElementById("help");
    if (!help.hasChildNodes()) {
      const answer = await fetch("/help", { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      help.replaceChildren(...page.getElementById("keys").children);
      const close = document.createElement("button");
      close.textContent = "Close";
      close.addEventListener("click", () => help.close());
      help.append(close);
    }
    help.showModal();
  }

  // --- the state of saving, always visible -----------------------------------------------------------------------
  const changes = (event) => event.detail.requestConfig && event.detail.requestConfig.verb !== "get";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (changes(event)) {
      saved().className = "saved busy";
      saved().textContent = "Saving …";
    }
  });
  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (changes(event)) {
        saved().className = "saved bad";
        saved().textContent = "Not saved: the desk does not answer. Is `recount serve` still running?";
      }
    });
  }

  // --- ready: tests and people may press keys from now on ---------------------------------------------------------
  document.addEventListener("DOMContentLoaded", () => { document.body.dataset.ready = "yes"; });
})();
