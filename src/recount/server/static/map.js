// The map page: filters, map, timeline and list say the same, and the address keeps what is said.
import { addressOf, readAddress, sameFilters } from "./map/address.js";
import { Board } from "./map/board.js";
import { Moved, cards, locating } from "./map/cards.js";
import { spotsOf } from "./map/clusters.js";
import { dayOf, fitting, load } from "./map/columns.js";
import { closeChoices, fillForm, readForm } from "./map/form.js";
import { Timeline } from "./map/timeline.js";

const A_PAGE = 50;
const CLOSE_ENOUGH = 9; // the zoom at which one place is shown
const $ = (id) => document.getElementById(id);
const counted = (n, noun) => `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

class MapPage {
  constructor(columns) {
    this.columns = columns;
    this.asked = readAddress();
    this.form = $("map-filters");
    this.listed = A_PAGE;
  }

  async start() {
    $("map-apply").hidden = true;
    for (const old of ["map-pager", "map-seen"]) $(old)?.remove();
    $("map").hidden = false;
    this.listen();
    this.makeTimeline();
    this.board = await Board.open($("map-ground"), { pressed: (numbers, spot) => this.open(numbers, spot), moved: () => this.moved() });
    $("map").dataset.engine = this.board.engine.name;
    this.credit(this.board.engine);
    $("map-wait").hidden = true;
    this.apply();
    if (this.asked.view) this.board.engine.show(this.asked.view);
    else this.board.fitAll();
    await this.list();
    if (this.asked.see && $("map").dataset.seeN) await this.see(Number($("map").dataset.seeN));
    $("map").dataset.ready = "yes";
  }

  credit({ name, streets }) {
    if (!streets) return;
    $("map-streets").hidden = false;
    $("map-streets").textContent = name === "maplibre" ? `Streets: ${streets.credit || "as your file has them"}.` : "Streets are drawn only where the browser has WebGL 2.";
  }

  listen() {
    closeChoices(this.form);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", () => this.ask(readForm(this.form)));
    $("map-clear").addEventListener("click", (event) => {
      event.preventDefault();
      this.ask({ from: null, to: null, means: new Set(), harm: new Set(), grade: new Set(), nowhere: false });
    });
    $("map-in").addEventListener("click", () => this.board?.engine.zoomBy(1));
    $("map-out").addEventListener("click", () => this.board?.engine.zoomBy(-1));
    $("map-all").addEventListener("click", () => this.board?.fitAll());
    $("map-close").addEventListener("click", () => this.close());
    $("map-more").addEventListener("click", () => { this.listed += A_PAGE; this.list(); });
    $("map-nowhere").addEventListener("click", (event) => {
      if (!event.target.closest("a")) return;
      event.preventDefault();
      this.ask({ nowhere: !this.asked.nowhere });
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !$("map-open").hidden && !this.form.contains(event.target)) this.close(); });
    addEventListener("popstate", () => this.restore());
  }

  makeTimeline() {
    const { first, last } = span(this.columns);
    if (first === null || first === last) return;
    $("timeline").hidden = false;
    this.timeline = new Timeline($("timeline-ground"), { first, last, brushed: ([from, to]) => this.ask({ from, to }) });
    $("timeline-title").textContent = `Killed by ${this.timeline.unit}, low – best – high`;
  }

  // Somebody wants other filters.
  ask(changed) {
    const before = this.asked;
    this.asked = { ...before, ...changed };
    if (sameFilters(before, this.asked)) return;
    this.asked.see = "";
    $("map-open").hidden = true;
    history.pushState(null, "", addressOf(this.asked));
    this.listed = A_PAGE;
    this.apply();
    this.list();
  }

  restore() {
    this.asked = readAddress();
    $("map-open").hidden = true;
    this.apply();
    if (this.asked.view) this.board.engine.show(this.asked.view);
    this.list();
  }

  apply() {
    const { columns, asked } = this;
    this.found = fitting(columns, asked);
    fillForm(this.form, asked);
    $("map-clear").hidden = sameFilters(asked, { ...asked, from: null, to: null, means: new Set(), harm: new Set(), grade: new Set() });
    this.timeline?.fill(columns, inOrder(fitting(columns, { ...asked, from: null, to: null })));
    this.timeline?.choose(asked.from, asked.to);
    $("timeline-told").textContent = this.timeline ? told(this.timeline) : "";
    this.board.set(spotsOf(columns, this.found.placed, asked.harm));
  }

  moved() {
    if (!this.board) return;
    this.asked.view = this.board.engine.view();
    history.replaceState(null, "", addressOf(this.asked));
    this.listed = A_PAGE;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.list(), 120);
  }

  // The list beside the map: what is in view, or what has no place.
  async list() {
    clearTimeout(this.soon);
    const { asked, found, columns } = this;
    const spots = new Set(this.board.seen().map((spot) => spot.s));
    const numbers = asked.nowhere ? found.nowhere : found.placed.filter((n) => spots.has(columns.spot[n]));
    this.tell(numbers.length);
    const mine = (this.listing = Symbol("asked last"));
    const items = await this.cards(numbers.slice(0, this.listed));
    if (this.listing !== mine || items === null) return;
    $("map-items").replaceChildren(...locating(items, (n) => this.locate(n)));
    $("map-items").dataset.n = numbers.length;
    $("map-none").hidden = numbers.length > 0;
    $("map-none").textContent = found.placed.length ? "None in this part of the map." : "No incident on the map fits these filters.";
    $("map-more").hidden = numbers.length <= this.listed;
  }

  tell(inView) {
    const { placed, nowhere, undated } = this.found, all = placed.length + nowhere.length;
    const of = all === this.columns.count ? "" : `${all.toLocaleString("en")} of `;
    $("map-told").textContent = `${of}${counted(this.columns.count, "incident")}${undated ? ` · ${undated.toLocaleString("en")} of no known day left out` : ""}`;
    $("list-title").textContent = this.asked.nowhere ? `No place on the map: ${inView.toLocaleString("en")}` : `In view: ${counted(inView, "incident")}`;
    const link = (words) => Object.assign(document.createElement("a"), { href: addressOf({ ...this.asked, nowhere: !this.asked.nowhere, see: "" }), textContent: words });
    const parts = this.asked.nowhere ? [link("Back to those on the map")]
      : nowhere.length ? [`${counted(nowhere.length, "incident")} ${nowhere.length === 1 ? "has" : "have"} no place on the map: `, link(nowhere.length === 1 ? "list it" : "list them")] : [];
    $("map-nowhere").replaceChildren(...parts);
  }

  async cards(numbers) {
    try {
      return await cards(this.columns.tag, numbers);
    } catch (error) {
      const again = Object.assign(document.createElement("a"), { href: location.href, textContent: "Load it again" });
      $("map-told").replaceChildren(error instanceof Moved ? "The record has moved on since this page was loaded. " : "The desk does not answer. Is `recount serve` still running? ", again);
      return null;
    }
  }

  // What stands at one place.
  async open(numbers, cluster) {
    const items = await this.cards(numbers.slice(0, A_PAGE));
    if (!items?.length) return;
    const card = $("map-open"), rest = numbers.length - items.length;
    card.querySelector("ul").replaceChildren(...items);
    card.setAttribute("aria-label", cluster ? `${cluster.name}: ${counted(numbers.length, "incident")}` : "Incident");
    $("map-more-here").hidden = rest <= 0;
    $("map-more-here").textContent = `and ${rest.toLocaleString("en")} more: narrow the filters to see them`;
    card.hidden = false;
    card.querySelector("a").focus({ preventScroll: true });
    this.asked.see = items[0].dataset.id;
    history.replaceState(null, "", addressOf(this.asked));
  }

  // An incident by its number, with all that stand at the same place behind it.
  see(n) {
    const spot = this.columns.spot[n];
    const beside = spot < 0 ? [] : this.found.placed.filter((one) => this.columns.spot[one] === spot && one !== n);
    return this.open([n, ...beside]);
  }

  locate(n) {
    const spot = this.board.spots.find((one) => one.s === this.columns.spot[n]);
    if (spot) this.board.engine.fit(boundsAround(spot), Math.max(CLOSE_ENOUGH, this.board.engine.view().zoom));
    return this.see(n);
  }

  close() {
    $("map-open").hidden = true;
    this.asked.see = "";
    history.replaceState(null, "", addressOf(this.asked));
    this.board.engine.focus();
  }
}

const inOrder = ({ placed, nowhere }) => [...placed, ...nowhere];

function told({ spread, unit }) {
  const left = spread ? ` ${counted(spread, "incident")} over more than one ${unit} ${spread === 1 ? "is" : "are"} in no bar.` : "";
  return `Drag over the bars, or move the two ends with the arrow keys, to see only those days.${left}`;
}

function boundsAround({ latitude, longitude, radius }) {
  const up = (radius * 1.6) / 111_320, across = up / Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  return [longitude - across, latitude - up, longitude + across, latitude + up];
}

function span(columns) {
  const days = columns.start.slice(0, columns.day.length);
  if (!days.length) return { first: null, last: null };
  return { first: dayOf(columns.first), last: columns.end.slice(0, columns.day.length).reduce((a, b) => Math.max(a, b)) };
}

const figure = $("map");
if (figure) {
  load(figure.dataset.points).then((columns) => new MapPage(columns).start()).catch(() => {
    figure.hidden = true;
    $("map-told").textContent += " · The map could not be drawn: the list below has everything";
  });
}
