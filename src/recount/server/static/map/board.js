// The map itself: circles, numbers and names on whichever engine draws it.
import { DEGREE, boundsOf, clusters, inView, rimInView } from "./clusters.js";
import { openEngine } from "./engine.js";
import { bubble, keyOf, names } from "./marks.js";

const MOST_ZOOM = 11; // where a click on places close together leads at most, unless they are closer still
const MOST_CIRCLES = 400;

export class Board {
  static async open(ground, { pressed, moved }) {
    const board = new Board();
    Object.assign(board, { engine: await openEngine(ground), pressed, spots: [], towns: [], countries: [] });
    board.engine.whenMoved(() => {
      board.draw();
      moved();
      board.nameTowns();
    });
    board.nameCountries();
    return board;
  }

  set(spots) {
    this.spots = spots;
    this.draw();
  }

  // The spots whose circles reach into view.
  seen() {
    const bounds = this.engine.bounds();
    return this.spots.filter((spot) => inView(spot, bounds));
  }

  draw() {
    const { zoom } = this.engine.view(), seen = this.engine.bounds(), bounds = wider(seen);
    const near = clusters(this.spots, zoom).filter((one) => one.spots.some((spot) => inView(spot, bounds)));
    // A circle that one looks at from within would only tint the whole map.
    const circles = near.flatMap((one) => one.circles).filter((spot) => inView(spot, bounds) && !surrounds(spot, bounds));
    circles.sort((a, b) => b.radius - a.radius);
    this.engine.circles(circles.slice(0, MOST_CIRCLES));
    this.marks = near.map((one) => {
      const circle = one.wide && one.spots.find((spot) => inView(spot, seen));
      const { latitude, longitude } = circle ? rimInView(circle, seen) : one;
      const key = `${keyOf(one)}@${latitude.toFixed(5)},${longitude.toFixed(5)}`;
      return { key, latitude, longitude, make: () => bubble(one, (cluster) => this.press(cluster)) };
    });
    this.mark(zoom);
  }

  mark(zoom) {
    const [west, south, east, north] = this.engine.bounds();
    const countries = this.countries.filter((one) => one.longitude > west && one.longitude < east && one.latitude > south && one.latitude < north);
    this.engine.marks([...this.marks, ...names({ towns: this.towns, countries }, this.marks, zoom)]);
  }

  press(cluster) {
    const places = new Set(cluster.spots.map((spot) => `${spot.latitude}:${spot.longitude}`));
    if (places.size === 1) return this.pressed(cluster.spots.flatMap((spot) => spot.numbers), cluster);
    const before = this.engine.view().zoom;
    this.engine.fit(boundsOf(cluster.spots.map((spot) => ({ ...spot, radius: 0 }))), Math.max(MOST_ZOOM, before + 3));
    if (this.engine.view().zoom < before + 0.5) this.engine.zoomBy(1.5); // what is far apart only seen from here
    return this.engine.focus();
  }

  fitAll(spots = this.spots) {
    if (spots.length) this.engine.fit(boundsOf(spots), MOST_ZOOM);
  }

  async nameCountries() {
    const answer = await fetch("/map/countries.json", { headers: { accept: "application/json" } });
    if (answer.ok) this.countries = await answer.json();
    this.mark(this.engine.view().zoom);
  }

  // The towns of what is seen, the most populous first.
  async nameTowns() {
    const [west, south, east, north] = this.engine.bounds();
    const clamp = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
    const asked = new URLSearchParams({ west: clamp(west, 180), south: clamp(south, 90), east: clamp(east, 180), north: clamp(north, 90) });
    const mine = (this.asking = Symbol("asked last"));
    const answer = await fetch(`/map/towns.json?${asked}`, { headers: { accept: "application/json" } });
    if (!answer.ok || this.asking !== mine) return;
    this.towns = await answer.json();
    this.mark(this.engine.view().zoom);
  }
}

function surrounds(spot, [west, south, east, north]) {
  const up = spot.radius / DEGREE, across = up / Math.max(0.05, Math.cos((spot.latitude * Math.PI) / 180));
  return [[west, south], [west, north], [east, south], [east, north]].every(([x, y]) => Math.hypot((x - spot.longitude) / across, (y - spot.latitude) / up) < 1);
}

function wider([west, south, east, north]) {
  const across = (east - west) / 4, up = (north - south) / 4;
  return [west - across, south - up, east + across, north + up];
}
