import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allows } from "../../src/robots/allows.ts";
import { parseRobots } from "../../src/robots/parse-robots.ts";
import { readTextproto, type TextprotoMessage, type TextprotoValue } from "../support/read-textproto.ts";

const folder = new URL("../../../shared/judges/robots/", import.meta.url);

describe("Google's compliance cases for robots.txt", () => {
  if (!existsSync(folder)) {
    test("are all met", ({ skip }) => skip("../shared/judges/robots is not here, so its cases were not run"));
    return;
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".textproto"))) {
    const { tests } = readTextproto(readFileSync(new URL(file, folder), "utf8"));
    for (const [index, { robotstxt, test_expectations }] of messages(tests).entries()) {
      const rules = parseRobots(robotstxt as Buffer);
      for (const { testurl, useragent, expected_outcome } of messages(test_expectations)) {
        test(`${file} ${index + 1}: ${useragent} is ${expected_outcome} at "${testurl}"`, () => {
          const decision = allows(rules, String(useragent), String(testurl));
          expect(decision.isAllowed ? "ALLOWED" : "DISALLOWED").toBe(expected_outcome);
        });
      }
    }
  }
});

function messages(value: TextprotoValue | undefined): readonly TextprotoMessage[] {
  return value as readonly TextprotoMessage[];
}
