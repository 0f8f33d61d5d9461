import { readConfigureGlobal } from "fast-check";
import { expect, inject, test } from "vitest";
import { propertySeed } from "./seed.mjs";

test("without a wish the seed is always the same", () => {
  expect(propertySeed(undefined)).toBe(propertySeed(""));
});

test("a wish is followed or refused", () => {
  expect(propertySeed("-12")).toBe(-12);
  expect(propertySeed("random")).toSatisfy(Number.isInteger);
  expect(() => propertySeed("often")).toThrow('PROPERTY_SEED is "often"');
});

test("the property tests run with it", () => {
  expect(readConfigureGlobal().seed).toBe(inject("propertySeed"));
});
