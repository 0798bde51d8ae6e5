// Streets, buildings and water from the user's own file, in the layers that the usual basemaps have:
// Protomaps (roads), OpenMapTiles (transportation) and Shortbread (streets).

const ROADS = ["roads", "transportation", "streets"];
const NAMES = ["roads", "transportation_name", "street_labels"];
const WATER = ["water", "ocean", "water_polygons"];
const BUILDINGS = ["buildings", "building"];

const kind = ["to-string", ["coalesce", ["get", "kind"], ["get", "class"], ""]];
const rank = ["match", kind, ["highway", "motorway", "trunk"], 3, ["major_road", "primary", "secondary"], 2, ["path", "footway", "track", "steps", "cycleway", "service"], 0.5, 1.2];
const width = ["interpolate", ["exponential", 1.6], ["zoom"], 7, ["*", rank, 0.25], 12, ["*", rank, 0.7], 17, ["*", rank, 5]];
const onWheels = ["!", ["in", kind, ["literal", ["rail", "transit", "ferry", "aeroway", "pier", "boundary"]]]];
const latin = ["coalesce", ["get", "name:en"], ["get", "name:latin"], ["get", "name"], ""];
const name = ["case", ["is-supported-script", latin], latin, ""]; // letters that join are drawn wrong: better no name

export async function loadStreets() {
  const answer = await fetch("/map/streets.json", { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

export function sourceOf({ tiles, min_zoom: minzoom, max_zoom: maxzoom, bounds }) {
  return { type: "vector", tiles: [location.origin + tiles], minzoom, maxzoom, bounds };
}

export function layersOf({ layers }, colours) {
  const known = new Set(layers), drawn = [];
  const add = (names, layer) => {
    for (const one of names) {
      if (known.has(one)) drawn.push({ source: "streets", "source-layer": one, ...layer, id: `${layer.id} ${one}` });
    }
  };
  const area = ["==", ["geometry-type"], "Polygon"], line = ["==", ["geometry-type"], "LineString"];
  add(WATER, { id: "water", type: "fill", filter: area, paint: { "fill-color": colours.sea } });
  add(BUILDINGS, { id: "building", type: "fill", minzoom: 13, filter: area, paint: { "fill-color": colours.border, "fill-opacity": 0.28 } });
  const shape = { "line-cap": "round", "line-join": "round" };
  add(ROADS, { id: "street", type: "line", filter: ["all", line, onWheels], layout: shape, paint: { "line-color": colours.street, "line-width": width } });
  const layout = { "symbol-placement": "line", "text-field": name, "text-font": ["sans-serif"], "text-size": 11, "text-max-angle": 30 };
  add(NAMES, { id: "street-name", type: "symbol", minzoom: 14, filter: line, layout, paint: { "text-color": colours.name, "text-halo-color": colours.land, "text-halo-width": 1.5 } });
  return drawn;
}

export function recolour(map, colours) {
  for (const { id } of map.getStyle().layers) {
    if (id.startsWith("water ")) map.setPaintProperty(id, "fill-color", colours.sea);
    if (id.startsWith("building ")) map.setPaintProperty(id, "fill-color", colours.border);
    if (id.startsWith("street ")) map.setPaintProperty(id, "line-color", colours.street);
    if (id.startsWith("street-name ")) {
      map.setPaintProperty(id, "text-color", colours.name);
      map.setPaintProperty(id, "text-halo-color", colours.land);
    }
  }
}
