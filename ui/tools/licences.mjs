// The licences of everything that is bundled, as one text file beside the page. Run after changing dependencies; the result is committed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const folders = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { encoding: "utf8" }).trim().split("\n").slice(1);
// Svelte's compiler and types stay at home; only its runtime and these helpers of it end up in the bundle.
const COMPILER = new Set(["acorn", "aria-query", "axobject-query", "esrap", "is-reference", "locate-character", "magic-string", "zimmerframe", "estree", "trusted-types", "remapping", "sourcemap-codec", "resolve-uri", "trace-mapping", "gen-mapping", "acorn-typescript", "geojson", "types"]);

const parts = [];
for (const folder of [...new Set(folders)].sort((a, b) => (basename(a) < basename(b) ? -1 : 1))) {
  if (COMPILER.has(basename(folder))) continue;
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : `(no licence file in the package; its package.json says ${about.license})`;
  parts.push(`${about.name} ${about.version} (${about.license})\n${"-".repeat(72)}\n${text}\n`);
}
parts.push(`Natural Earth, through world-atlas 2.0.2\n${"-".repeat(72)}\nThe shapes of countries are in the public domain (naturalearthdata.com). world-atlas: Copyright 2013-2019 Michael Bostock, ISC licence.\n`);
writeFileSync(new URL("../public/assets/licences.txt", import.meta.url), `Software and data in the page of Dateline\n\n${parts.join("\n")}`);
console.log(parts.map((part) => part.split("\n")[0]).join("\n"));
