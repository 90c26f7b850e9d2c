import { describe, expect, test } from "vitest";

import { amount, band, day, days, number, safeLink, typeName } from "../src/lib/format";
import { attribution, certaintyWords, chain, parties, ruleWords, spoken } from "../src/lib/sentences";

const source = (name: string) => ({ name });

describe("source chains in plain language", () => {
  test("a speaker who told an outlet is named before it", () => {
    const sources = [source("Korolev"), source("BBC")];
    expect(attribution({ sources, status: "actual" }, "Harbour Wire")).toBe("Korolev, as told to the BBC, says that this happened.");
  });

  test("a reporter who says so, too, is named beside the source", () => {
    expect(attribution({ sources: [source("the mayor")], status: "actual", asserted: true }, "Kiln Street Mail")).toBe(
      "The mayor says that this happened; Kiln Street Mail says so, too, in its own voice.",
    );
  });

  test("a third link is passed on", () => {
    expect(chain([source("a guard"), source("the ministry"), source("Adria Press")])).toBe("a guard, as told to the ministry, passed on by Adria Press,");
  });

  test("no source is the outlet's own voice", () => {
    expect(attribution({ sources: [], status: "future" }, "Harbour Wire")).toBe("Harbour Wire says in its own voice that this is to come.");
    expect(attribution({ sources: [], status: "negated" }, null)).toBe("The report says in its own voice that this did not happen.");
  });

  test("an article is put where the report has it", () => {
    expect(spoken(source("Kremlin"), "What the Kremlin wants")).toBe("the Kremlin");
    expect(spoken(source("Reuters"), "Reuters said; the Reuterswerk")).toBe("Reuters");
    expect(spoken(source("the mayor"), "the mayor")).toBe("the mayor");
    expect(spoken(source("Unit (B) [C"), "the Unit (B) [C")).toBe("the Unit (B) [C");
  });

  test("a name that runs right to left is kept apart", () => {
    expect(attribution({ sources: [source("وزارة الداخلية")], status: "actual" }, null)).toBe("\u2068وزارة الداخلية\u2069 says that this happened.");
  });

  test("several speakers say, one says", () => {
    expect(attribution({ sources: [source("two witnesses")], status: "hypothetical" }, null)).toBe(
      "Two witnesses say that this may have happened or may happen.",
    );
    expect(attribution({ sources: [source("Pavlo Kyrylenko")], status: "historical" }, null)).toMatch(/^Pavlo Kyrylenko says that this happened earlier/);
  });

  test("a missing actor is said", () => {
    expect(parties([], ["civilians"])).toBe("actor not named → civilians");
    expect(parties(["A", "B", "C", "D", "E"], [])).toBe("A, B, C and 2 more");
  });

  test("certainty has words over its whole range", () => {
    const words = [-3, -1.5, 0, 0.75, 1.5, 3].map(certaintyWords);
    expect(new Set(words).size).toBe(6);
  });

  test("a rule is named by what it is", () => {
    expect(ruleWords("lexicons/en/events/coerce.yaml#detain")).toBe("the lexicon entry “detain”");
    expect(ruleWords("models/types.npz#CONSULT")).toBe("the trained type model, for CONSULT");
    expect(ruleWords("text.places.event_place#preposition")).toBe("the rule “preposition”");
  });
});

describe("days, numbers, links", () => {
  test("a span of days is said as briefly as it can be", () => {
    expect(days("2022-04-08", "2022-04-08", "day")).toBe("8 Apr 2022");
    expect(days("2022-04-08", "2022-04-10", "other")).toBe("8–10 Apr 2022");
    expect(days("2022-03-30", "2022-04-02", "other")).toBe("30 Mar – 2 Apr 2022");
    expect(days("2022-05-01", "2022-05-31", "month")).toBe("May 2022");
    expect(days("2022-01-01", "2022-12-31", "year")).toBe("2022");
    expect(days("2021-12-30", "2022-01-02", "week")).toBe("30 Dec 2021 – 2 Jan 2022");
    expect(days(null, null)).toBe("");
    expect(day("not a day")).toBe("not a day");
  });

  test("amounts keep their open end", () => {
    expect(amount({ what: "killed", low: 12, high: null })).toBe("at least 12 killed");
    expect(amount({ what: "arrested", low: 2, high: 2 })).toBe("2 arrested");
    expect(amount({ what: "displaced", low: 2000, high: 3000 })).toBe("2\u202f000 to 3\u202f000 displaced");
  });

  test("bands begin where the filter's do", () => {
    expect([0.8, 0.79, 0.5, 0.49].map(band)).toEqual(["sure", "fair", "fair", "weak"]);
    expect(number(1234567)).toBe("1\u202f234\u202f567");
    expect(typeName("COERCE")).toBe("Coerce");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", " jAvAsCrIpT:x", "file:///etc/passwd", "//host/x", "", "vbscript:x"])("%j is no link", (url) => {
    expect(safeLink(url)).toBeNull();
  });

  test("http and https are links", () => {
    expect(safeLink("https://example.org/a?b#c")).toBe("https://example.org/a?b#c");
  });
});
