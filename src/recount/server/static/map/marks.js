// What stands on the map in HTML: numbers that can be pressed, and the names of countries and towns.
import { pixel } from "./clusters.js";

const LETTER = 6.6, LINE = 16; // pixels of a name
const WIDE_LETTER = 9; // of a country's name, which is spaced out
const MOST_NAMES = 45;

export function bubble(cluster, press) {
  const many = cluster.count > 1;
  const one = document.createElement("button");
  one.type = "button";
  one.className = `map-bubble ${cluster.wide ? "wide" : ""} ${many ? "many" : "single"} h-${cluster.harm || "none"} s${size(cluster.count)}`;
  if (many) one.append(Object.assign(document.createElement("b"), { textContent: cluster.count.toLocaleString("en") }));
  one.title = told(cluster);
  one.setAttribute("aria-label", told(cluster));
  one.addEventListener("click", (event) => {
    event.stopPropagation();
    press(cluster);
  });
  one.addEventListener("dblclick", (event) => event.stopPropagation());
  return one;
}

export function told({ spots, count, killed, name, wide }) {
  const incidents = `${count.toLocaleString("en")} incident${count === 1 ? "" : "s"}`;
  const where = spots.length === 1 ? (wide ? `somewhere within the circle: ${name}` : name) : `${spots.length} places near ${name}`;
  return `${where}: ${incidents}${killed ? `, best figures ${killed.toLocaleString("en")} killed` : ""}`;
}

const size = (count) => (count >= 1000 ? 4 : count >= 100 ? 3 : count >= 10 ? 2 : 1);

export const keyOf = (cluster) => [cluster.wide ? "w" : "n", cluster.count, cluster.killed, cluster.harm, ...cluster.spots.map((spot) => spot.s).sort((a, b) => a - b)].join("-");

// Names that find room beside the numbers and each other: countries that are wide enough here, then towns.
export function names({ towns, countries }, bubbles, zoom) {
  const taken = bubbles.map((one) => {
    const at = pixel(one.latitude, one.longitude, zoom);
    return [at.x - 18, at.y - 18, 36, 36];
  });
  const found = [];
  const put = (one, room, kind) => {
    if (found.length === MOST_NAMES || taken.some((other) => overlap(room, other))) return;
    taken.push(room);
    found.push({ key: `${kind} ${one.name} ${one.latitude}`, latitude: one.latitude, longitude: one.longitude, make: () => nameMark(one, kind) });
  };
  for (const one of countries) {
    const at = pixel(one.latitude, one.longitude, zoom), width = one.name.length * WIDE_LETTER;
    const across = pixel(0, one.across, zoom).x - pixel(0, 0, zoom).x;
    if (across >= width) put(one, [at.x - width / 2, at.y - LINE / 2, width, LINE], "map-country");
  }
  for (const one of towns) {
    const at = pixel(one.latitude, one.longitude, zoom), width = one.name.length * LETTER + 10;
    put(one, [at.x - 4, at.y - LINE / 2, width + 4, LINE], "map-name");
  }
  return found;
}

function nameMark(one, kind) {
  const mark = document.createElement("div");
  mark.className = kind;
  mark.setAttribute("aria-hidden", "true");
  const words = document.createElement("bdi");
  words.textContent = one.name;
  mark.append(words);
  return mark;
}

const overlap = ([x, y, width, height], [left, top, wide, high]) => x < left + wide && left < x + width && y < top + high && top < y + height;
