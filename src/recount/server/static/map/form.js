// The filters as a form, which works without any of this by being sent.
import { dayOf, isoOf } from "./columns.js";

const NAMES = ["means", "harm", "grade"];

export function readForm(form) {
  const given = new FormData(form);
  return {
    from: dayOf(given.get("from")),
    to: dayOf(given.get("to")),
    ...Object.fromEntries(NAMES.map((name) => [name, new Set(given.getAll(name))])),
  };
}

export function fillForm(form, asked) {
  form.elements.from.value = asked.from === null ? "" : isoOf(asked.from);
  form.elements.to.value = asked.to === null ? "" : isoOf(asked.to);
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = asked[box.name].has(box.value);
  for (const one of form.querySelectorAll("details[data-filter]")) {
    const chosen = [...one.querySelectorAll("input:checked")].map((box) => box.dataset.words);
    one.querySelector(".chosen").textContent = chosen.join(" or ") || "any";
    one.classList.toggle("set", chosen.length > 0);
  }
}

// One choice open at a time; a click elsewhere or Escape closes it.
export function closeChoices(form) {
  const every = [...form.querySelectorAll("details[data-filter]")];
  for (const one of every) {
    one.addEventListener("toggle", () => { if (one.open) for (const other of every) if (other !== one) other.open = false; });
    one.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      one.open = false;
      one.querySelector("summary").focus();
    });
  }
  document.addEventListener("pointerdown", (event) => { for (const one of every) if (!one.contains(event.target)) one.open = false; });
}
