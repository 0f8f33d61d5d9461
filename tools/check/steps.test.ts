import { expect, test } from "vitest";
import { chooseSteps } from "./steps.mjs";

const names = (...asked: string[]) => chooseSteps(asked, "out").map(({ name }) => name);

test("without a name every check runs", () => {
  expect(names()).toEqual(["test", "types", "lint", "layers", "size", "packages", "api", "start"]);
});

test("named checks run alone and in their order, skipped ones not at all", () => {
  expect(names("layers", "types")).toEqual(["types", "layers"]);
  expect(names("--skip", "test", "--skip", "start")).toEqual(["types", "lint", "layers", "size", "packages", "api"]);
});

test("a misspelt check is refused instead of passing", () => {
  expect(() => names("layer")).toThrow('there is no check "layer"; there are test, types');
  expect(() => names("--skip", "tests")).toThrow('there is no check "tests"');
});
