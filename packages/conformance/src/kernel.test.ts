import { array, type Kernel, type NDArray, type Operation } from "@core/array";
import { describe, expect, it } from "vitest";
import { runCases } from "./case.js";
import { kernelCases } from "./kernel.js";

const halve = (a: NDArray, factor: number): NDArray => {
  const result = a.copy();
  for (let i = 0; i < result.data.length; i++) (result.data as Float64Array)[i] = (result.data[i] as number) * factor;
  return result;
};
const operation: Operation = { id: "test/halve", reference: ([a]) => halve(a as NDArray, 0.5) };
const kernel = (run: Kernel["run"]): Kernel => ({
  operation: "test/halve",
  device: "host",
  dtypes: ["float32", "float64"],
  run,
});

describe("kernelCases", () => {
  it("passes a right kernel", async () => {
    const report = await runCases(
      kernelCases(
        kernel(([a]) => halve(a as NDArray, 0.5)),
        operation,
        { inputs: 1 },
      ),
    );
    expect(report.outcomes.filter((outcome) => outcome.status !== "passed")).toEqual([]);
    expect(report.passed).toBe(113);
  });
  it("catches a wrong value, a wrong dtype, a wrong shape and a changed input", async () => {
    const wrong: Kernel["run"][] = [
      ([a]) => halve(a as NDArray, 0.5001),
      ([a]) => halve(a as NDArray, 0.5).astype("int32"),
      ([a]) =>
        halve(a as NDArray, 0.5)
          .reshape(-1)
          .reshape([1, -1].slice(0, (a as NDArray).size > 0 ? 2 : 0)),
      ([a]) => {
        const result = halve(a as NDArray, 0.5);
        (a as NDArray).assign(1);
        return result;
      },
    ];
    for (const run of wrong)
      expect((await runCases(kernelCases(kernel(run), operation, { inputs: 1 }))).failed).toBeGreaterThan(20);
  });
  it("skips what the kernel does not accept", async () => {
    const refusing: Kernel = { ...kernel(() => array([1])), accepts: () => false };
    expect((await runCases(kernelCases(refusing, operation, { inputs: 1 }))).ok).toBe(true);
  });
});
