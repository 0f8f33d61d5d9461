import { describe, expect, it } from "vitest";
import {
  any,
  argmax,
  argsort,
  array,
  arrayCore,
  createRuntime,
  cumsum,
  type Device,
  explain,
  isCoreError,
  isNDArray,
  type Kernel,
  mean,
  median,
  type NDArray,
  type Plugin,
  percentile,
  type ReduceAttributes,
  sort,
  sum,
  sumOperation,
  withRuntime,
} from "../index.js";

/** A device that only keeps bytes. */
function keeper(): Device {
  const slots: Uint8Array[] = [];
  return {
    id: "keeper",
    dtypes: ["float32", "float64", "int64", "bool"],
    allocate: (bytes) => slots.push(new Uint8Array(bytes)) - 1,
    free: (slot) => delete slots[slot],
    write: (slot, bytes) => slots[slot]?.set(bytes),
    read: (slot, bytes) => Promise.resolve((slots[slot] as Uint8Array).slice(0, bytes)),
  };
}

const a = array([
  [3, 1, 2],
  [6, 5, 4],
]);

describe("reductions in a runtime", () => {
  it("give arrays of that runtime and plain scalars", () => {
    const runtime = createRuntime({ plugins: [arrayCore] });
    const own = withRuntime(runtime, a);
    expect(sum(own)).toBe(21);
    for (const result of [
      sum(own, { axis: 0 }),
      argmax(own, { axis: 1 }),
      cumsum(own),
      percentile(own, [10]),
      sort(own),
    ])
      expect(result.runtime).toBe(runtime);
  });

  it("run the kernel of a plugin where there is one", () => {
    const seen: ReduceAttributes[] = [];
    const kernel: Kernel = {
      operation: "@core/array/sum",
      device: "host",
      dtypes: ["float64"],
      accepts: (inputs) => inputs.length === 1,
      run: (inputs, attributes) => {
        seen.push(attributes as ReduceAttributes);
        return (inputs[0] as NDArray).make("float64", []).assign(42);
      },
    };
    const fast: Plugin = {
      name: "fast",
      version: "1.0.0",
      needs: [arrayCore],
      provides: { "@core/array/kernel#1": [kernel] },
    };
    const runtime = createRuntime({ plugins: [fast] });
    expect(sum(withRuntime(runtime, a))).toBe(42);
    expect(sum(withRuntime(runtime, a), { where: a.astype("bool") })).toBe(21);
    expect(seen).toEqual([{}]);
    expect(explain(runtime, sumOperation as never, ["float64"]).package).toBe("fast");
  });

  it("behind a device give handles at once and the same elements later", async () => {
    const device = keeper();
    const plugin: Plugin = {
      name: "keeper",
      version: "1.0.0",
      needs: [arrayCore],
      provides: { "@core/array/device#1": [device] },
    };
    const runtime = createRuntime({ plugins: [plugin] });
    const there = withRuntime(runtime, a).to("keeper");
    const results = [
      sum(there),
      mean(there, { axis: 0 }),
      argmax(there, { axis: 1 }),
      any(there, { keepdims: true }),
      median(there, { axis: 1 }),
    ];
    const more = [cumsum(there, { axis: 1 }), percentile(there, [0, 100], { axis: 1 }), sort(there), argsort(there)];
    const found = [];
    for (const result of [...results, ...more] as unknown[]) {
      expect(isNDArray(result)).toBe(true);
      expect((result as NDArray).device).toBe(device);
      found.push((await (result as NDArray).toHost()).toNested());
    }
    const here = [21, mean(a, { axis: 0 }), argmax(a, { axis: 1 }), any(a, { keepdims: true }), median(a, { axis: 1 })];
    const expected = [...here, cumsum(a, { axis: 1 }), percentile(a, [0, 100], { axis: 1 }), sort(a), argsort(a)];
    expect(found).toEqual(expected.map((one) => (isNDArray(one) ? one.toNested() : one)));
  });

  it("refuse arrays of two runtimes", () => {
    const [first, second] = [arrayCore, arrayCore].map((plugin) => createRuntime({ plugins: [plugin] }));
    let code = "";
    try {
      sum(withRuntime(first, a), { where: withRuntime(second, a.astype("bool")) });
    } catch (error) {
      code = isCoreError(error) ? error.code : "";
    }
    expect(code).toBe("FOREIGN_RUNTIME");
  });
});
