// The state of the page in its address, so that every state has a link. The same names as the server reads.
import { dayOf, isoOf } from "./columns.js";

const NAMES = ["means", "harm", "grade"];

export function readAddress() {
  const from = new URLSearchParams(location.search);
  const at = (from.get("at") ?? "").split(",").map(Number);
  return {
    from: dayOf(from.get("from")),
    to: dayOf(from.get("to")),
    ...Object.fromEntries(NAMES.map((name) => [name, new Set(from.getAll(name))])),
    nowhere: from.get("where") === "none",
    see: from.get("see") ?? "",
    view: at.length === 3 && at.every(Number.isFinite) ? { latitude: at[0], longitude: at[1], zoom: at[2] } : null,
  };
}

export function addressOf(asked) {
  const to = new URLSearchParams();
  if (asked.from !== null) to.set("from", isoOf(asked.from));
  if (asked.to !== null) to.set("to", isoOf(asked.to));
  for (const name of NAMES) for (const value of asked[name]) to.append(name, value);
  if (asked.nowhere) to.set("where", "none");
  if (asked.see) to.set("see", asked.see);
  const { view } = asked;
  if (view) to.set("at", [view.latitude.toFixed(4), view.longitude.toFixed(4), view.zoom.toFixed(2)].join(","));
  const told = to.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return location.pathname + (told && `?${told}`);
}

// Whether two states differ in more than what part of the map is seen.
export const sameFilters = (one, other) => addressOf({ ...one, view: null, see: "" }) === addressOf({ ...other, view: null, see: "" });
