// The incidents as columns of numbers, and which of them fit the filters. Days are counted from 1970, in no time zone.

const DAY = 86_400_000;
export const UNKNOWN = -1_000_000; // the day of an incident whose day is not known

export const dayOf = (iso) => (iso ? Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY) : null);
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

export async function load(address) {
  const answer = await fetch(address, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return unpack(await answer.json());
}

export function unpack(told) {
  const count = told.spot.length;
  const start = new Int32Array(count).fill(UNKNOWN);
  let day = dayOf(told.first);
  told.day.forEach((step, n) => { start[n] = day += step; });
  const end = start.slice();
  for (let at = 0; at < told.longer.length; at += 2) end[told.longer[at]] += told.longer[at + 1];
  return { ...told, count, start, end };
}

// Within one filter any value fits; all filters must. An empty one asks for nothing.
export function fitting(columns, asked) {
  const { means, grade, harms } = columns.kinds;
  const kinds = means.map((_, k) =>
    (!asked.means.size || asked.means.has(means[k])) &&
    (!asked.grade.size || asked.grade.has(grade[k])) &&
    (!asked.harm.size || harms[k].some((harm) => asked.harm.has(harm))));
  const found = { placed: [], nowhere: [], undated: 0 };
  const dated = asked.from !== null || asked.to !== null;
  for (let n = columns.count - 1; n >= 0; n--) { // the latest first
    if (!kinds[columns.kind[n]]) continue;
    if (dated && columns.start[n] === UNKNOWN) {
      found.undated++;
      continue;
    }
    if (asked.from !== null && columns.end[n] < asked.from) continue;
    if (asked.to !== null && columns.start[n] > asked.to) continue;
    (columns.spot[n] < 0 ? found.nowhere : found.placed).push(n);
  }
  found.placed = datedFirst(columns, found.placed);
  found.nowhere = datedFirst(columns, found.nowhere);
  return found;
}

// The gravest harm of an incident: of those chosen, where some are.
export function harmOf(columns, n, chosen) {
  const harms = columns.kinds.harms[columns.kind[n]];
  return (chosen.size ? harms.find((harm) => chosen.has(harm)) : harms[0]) ?? "";
}

function datedFirst(columns, numbers) {
  const known = (n) => columns.start[n] !== UNKNOWN;
  return [...numbers.filter(known), ...numbers.filter((n) => !known(n))];
}
