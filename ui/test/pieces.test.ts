import { describe, expect, test } from "vitest";

import { blocks, marksAt, pieces } from "../src/lib/pieces";

const mark = (start: number, end: number, field = "type") => ({ start, end, event: "e", field, hue: "what" });

describe("overlapping spans", () => {
  test("pieces cover the stretch without gap or overlap", () => {
    const cut = pieces([mark(2, 6), mark(4, 9, "place"), mark(4, 6), mark(20, 30)], 0, 12);
    expect(cut.map((piece) => [piece.start, piece.end, piece.marks.length])).toEqual([[0, 2, 0], [2, 4, 1], [4, 6, 3], [6, 9, 1], [9, 12, 0]]);
  });

  test("a mark that runs over the edge is cut there", () => {
    expect(pieces([mark(0, 50)], 10, 20)).toEqual([{ start: 10, end: 20, marks: [mark(0, 50)] }]);
  });

  test("a click means the tightest mark first", () => {
    const found = marksAt([mark(0, 20, "actors"), mark(5, 9, "place"), mark(9, 12)], 8);
    expect(found.map((one) => one.field)).toEqual(["place", "actors"]);
  });
});

describe("paragraphs", () => {
  const text = "Title 🕊️ here\n\n  First line\nsecond line.\n \n\nלפי המשטרה.\n";

  test("each paragraph is the text between its offsets", () => {
    const found = blocks(text);
    expect(found).toHaveLength(3);
    for (const block of found) expect(text.slice(block.start, block.end)).toBe(block.text);
  });

  test("the title can be skipped", () => {
    expect(blocks(text, text.indexOf("\n"))[0]?.text).toBe("First line\nsecond line.");
  });

  test("only lines cut at a fixed width flow together", () => {
    const line = "x".repeat(70);
    expect(blocks(`${line}\n${line}\nend`)[0]?.wrapped).toBe(true);
    expect(blocks("a list\nof lines\nend")[0]?.wrapped).toBe(false);
  });
});
