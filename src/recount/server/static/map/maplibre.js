// The map drawn by MapLibre, with WebGL 2.
import { LngLatBounds, Map as Drawn, Marker, ScaleControl, setWorkerUrl } from "/static/vendor/maplibre/maplibre-gl.mjs";
import { ring } from "./clusters.js";
import { features, style } from "./engine.js";
import { layersOf, recolour, sourceOf } from "./streets.js";

setWorkerUrl("/static/vendor/maplibre/maplibre-gl-worker.mjs");

const TOO_LONG = 40_000; // milliseconds in which the first picture must stand: software rendering on a busy machine takes ten

export async function open(ground, borders, colours, streets) {
  await style("maplibre/maplibre-gl.css");
  const map = new Drawn({
    container: ground,
    style: styleOf(borders, colours(), streets),
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    maxZoom: 17,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
  await new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error("nothing drawn")), TOO_LONG);
    map.once("load", () => { clearTimeout(late); done(); });
    map.once("webglcontextlost", failed);
    map.once("error", failed);
  }).catch((error) => { map.remove(); throw error; });
  followTheme(map, colours);
  return { ...engine(map, colours), streets };
}

function engine(map, colours) {
  const shown = new Map();
  return {
    name: "maplibre",
    view: () => ({ latitude: map.getCenter().lat, longitude: map.getCenter().lng, zoom: map.getZoom() }),
    bounds: () => map.getBounds().toArray().flat(),
    show: ({ latitude, longitude, zoom }) => map.jumpTo({ center: [longitude, latitude], zoom }),
    fit: ([west, south, east, north], maxZoom) =>
      map.fitBounds(new LngLatBounds([west, south], [east, north]), { padding: 50, maxZoom, animate: false }),
    zoomBy: (steps) => map.zoomTo(map.getZoom() + steps, { duration: 200 }),
    whenMoved: (call) => map.on("moveend", call),
    focus: () => map.getCanvas().focus(),
    circles: (list) => map.getSource("circles").setData(features(list.map((one) => circle(one, colours)))),
    marks(list) {
      const wanted = new Set(list.map((one) => one.key));
      for (const [key, marker] of shown) {
        if (!wanted.has(key)) { marker.remove(); shown.delete(key); }
      }
      for (const { key, latitude, longitude, make } of list) {
        if (shown.has(key)) continue;
        shown.set(key, new Marker({ element: make() }).setLngLat([longitude, latitude]).addTo(map));
      }
    },
  };
}

function circle(one, colours) {
  const geometry = { type: "Polygon", coordinates: [ring(one)] };
  return { type: "Feature", properties: { colour: colours().of(one.harm) }, geometry };
}

function styleOf(borders, found, streets) {
  const { sea, land, border } = found;
  return {
    version: 8,
    sources: {
      borders: { type: "geojson", data: borders, tolerance: 0.2 },
      ...(streets && { streets: sourceOf(streets) }),
      circles: { type: "geojson", data: features([]), tolerance: 0 },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": sea } },
      { id: "land", type: "fill", source: "borders", paint: { "fill-color": land } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 8, 1.4] } },
      ...(streets ? layersOf(streets, found) : []),
      { id: "within", type: "fill", source: "circles", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.11 } },
      { id: "rim", type: "line", source: "circles", paint: { "line-color": ["get", "colour"], "line-width": 1.5, "line-dasharray": [4, 3] } },
    ],
  };
}

function followTheme(map, colours) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    const { sea, land, border } = colours();
    map.setPaintProperty("sea", "background-color", sea);
    map.setPaintProperty("land", "fill-color", land);
    map.setPaintProperty("borders", "line-color", border);
    recolour(map, colours());
    map.fire("moveend");
  });
}
