import { Signal1D } from "@core/signal";
import { describe, expect, it } from "vitest";
import { parseRecipe, runRecipe } from "./recipe.js";
import { createHyperscope } from "./runtime.js";

const runtime = createHyperscope();
const input = new Signal1D(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  { runtime },
);

describe("parseRecipe", () => {
  it.each([
    ["no JSON", "{", /no JSON/],
    ["no list", "{}", /recipe/],
    ["an empty list", "[]", /recipe/],
    ["a step without function", [{}], /function/],
    ["an unknown field", [{ function: "sum", option: {} }], /option/],
    ["an unknown function", [{ function: "summ" }], /step 1 \(summ\).*Near: .*sum/],
    ["an unknown option", [{ function: "sum", options: { axes: 1 } }], /step 1 \(sum\): options/],
    ["an option of a wrong type", [{ function: "sum", options: { axis: true } }], /step 1 \(sum\): options\/axis/],
    ["a required option left out", [{ function: "removeBackground", options: {} }], /signalRange/],
    ["a name that no step has", [{ function: "sum", from: "clean" }], /"clean"/],
    ["save without target", [{ function: "save" }], /target/],
    ["a hostile key", '[{ "function": "sum", "options": { "__proto__": { "polluted": 1 } } }]', /options/],
  ])("refuses %s", (_, recipe, message) => {
    expect(() => parseRecipe(runtime, recipe)).toThrow(
      expect.objectContaining({ code: "BAD_RECIPE", message: expect.stringMatching(message) }),
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("runRecipe", () => {
  it("gives what the functions give", async () => {
    const recipe = parseRecipe(runtime, '[{ "function": "sum", "options": { "axis": -1 } }]');
    const { result } = await runRecipe(runtime, recipe, { input });
    expect((result as Signal1D).data.toNested()).toEqual([6, 15]);
  });
  it("branches by names", async () => {
    const recipe = parseRecipe(runtime, [
      { function: "isig", options: { selectors: ["1:"] }, as: "part" },
      { function: "sum", options: { axis: -1 }, as: "sum" },
      { function: "max", options: { axis: -1 }, from: "part" },
    ]);
    const steps: string[] = [];
    const { result, named } = await runRecipe(runtime, recipe, {
      input,
      onStep: (index, step) => steps.push(`${index} ${step.function}`),
    });
    expect((named.get("sum") as Signal1D).data.toNested()).toEqual([5, 11]);
    expect((result as Signal1D).data.toNested()).toEqual([3, 6]);
    expect(steps).toEqual(["0 isig", "1 sum", "2 max"]);
  });
  it("says when there is nothing to work on, and stops when aborted", async () => {
    const recipe = parseRecipe(runtime, [{ function: "sum" }]);
    await expect(runRecipe(runtime, recipe)).rejects.toMatchObject({ code: "BAD_RECIPE" });
    await expect(runRecipe(runtime, recipe, { input, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "ABORTED",
    });
  });
  it("stops between two steps when it is aborted meanwhile", async () => {
    const controller = new AbortController();
    const recipe = parseRecipe(runtime, [{ function: "sum" }, { function: "sum" }, { function: "sum" }]);
    const steps: number[] = [];
    setTimeout(() => controller.abort(), 0);
    const run = runRecipe(runtime, recipe, {
      input,
      signal: controller.signal,
      onStep: (index) => void steps.push(index),
    });
    await expect(run).rejects.toMatchObject({ code: "ABORTED" });
    expect(steps).toEqual([0]);
  });
});
