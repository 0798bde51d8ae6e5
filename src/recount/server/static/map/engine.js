// What draws the map: MapLibre where the browser has WebGL 2, else Leaflet on a canvas. Both can do the same here:
//   view() → {latitude, longitude, zoom}    bounds() → [west, south, east, north]
//   show(view)    fit(bounds, mostZoom)    zoomBy(steps)    marks([{key, latitude, longitude, make}])
//   circles([{latitude, longitude, radius, harm}])    whenMoved(call)    focus()    name    streets

import { loadStreets } from "./streets.js";

const VENDOR = "/static/vendor";

export async function openEngine(ground) {
  const borders = loadBorders(), streets = loadStreets();
  if (hasWebGL()) {
    try {
      const { open } = await import("./maplibre.js");
      return await open(ground, await borders, colours, await streets);
    } catch {
      ground.replaceChildren();
      ground.removeAttribute("class");
      ground.className = "map-ground";
    }
  }
  const { open } = await import("./leaflet.js");
  return Object.assign(await open(ground, await borders, colours), { streets: await streets });
}

export function script(path) {
  return new Promise((done, failed) => {
    const one = document.createElement("script");
    Object.assign(one, { src: `${VENDOR}/${path}`, onload: done, onerror: () => failed(new Error(path)) });
    document.head.append(one);
  });
}

export function style(path) {
  return new Promise((done, failed) => {
    const one = document.createElement("link");
    Object.assign(one, { rel: "stylesheet", href: `${VENDOR}/${path}`, onload: done, onerror: () => failed(new Error(path)) });
    document.head.prepend(one); // the desk's own style comes after it
  });
}

// The colours of the page as it is now, light or dark.
export function colours() {
  const of = getComputedStyle(document.documentElement);
  const colour = (name) => of.getPropertyValue(`--${name}`).trim();
  return { sea: colour("sea"), land: colour("land"), border: colour("border"), street: colour("street"), name: colour("soft"), of: (harm) => colour(harm || "soft") };
}

export const features = (list) => ({ type: "FeatureCollection", features: list });

async function loadBorders() {
  const [world] = await Promise.all([
    fetch(`${VENDOR}/world-atlas/countries-50m.json`).then((answer) => answer.json()),
    script("topojson/topojson-client.min.js"),
  ]);
  return globalThis.topojson.feature(world, world.objects.countries);
}

function hasWebGL() {
  try {
    const context = document.createElement("canvas").getContext("webgl2");
    context?.getExtension("WEBGL_lose_context")?.loseContext(); // a browser has only a few at a time
    return context !== null;
  } catch {
    return false;
  }
}
