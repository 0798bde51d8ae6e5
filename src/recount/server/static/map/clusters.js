// What stands together on the map at a zoom. A zoom is MapLibre's: at 0 the world is 512 pixels wide.
import { harmOf } from "./columns.js";

const EARTH = 40_075_016.686; // metres around the equator
export const DEGREE = 111_320; // metres of one of latitude
const WIDE = 24; // pixels of radius from which a circle stands for itself, and its number on its rim
const REACH = 44, WIDE_REACH = 26; // pixels within which two are drawn as one

export const metresPerPixel = (latitude, zoom) => (EARTH * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);

// The spots of some incidents, each with its incidents in their order.
export function spotsOf(columns, numbers, chosen) {
  const { latitude, longitude, radius, name } = columns.spots;
  const spots = new Map();
  for (const n of numbers) {
    const s = columns.spot[n];
    let spot = spots.get(s);
    if (!spot) spots.set(s, spot = { s, latitude: latitude[s], longitude: longitude[s], radius: radius[s], name: name[s], numbers: [], killed: 0, harm: "", rank: 99 });
    spot.numbers.push(n);
    spot.killed += Math.max(0, columns.best[n]);
    const harm = harmOf(columns, n, chosen), rank = harm ? ORDER.indexOf(harm) : 98;
    if (rank < spot.rank) Object.assign(spot, { harm, rank });
  }
  return [...spots.values()];
}

const ORDER = ["killed", "injured", "casualties", "missing", "captured", "displaced", "besieged", "affected"];

// A spot may be seen where its circle reaches into view, not just where its middle does.
export function inView(spot, [west, south, east, north]) {
  const up = spot.radius / DEGREE, across = up / Math.max(0.05, Math.cos((spot.latitude * Math.PI) / 180));
  return spot.longitude + across >= west && spot.longitude - across <= east && spot.latitude + up >= south && spot.latitude - up <= north;
}

export function clusters(spots, zoom) {
  const narrow = [], wide = [];
  for (const spot of spots) {
    const pixels = spot.radius / metresPerPixel(spot.latitude, zoom);
    const isWide = pixels >= WIDE;
    // On the rim, a number can't be mistaken for a pin in the middle.
    const latitude = isWide ? Math.min(85, spot.latitude + spot.radius / DEGREE) : spot.latitude;
    (isWide ? wide : narrow).push({ spot, pixels, latitude, ...pixel(latitude, spot.longitude, zoom) });
  }
  return [...gather(narrow, REACH, false), ...gather(wide, WIDE_REACH, true)];
}

function gather(points, reach, wide) {
  points.sort((a, b) => b.spot.numbers.length - a.spot.numbers.length || a.spot.s - b.spot.s);
  const cells = new Map();
  const cell = (x, y) => `${Math.floor(x / reach)}:${Math.floor(y / reach)}`;
  for (const point of points) {
    const key = cell(point.x, point.y);
    if (cells.has(key)) cells.get(key).push(point);
    else cells.set(key, [point]);
  }
  const found = [];
  for (const first of points) {
    if (first.taken) continue;
    const near = [];
    for (const dx of [-reach, 0, reach]) for (const dy of [-reach, 0, reach]) near.push(...(cells.get(cell(first.x + dx, first.y + dy)) ?? []));
    const members = near.filter((point) => !point.taken && Math.hypot(point.x - first.x, point.y - first.y) <= reach);
    for (const point of members) point.taken = true;
    found.push(one(first, members, wide));
  }
  return found;
}

function one(first, members, wide) {
  const spots = members.map((point) => point.spot);
  const gravest = spots.reduce((a, b) => (b.rank < a.rank ? b : a));
  return {
    wide,
    spots,
    latitude: first.latitude,
    longitude: first.spot.longitude,
    count: spots.reduce((sum, spot) => sum + spot.numbers.length, 0),
    killed: spots.reduce((sum, spot) => sum + spot.killed, 0),
    name: first.spot.name,
    harm: gravest.harm,
    // Circles that hide under the number that stands for several are left out.
    circles: members.filter((point) => wide || (spots.length === 1 && point.pixels >= 6)).map((point) => point.spot),
  };
}

export function pixel(latitude, longitude, zoom) {
  const size = 512 * 2 ** zoom, sine = Math.sin((latitude * Math.PI) / 180);
  return { x: ((longitude + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size };
}

// Where the number of a circle stands: on its rim, as far north as is seen of it; at the top where one looks from within.
// Not along the sides: buttons stand on the left.
export function rimInView(spot, [west, south, east, north]) {
  const across = (east - west) / 12, up = (north - south) / 40;
  const seen = ([x, y]) => x > west + across && x < east - across && y > south + up && y < north - up;
  const found = ring(spot, 48).filter(seen);
  const [longitude, latitude] = found.length ? found.reduce((a, b) => (b[1] > a[1] ? b : a)) : [(west + east) / 2, north - 3 * up];
  return { latitude, longitude };
}

// The line of a circle on the globe, for engines that draw no circles in metres.
export function ring({ latitude, longitude, radius }, corners = 72) {
  const across = radius / 6_371_008.8, lat = (latitude * Math.PI) / 180, line = [];
  for (let at = 0; at <= corners; at++) {
    const turn = (2 * Math.PI * at) / corners;
    const there = Math.asin(Math.sin(lat) * Math.cos(across) + Math.cos(lat) * Math.sin(across) * Math.cos(turn));
    const east = Math.atan2(Math.sin(turn) * Math.sin(across) * Math.cos(lat), Math.cos(across) - Math.sin(lat) * Math.sin(there));
    line.push([longitude + (east * 180) / Math.PI, (there * 180) / Math.PI]);
  }
  return line;
}

export function boundsOf(spots) {
  const box = [180, 85, -180, -85];
  for (const spot of spots) {
    const up = spot.radius / DEGREE, across = up / Math.max(0.05, Math.cos((spot.latitude * Math.PI) / 180));
    box[0] = Math.max(-180, Math.min(box[0], spot.longitude - across));
    box[1] = Math.max(-85, Math.min(box[1], spot.latitude - up));
    box[2] = Math.min(180, Math.max(box[2], spot.longitude + across));
    box[3] = Math.min(85, Math.max(box[3], spot.latitude + up));
  }
  return box;
}
