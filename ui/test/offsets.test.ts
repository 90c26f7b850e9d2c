import { describe, expect, test } from "vitest";

import { offsetMap } from "../src/lib/offsets";

const TEXTS = ["", "plain words", "a👍b", "👩‍👩‍👧 family", "𠮷野家で会談", "קול 🕊️ العربية", "🇺🇦🇱🇹 flags", "e\u0301 combining", "lone \ud83d tail", "\udc4dhead", "😀😀😀"];

describe("code points and UTF-16 units", () => {
  test.each(TEXTS)("every code point of %j goes there and back", (text) => {
    const map = offsetMap(text);
    const points = [...text];
    expect(map.length).toBe(points.length);
    let unit = 0;
    points.forEach((character, point) => {
      expect(map.to16(point)).toBe(unit);
      expect(map.toPoint(unit)).toBe(point);
      unit += character.length;
    });
    expect(map.to16(points.length)).toBe(text.length);
    expect(map.toPoint(text.length)).toBe(points.length);
  });

  test.each(TEXTS)("every slice of %j is what counting code points gives", (text) => {
    const map = offsetMap(text);
    const points = [...text];
    for (let start = 0; start <= points.length; start += 1) {
      for (let end = start; end <= points.length; end += 1) {
        expect(map.slice(start, end)).toBe(points.slice(start, end).join(""));
      }
    }
  });

  test("the middle of a surrogate pair counts as its beginning", () => {
    expect(offsetMap("a👍b").toPoint(2)).toBe(1);
    expect(offsetMap("👍👍").toPoint(3)).toBe(1);
  });
});
