// Natural Earth shapes of world-atlas to plain GeoJSON for a planar map, cut at the antimeridian.
//
// world-atlas stitches polygons across 180 degrees; drawn on a plane they smear over the whole map. Projecting with an
// equirectangular projection in degrees cuts them. Run once (`node tools/basemap.mjs`); the results are committed.
// Source: Natural Earth (public domain) through world-atlas (ISC).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const here = new URL(".", import.meta.url);

function codes() {
  const rows = readFileSync(new URL("countries.tsv", here), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(rows.slice(1).map((line) => line.split("\t")).map(([numeric, alpha3, name]) => [numeric, { iso: alpha3, name }]));
}

const NO_NUMBER = { Kosovo: { iso: "XKX", name: "Kosovo" } };

function rounded(value, digits) {
  if (typeof value === "number") return Number(value.toFixed(digits));
  return value.map((part) => rounded(part, digits));
}

/** Rings that rounding made shorter than a triangle are dropped, repeated points too. */
function tidy(rings) {
  return rings
    .map((ring) => ring.filter((point, k) => k === 0 || point[0] !== ring[k - 1][0] || point[1] !== ring[k - 1][1]))
    .filter((ring) => ring.length >= 4);
}

function label(shape) {
  const parts = shape.geometry.type === "Polygon" ? [shape.geometry.coordinates] : shape.geometry.coordinates;
  const largest = parts
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .sort((a, b) => geoArea(b) - geoArea(a))[0];
  return rounded(geoCentroid(largest), 1);
}

function convert(resolution, digits) {
  const atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${resolution}.json`), "utf8"));
  const shapes = feature(atlas, atlas.objects.countries);
  const names = codes();
  const flat = geoProject(shapes, geoEquirectangular().reflectY(true).scale(180 / Math.PI).translate([0, 0]).precision(0));
  const features = flat.features.map((shape, k) => {
    const known = names.get(shape.id) ?? NO_NUMBER[shape.properties.name] ?? { iso: "", name: shape.properties.name };
    const { type } = shape.geometry;
    const cut = rounded(shape.geometry.coordinates, digits);
    const coordinates = type === "Polygon" ? tidy(cut) : cut.map(tidy).filter((rings) => rings.length > 0);
    return { type: "Feature", properties: { ...known, at: label(shapes.features[k]) }, geometry: { type, coordinates } };
  });
  features.sort((a, b) => (a.properties.iso + a.properties.name < b.properties.iso + b.properties.name ? -1 : 1));
  const target = new URL(`../src/basemap/countries-${resolution}.json`, here);
  writeFileSync(target, `${JSON.stringify({ type: "FeatureCollection", features })}\n`);
}

convert("110m", 2);
convert("50m", 2);
