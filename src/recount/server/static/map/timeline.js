// Killed by day, week, month or year: low to high as a bar, best as a mark, and a brush that picks days.
import { UNKNOWN, dayOf, isoOf } from "./columns.js";

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const HEIGHT = 150, LEFT = 46, RIGHT = 12, TOP = 12, BOTTOM = 24; // pixels
const SVG = "http://www.w3.org/2000/svg";

export class Timeline {
  constructor(ground, { first, last, brushed }) {
    Object.assign(this, { ground, brushed, unit: unitFor(last - first + 1) });
    this.bins = binsBetween(first, last, this.unit);
    this.chosen = null; // first and last bin, both included
    this.bars = element("svg", { class: "plotted", width: "100%", height: HEIGHT, "aria-hidden": "true" });
    this.shades = [div("timeline-shade"), div("timeline-shade")];
    this.handles = [this.handle("First day shown"), this.handle("Last day shown")];
    this.ground.replaceChildren(this.bars, ...this.shades, ...this.handles);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(this.ground);
  }

  // Sums over the bins of the incidents that fit; those that reach over several bins are counted apart.
  fill(columns, numbers) {
    const sums = this.bins.map(() => ({ low: 0, best: 0, high: 0, open: false, count: 0 }));
    this.spread = 0;
    for (const n of numbers) {
      if (columns.start[n] === UNKNOWN || columns.best[n] < 0) continue;
      const bin = this.binOf(columns.start[n]);
      if (bin !== this.binOf(columns.end[n])) { this.spread++; continue; }
      const sum = sums[bin], best = columns.best[n];
      sum.low += best - columns.below[n];
      sum.best += best;
      sum.high += best + columns.above[n];
      sum.open ||= columns.kinds.open[columns.kind[n]] === 1;
      sum.count++;
    }
    this.sums = sums;
    this.draw();
  }

  choose(from, to) {
    this.chosen = from === null && to === null ? null : [from === null ? 0 : this.binOf(from), to === null ? this.bins.length - 1 : this.binOf(to)];
    this.place();
  }

  binOf(day) {
    let low = 0, high = this.bins.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.bins[middle].start <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get step() { return (this.ground.clientWidth - LEFT - RIGHT) / this.bins.length; }

  draw() {
    if (!this.sums || !this.ground.clientWidth) return;
    const top = roundUp(Math.max(1, ...this.sums.map((sum) => sum.high)));
    const y = (value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    const parts = [0, top / 2, top].filter(Number.isInteger).flatMap((value) => [
      element("line", { class: "grid", x1: LEFT, x2: this.ground.clientWidth - RIGHT, y1: y(value), y2: y(value) }),
      element("text", { class: "tick", x: LEFT - 8, y: y(value) + 4, "text-anchor": "end" }, value.toLocaleString("en")),
    ]);
    const thin = this.step > 8 ? 2 : 0.5, width = Math.max(1, Math.min(30, this.step - thin));
    this.sums.forEach((sum, at) => {
      if (!sum.count) return;
      const x = LEFT + (at + 0.5) * this.step;
      const bar = element("g", {});
      bar.append(element("title", {}, toldBin(this.bins[at], sum, this.unit)));
      // The whole height can be pointed at, since a bar of one is hard to hit.
      bar.append(element("rect", { class: "aim", x: x - this.step / 2, y: TOP, width: this.step, height: HEIGHT - TOP - BOTTOM }));
      bar.append(element("rect", { class: "base", x: x - width / 2, y: y(sum.low), width, height: Math.max(0, y(0) - y(sum.low)) }));
      bar.append(element("rect", { class: "span", x: x - width / 2, y: y(sum.high), width, height: Math.max(1, y(sum.low) - y(sum.high)) }));
      bar.append(element("rect", { class: "mark", x: x - width / 2 - (width > 6 ? 2 : 0), y: y(sum.best) - 1.2, width: width + (width > 6 ? 4 : 0), height: 2.4 }));
      if (sum.open && width >= 8) bar.append(element("path", { class: "open", d: `M${x - 4},${y(sum.high) - 3} L${x},${y(sum.high) - 8} L${x + 4},${y(sum.high) - 3}` }));
      parts.push(bar);
    });
    parts.push(...this.labels());
    this.bars.replaceChildren(...parts);
    this.place();
  }

  labels() {
    const room = Math.max(1, Math.ceil(64 / this.step));
    const found = [];
    let free = -1;
    this.bins.forEach((bin, at) => {
      const label = labelOf(bin, this.unit, found.length === 0);
      if (label === null || at < free) return;
      found.push(element("text", { class: "tick", x: LEFT + (at + (this.unit === "day" ? 0.5 : 0)) * this.step, y: HEIGHT - 6, "text-anchor": this.unit === "day" ? "middle" : "start" }, label));
      free = at + room;
    });
    return found;
  }

  place() {
    const [first, last] = this.chosen ?? [0, this.bins.length - 1];
    const [left, right] = [LEFT + first * this.step, LEFT + (last + 1) * this.step];
    Object.assign(this.shades[0].style, { left: `${LEFT}px`, width: `${Math.max(0, left - LEFT)}px` });
    Object.assign(this.shades[1].style, { left: `${right}px`, width: `${Math.max(0, this.ground.clientWidth - RIGHT - right)}px` });
    [first, last].forEach((bin, at) => {
      const handle = this.handles[at];
      handle.style.left = `${at ? right : left}px`;
      handle.setAttribute("aria-valuemin", "0");
      handle.setAttribute("aria-valuemax", String(this.bins.length - 1));
      handle.setAttribute("aria-valuenow", String(bin));
      handle.setAttribute("aria-valuetext", longDay(at ? this.bins[bin].end : this.bins[bin].start));
    });
    this.ground.classList.toggle("chosen", this.chosen !== null);
  }

  handle(label) {
    const one = div("timeline-handle");
    for (const [name, value] of Object.entries({ role: "slider", tabindex: "0", "aria-valuenow": "0", "aria-label": label, "aria-orientation": "horizontal" })) one.setAttribute(name, value);
    return one;
  }

  listen() {
    this.ground.addEventListener("pointerdown", (event) => this.drag(event));
    this.handles.forEach((handle, which) => handle.addEventListener("keydown", (event) => this.press(event, which)));
  }

  press(event, which) {
    const far = Math.max(2, Math.round(this.bins.length / 10));
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -this.bins.length, End: this.bins.length };
    if (event.key === "Delete" || event.key === "Backspace") this.take(null);
    else if (event.key in steps) {
      const now = [...(this.chosen ?? [0, this.bins.length - 1])];
      const moved = now[which] + steps[event.key];
      now[which] = which ? Math.min(this.bins.length - 1, Math.max(now[0], moved)) : Math.max(0, Math.min(now[1], moved));
      this.take(now);
    } else return;
    event.preventDefault();
  }

  drag(event) {
    if (event.button !== 0) return;
    const at = (one) => Math.min(this.bins.length - 1, Math.max(0, Math.floor((one.clientX - this.ground.getBoundingClientRect().left - LEFT) / this.step)));
    const which = this.handles.indexOf(event.target);
    const held = which >= 0 ? (this.chosen ?? [0, this.bins.length - 1])[1 - which] : at(event);
    let moved = false;
    const move = (one) => {
      moved ||= Math.abs(one.clientX - event.clientX) > 3;
      if (!moved) return;
      this.chosen = [Math.min(held, at(one)), Math.max(held, at(one))];
      this.place();
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
      if (moved) this.take(this.chosen);
      else if (which < 0) this.take([held, held]);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
    if (which < 0) event.preventDefault();
  }

  take(chosen) {
    const whole = chosen && chosen[0] === 0 && chosen[1] === this.bins.length - 1;
    this.chosen = whole ? null : chosen;
    this.place();
    this.brushed(this.chosen ? [this.bins[this.chosen[0]].start, this.bins[this.chosen[1]].end] : [null, null]);
  }
}

export const longDay = (day) => {
  const date = new Date(day * 86_400_000);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

function unitFor(days) {
  if (days <= 92) return "day";
  if (days <= 731) return "week";
  return days <= 366 * 15 ? "month" : "year";
}

function binsBetween(first, last, unit) {
  const bins = [];
  for (let start = startOf(first, unit); start <= last;) {
    const next = nextOf(start, unit);
    bins.push({ start, end: next - 1 });
    start = next;
  }
  return bins;
}

function startOf(day, unit) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7); // 1 January 1970 was a Thursday; weeks begin on Monday
  return dayOf(unit === "month" ? `${isoOf(day).slice(0, 7)}-01` : `${isoOf(day).slice(0, 4)}-01-01`);
}

function nextOf(start, unit) {
  if (unit === "day") return start + 1;
  if (unit === "week") return start + 7;
  return startOf(start + (unit === "month" ? 32 : 370), unit);
}

function labelOf(bin, unit, isFirst) {
  const date = new Date(bin.start * 86_400_000), day = date.getUTCDate(), month = date.getUTCMonth(), year = date.getUTCFullYear();
  if (unit === "day") return isFirst || day === 1 ? `${day} ${MONTHS[month]}${isFirst ? ` ${year}` : ""}` : String(day);
  if (unit === "week") return day <= 7 || isFirst ? `${MONTHS[month]} ${year}` : null;
  if (unit === "month") return month === 0 || isFirst ? (month === 0 ? String(year) : `${MONTHS[month]} ${year}`) : null;
  return String(year);
}

function toldBin(bin, sum, unit) {
  const when = unit === "day" ? longDay(bin.start) : `${longDay(bin.start)} to ${longDay(bin.end)}`;
  const range = sum.low === sum.high && !sum.open ? "" : `, between ${sum.low.toLocaleString("en")} and ${sum.high.toLocaleString("en")}${sum.open ? " or more" : ""}`;
  return `${when}: best ${sum.best.toLocaleString("en")} killed${range}, ${sum.count.toLocaleString("en")} incident${sum.count === 1 ? "" : "s"}`;
}

function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((round) => round >= value);
}

function element(name, attributes, text) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value));
  if (text !== undefined) one.textContent = text;
  return one;
}

function div(name) {
  const one = document.createElement("div");
  one.className = name;
  return one;
}
