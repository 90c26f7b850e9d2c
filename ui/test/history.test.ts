import { describe, expect, test } from "vitest";

import { doneWords, valueWords } from "../src/lib/history";

describe("history in words", () => {
  test.each([
    [null, ""],
    ["ASSAULT", "ASSAULT"],
    [{ value: { name: "Kyiv", country: "UKR" }, review: null }, "Kyiv, UKR"],
    [{ value: null, review: null }, ""],
    [[{ name: "A", country: null }, { name: "B", country: "FIN" }], "A; B, FIN"],
    [{ start: "2022-04-08", end: "2022-04-08", grain: "day" }, "8 Apr 2022"],
    [{ what: "killed", low: 12, high: null }, "at least 12 killed"],
    [{ start: 3, end: 8, text: "fired" }, "“fired”"],
    [{ id: "evt_1", type: "ASSAULT", trigger: { start: 0, end: 4, text: "shot" }, actors: [{ name: "A" }], evidence: {} }, "Assault “shot”"],
    [{ state: "accepted" }, "accepted"],
    [{ state: "corrected", value: { name: "Kyiv", country: "UKR" } }, "Kyiv, UKR"],
    [{ state: "corrected", value: null }, "not told"],
    [{ state: "split", value: { events: ["evt_1"], others: ["evt_2", "evt_3"] } }, "1 event apart from 2 others"],
    [["military", "legal"], "military; legal"],
  ])("%j is said as %j", (kept, said) => {
    expect(valueWords(kept)).toBe(said);
  });

  test("an action it does not know is shown as it is", () => {
    expect([doneWords("undo"), doneWords("merge")]).toEqual(["took back", "merge"]);
  });
});
