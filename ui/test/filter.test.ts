import { describe, expect, test } from "vitest";

import { command, quote } from "../src/lib/command";
import { chips, choice, choose, isEmpty, readFilter, replace, without, writeFilter } from "../src/lib/filter";

const parse = (query: string) => readFilter(new URLSearchParams(query));

describe("a filter and its URL", () => {
  test.each([
    "type=ASSAULT&type=COERCE&outlet=-Daily",
    "q=%22tear+gas%22+AND+police*&country=UKR&since=2022-04-01&until=2022-04-30",
    "party=%D8%AD%D9%85%D8%A7%D8%B3&place=%F0%A0%AE%B7&bbox=-10%2C35%2C40%2C60",
    "",
  ])("%j is read and written back unchanged", (query) => {
    expect(writeFilter(parse(query)).toString()).toBe(query);
  });

  test("unknown names, empty values, repeats and days that are none are left out", () => {
    expect(parse("colour=red&type=&type=-&type=AID&type=AID&since=yesterday")).toEqual({ type: ["AID"] });
  });

  test("the last of several words for a key that holds one value wins", () => {
    expect(parse("q=first&q=second").q).toEqual(["second"]);
  });

  test("a value goes from open to included to excluded to open", () => {
    const included = choose({}, "type", "AID", "included");
    expect(choice(included, "type", "AID")).toBe("included");
    const excluded = choose(included, "type", "AID", "excluded");
    expect(excluded).toEqual({ type: ["-AID"] });
    expect(isEmpty(choose(excluded, "type", "AID", "open"))).toBe(true);
  });

  test("taking keys away leaves the others", () => {
    expect(without(parse("type=AID&since=2020-01-01&until=2020-02-01"), "since", "until")).toEqual({ type: ["AID"] });
    expect(replace({ q: ["x"] }, "q", [])).toEqual({});
  });

  test("chips tell excluded from included", () => {
    expect(chips(parse("type=AID&outlet=-Daily"))).toEqual([
      { key: "type", value: "AID", excluded: false },
      { key: "outlet", value: "Daily", excluded: true },
    ]);
  });
});

/** Reads a command line as a POSIX shell splits it. */
function split(line: string): string[] {
  const words: string[] = [];
  for (const raw of line.match(/(?:\\'|[^\s']|'[^']*')+/g) ?? []) {
    words.push(raw.replace(/'([^']*)'|\\(.)/g, (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? ""));
  }
  return words;
}

describe("a filter and its command line", () => {
  test("says the same filter", () => {
    const line = command(parse("q=tear+gas&type=ASSAULT&outlet=-Daily&since=2022-04-01"), { store: "news.db", of: "happenings" });
    expect(line).toBe("dateline search 'tear gas' --store=news.db --of=happenings --type=ASSAULT --outlet=-Daily --since=2022-04-01");
  });

  test("words that begin with a dash are no option", () => {
    expect(command({ q: ["-x"] }, { store: "s.db", of: "events" })).toBe("dateline search --store=s.db --of=events -- -x");
  });

  test.each(["it's", "$(rm -rf ~)", "`id`", "a\"b", "new\nline", "💥; echo", "", "-x", "a b'c'd"])("%j survives the shell", (word) => {
    const hard = command({ party: [word] }, { store: "s.db", of: "events", sort: "-date" });
    expect(split(hard)).toContain(`--party=${word}`);
    expect(split(`x ${quote(word)}`)).toEqual(word === "" ? ["x", ""] : ["x", word]);
  });
});
