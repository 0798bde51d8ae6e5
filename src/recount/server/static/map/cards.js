// Incidents in words: the server writes them, asked by number.

export async function cards(tag, numbers) {
  if (!numbers.length) return [];
  const answer = await fetch(`/map/cards?tag=${tag}&n=${numbers.join(",")}`, { headers: { accept: "text/html" } });
  if (answer.status === 409) throw new Moved();
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...page.querySelectorAll("li.map-card")].map((one) => document.importNode(one, true));
}

// Somebody read or decided something since the page was loaded: the numbers no longer mean the same.
export class Moved extends Error {}

// A button that shows on the map what stands in the list.
export function locating(items, locate) {
  for (const item of items) {
    if (item.dataset.spot === "-1") continue;
    const one = document.createElement("button");
    one.type = "button";
    one.className = "plain locate";
    one.textContent = "map";
    one.title = "Show on the map";
    one.setAttribute("aria-label", `Show on the map: ${item.querySelector(".label").textContent}`);
    one.addEventListener("click", () => locate(Number(item.dataset.n)));
    item.append(one);
  }
  return items;
}
