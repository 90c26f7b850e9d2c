import { describe, expect, test } from "vitest";

import { move, stretch, wordAt, wordsOf } from "../src/lib/picker";

const TEXT = "Police detained 👮🏽 two men.\n\nThey walked on.\n\nالشرطة فرّقت";
const WORDS = wordsOf(TEXT, "en");
const said = (pick: { anchor: number; head: number }) => {
  const found = stretch(pick, WORDS);
  return found && TEXT.slice(found.start, found.end);
};

describe("picking words with the keyboard", () => {
  test("arrows go from word to word, over emoji, and stop at the ends", () => {
    const start = { anchor: 1, head: 1 };
    const right = move(start, "ArrowRight", false, WORDS, TEXT);
    expect(right && said(right)).toBe("two");
    expect(move({ anchor: 0, head: 0 }, "ArrowLeft", false, WORDS, TEXT)).toEqual({ anchor: 0, head: 0 });
    expect(said({ anchor: WORDS.length - 1, head: WORDS.length - 1 })).toBe("فرّقت");
  });

  test("Shift stretches in both directions", () => {
    expect(said(move({ anchor: 1, head: 1 }, "ArrowRight", true, WORDS, TEXT)!)).toBe("detained 👮🏽 two");
    expect(said(move({ anchor: 1, head: 1 }, "ArrowLeft", true, WORDS, TEXT)!)).toBe("Police detained");
  });

  test("Page Up and Page Down go by paragraph", () => {
    const down = move({ anchor: 0, head: 0 }, "PageDown", false, WORDS, TEXT)!;
    expect(said(down)).toBe("They");
    expect(said(move(down, "PageUp", false, WORDS, TEXT)!)).toBe("Police");
  });

  test("other keys mean nothing", () => {
    expect(move({ anchor: 0, head: 0 }, "a", false, WORDS, TEXT)).toBeNull();
    expect(wordAt(WORDS, TEXT.indexOf("walked"))).toBe(5);
  });
});
