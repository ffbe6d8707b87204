import { expect, test } from "vitest";
import { userAgentOf } from "../../src/fetch/user-agent.ts";

test("the user agent names crawler, version and whom to write to", () => {
  expect(userAgentOf("1.2.3", "https://paper.example/bot")).toBe("oogst/1.2.3 (+https://paper.example/bot)");
  expect(userAgentOf("1.2.3", "bot@paper.example")).toBe("oogst/1.2.3 (+bot@paper.example)");
  expect(userAgentOf("1.2.3")).toMatch(/^oogst\/1\.2\.3 \(\+https:\/\/\S+\)$/);
});

test.each(["", "a b", "x)", "(x", "café", "a\r\nX-Evil: 1"])("%j is refused as a contact", (contact) => {
  expect(() => userAgentOf("1.2.3", contact)).toThrow("contact: expected a web or mail address in ASCII");
});
