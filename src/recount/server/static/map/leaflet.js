// The map drawn by Leaflet on a canvas, where there is no WebGL 2.
import { script, style } from "./engine.js";

const STEP = 1; // Leaflet's tiles are half as wide as MapLibre's: its zoom is one more

export async function open(ground, borders, colours) {
  await Promise.all([style("leaflet/leaflet.css"), script("leaflet/leaflet.js")]);
  const { L } = globalThis;
  const map = L.map(ground, { attributionControl: false, zoomControl: false, preferCanvas: true, zoomSnap: 0.25, minZoom: 1, maxZoom: 18, zoomAnimation: false, fadeAnimation: false });
  map.setView([20, 20], 2);
  const lines = L.geoJSON(borders, { interactive: false, style: () => lineStyle(colours()) }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  ground.style.background = colours().sea;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    ground.style.background = colours().sea;
    lines.setStyle(lineStyle(colours()));
    map.fire("moveend");
  });
  return engine(map, colours, L);
}

const lineStyle = ({ land, border }) => ({ color: border, weight: 1, fillColor: land, fillOpacity: 1 });

function engine(map, colours, L) {
  const shown = new Map();
  const drawn = L.layerGroup().addTo(map);
  return {
    name: "leaflet",
    view: () => ({ latitude: map.getCenter().lat, longitude: map.getCenter().lng, zoom: map.getZoom() - STEP }),
    bounds: () => [map.getBounds().getWest(), map.getBounds().getSouth(), map.getBounds().getEast(), map.getBounds().getNorth()],
    show: ({ latitude, longitude, zoom }) => map.setView([latitude, longitude], zoom + STEP, { animate: false }),
    fit: ([west, south, east, north], mostZoom) =>
      map.fitBounds([[south, west], [north, east]], { padding: [50, 50], maxZoom: mostZoom + STEP, animate: false }),
    zoomBy: (steps) => map.setZoom(map.getZoom() + steps),
    whenMoved: (call) => map.on("moveend", call),
    focus: () => map.getContainer().focus(),
    circles(list) {
      drawn.clearLayers();
      for (const one of list) {
        const color = colours().of(one.harm);
        L.circle([one.latitude, one.longitude], { radius: one.radius, color, weight: 1.5, dashArray: "6 4", fillOpacity: 0.11, interactive: false }).addTo(drawn);
      }
    },
    marks(list) {
      const wanted = new Set(list.map((one) => one.key));
      for (const [key, marker] of shown) {
        if (!wanted.has(key)) { marker.remove(); shown.delete(key); }
      }
      for (const { key, latitude, longitude, make } of list) {
        if (!shown.has(key)) shown.set(key, marked(L, latitude, longitude, make()).addTo(map));
      }
    },
  };
}

function marked(L, latitude, longitude, element) {
  L.DomEvent.disableClickPropagation(element);
  const icon = L.divIcon({ html: element, className: "map-pinned", iconSize: [0, 0] });
  return L.marker([latitude, longitude], { icon, interactive: false, keyboard: false });
}
