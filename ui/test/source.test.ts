import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

const SOURCES: { name: string; text: string }[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(svelte|ts)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join("src", name), "utf8") }));

describe("the source of the page", () => {
  test.each(SOURCES)("$name sets text as text only", ({ text }) => {
    expect(text).not.toMatch(/\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function/);
  });

  test.each(SOURCES)("$name has no style attribute in its markup, which the policy would refuse", ({ text }) => {
    expect(text).not.toMatch(/\sstyle="/);
  });

  test.each(SOURCES)("$name opens other windows only without a way back", ({ text }) => {
    for (const link of text.match(/<a\b[^>]*target=[^>]*>/g) ?? []) expect(link).toContain('rel="noopener noreferrer"');
  });

  test("index.html runs no inline script", () => {
    const page = readFileSync("index.html", "utf8");
    for (const script of page.match(/<script\b[^>]*>/g) ?? []) expect(script).toContain("src=");
    expect(page).not.toMatch(/\son\w+=/);
  });
});
