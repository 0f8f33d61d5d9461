import { array, createRuntime, fromData, type NDArray, zeros } from "@core/array";
import { describe, expect, test } from "vitest";
import * as api from "../index.js";

class Spectrum extends api.Signal1D {
  static override readonly signalType: api.SignalType<Spectrum> = {
    name: "Spectrum",
    type: "SPECTRUM",
    dimension: 1,
    kind: "real",
    create: (parts) => new Spectrum(parts.data, parts),
  };
}

const runtime = createRuntime({
  plugins: [
    api.signalCore,
    { name: "reference", version: "1.0.0", provides: { "@core/signal/type#1": [Spectrum.signalType] } },
  ],
});
const make = (): Spectrum =>
  new Spectrum(
    fromData(
      Float64Array.from({ length: 12 }, (_, i) => i),
      [3, 4],
    ),
    { runtime },
  );

describe("the runtime of a signal", () => {
  test("is that of what map makes of it, however functions make their arrays", async () => {
    const kinds: Record<string, () => api.MapResult> = {
      "lists of numbers": () => [1, 2, 3],
      "typed arrays": () => Float32Array.of(1, 2),
      "new arrays": () => array([1, 2]) as NDArray,
      numbers: () => 5,
    };
    for (const [name, apply] of Object.entries(kinds)) {
      expect(make().map(apply).data.runtime, name).toBe(runtime);
      expect((await make().mapAsync(apply)).data.runtime, name).toBe(runtime);
    }
    const whole = make().map(() => zeros([3, 2]), { vectorized: true });
    expect(whole.data.runtime).toBe(runtime);
    expect(whole).toBeInstanceOf(Spectrum);
    expect(make().map(() => [1, 2])).toBeInstanceOf(Spectrum);
    expect(
      make()
        .map(() => 1)
        .map(() => [1, 2]),
    ).toBeInstanceOf(Spectrum);
  });
});

describe("numbers in a stack", () => {
  const of = (dtype: "bool" | "int8" | "uint8" | "float32"): api.SignalLike => new api.Signal1D(zeros([2], { dtype }));
  test("widen the dtype where signals cannot hold them, wherever they stand", () => {
    expect(api.stack([of("int8"), 1]).data.dtype).toBe("int8");
    expect(api.stack([of("int8"), 300]).data.dtype).toBe("int16");
    expect(api.stack([of("int8"), 300]).data.toNested()).toEqual([
      [0, 0],
      [300, 300],
    ]);
    for (const list of [
      [of("bool"), 1, of("int8")],
      [1, of("int8"), of("bool")],
    ])
      expect(api.stack(list).data.dtype).toBe("int8");
    expect(api.stack([of("bool"), true]).data.dtype).toBe("bool");
    expect(api.stack([of("uint8"), -1]).data.dtype).toBe("int16");
    expect(api.stack([of("uint8"), 0.5]).data.dtype).toBe("float64");
    expect(api.stack([of("float32"), 0.5]).data.dtype).toBe("float32");
    expect(api.stack([of("float32"), { re: 0, im: 1 }]).data.dtype).toBe("complex64");
  });

  test("are one point along the axis they are joined along, which must be uniform", () => {
    const listed = new api.Signal1D([1, 2], { axes: [{ axis: [1, 4] }] });
    expect(() => api.stack([listed, 3], { axis: 0 })).toThrow(/no place/);
    expect(api.stack([new api.Signal1D([1, 2]), 3], { axis: 0 }).data.toNested()).toEqual([1, 2, 3]);
  });
});
