import { array, fromData, type NDArray, zeros } from "@core/array";
import { coreError } from "@core/array/runtime";
import { DataAxis, FunctionalDataAxis, makeSignal, type SignalLike, UniformDataAxis } from "@core/signal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf, goldenFacts } from "../golden/files.js";
import { factsOf } from "../golden/support.js";
import { decodeHspy, encodeHspy } from "./codec.js";
import { lookup3 } from "./hdf5-write/bytes.js";
import { shuffle } from "./hdf5-write/deflate.js";
import { chooseChunks } from "./write/chunks.js";

const ramp = (...shape: number[]): NDArray =>
  array(
    Array.from({ length: shape.reduce((all, size) => all * size, 1) }, (_, i) => i),
    { dtype: "float32" },
  ).reshape(shape) as NDArray;
const back = async (signal: SignalLike, options = {}): Promise<NDArray> =>
  (await decodeHspy(await encodeHspy(signal, options)))[0]?.data as NDArray;

describe("lookup3", () => {
  it("gives the values of its author's test program", () => {
    const text = new TextEncoder().encode("Four score and seven years ago");
    expect(lookup3(new Uint8Array(0))).toBe(0xdeadbeef);
    expect(lookup3(text)).toBe(0x17770551);
  });
});

describe("shuffle", () => {
  it("puts all first bytes first", () => {
    expect([...shuffle(new Uint8Array([1, 2, 3, 4, 5, 6]), 2)]).toEqual([1, 3, 5, 2, 4, 6]);
    expect([...shuffle(new Uint8Array([1, 2, 3]), 1)]).toEqual([1, 2, 3]);
  });
});

describe("chooseChunks", () => {
  interface Row {
    readonly shape: number[];
    readonly signal: number[];
    readonly bytes: number;
    readonly chunks: number[];
  }
  for (const { shape, signal, bytes, chunks } of goldenFacts<{ chunks: Row[] }>().chunks)
    it(`cuts (${shape}) with signal axes (${signal}) of ${bytes} bytes as HyperSpy does`, () => {
      expect(
        chooseChunks(
          shape,
          shape.map((_, axis) => signal.includes(axis)),
          bytes,
        ),
      ).toEqual(chunks);
    });
  it("cuts signals that alone are too large", () => {
    const chunks = chooseChunks([40_000, 40_000], [true, true], 4);
    expect(chunks.reduce((all, size) => all * size, 4)).toBeLessThanOrEqual(2 ** 28);
    expect(chunks[1]).toBe(40_000);
  });
});

describe("writing", () => {
  it("keeps the elements in chunks of any sizes, with and without packing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 4, maxLength: 4 }),
        fc.constantFrom("gzip", "none"),
        async (shape, sizes, compression) => {
          const a = ramp(...shape);
          const chunks = sizes.slice(0, shape.length);
          expect((await back(makeSignal(a), { compression, chunks })).toNested()).toEqual(a.toNested());
        },
      ),
      { numRuns: 60 },
    );
  });
  it("finds chunks in trees of one, two and three levels", async () => {
    for (const count of [64, 65, 4096, 4097]) {
      const a = ramp(count, 2);
      const read = await back(makeSignal(a), { compression: "none", chunks: [1, 2] });
      expect(read.data).toEqual(a.data);
    }
  }, 20_000);
  it("takes views as they are: transposed, reversed, cut", async () => {
    for (const view of [ramp(3, 4).T, ramp(6).slice("::-2"), ramp(4, 5).slice("1:3", "2:")])
      expect((await back(makeSignal(view))).toNested()).toEqual(view.toNested());
  });
  it("keeps empty data, single numbers and data of many axes", async () => {
    expect((await back(makeSignal(zeros([0]) as NDArray))).shape).toEqual([0]);
    expect((await back(makeSignal(array(5) as NDArray))).toNested()).toEqual([5]);
    const eight = ramp(2, 1, 2, 1, 2, 1, 2, 1);
    expect((await back(makeSignal(eight))).toNested()).toEqual(eight.toNested());
  });
  it("packs", async () => {
    const signal = makeSignal(zeros([100, 1000]) as NDArray);
    const [packed, plain] = [await encodeHspy(signal), await encodeHspy(signal, { compression: "none" })];
    expect(packed.length).toBeLessThan(plain.length / 50);
  });
  it("keeps all kinds of axes", async () => {
    const axes = [
      new UniformDataAxis({ size: 2, name: "x", units: "nm", scale: -0.5, offset: 3, navigate: true }),
      new DataAxis({ axis: [1, 4, 9], name: "E", units: "eV", isBinned: true }),
      new FunctionalDataAxis({ expression: "a * x ** 2", size: 4, parameters: { a: 2 } }),
    ];
    const signal = makeSignal(ramp(2, 3, 4), { axes, title: "axes" });
    const [read] = await decodeHspy(await encodeHspy(signal));
    expect(factsOf(read as SignalLike)).toEqual({ ...factsOf(signal) });
  });
  it("names the group after the title, without what HDF5 forbids", async () => {
    for (const title of ["", ".", "..", "a/b", "/", "é 電子 🔬", "x".repeat(3000), "nul\0nul"]) {
      const [read] = await decodeHspy(await encodeHspy(makeSignal(ramp(2), { title })));
      expect(read?.metadata?.get("General.title")).toBe(title.replaceAll("\0", ""));
    }
  });
  it("keeps texts of all lengths", async () => {
    const texts = Array.from({ length: 400 }, (_, i) => "é".repeat(i * i));
    const signal = makeSignal(ramp(2), { originalMetadata: { texts, one: "x".repeat(200_000) } });
    const [read] = await decodeHspy(await encodeHspy(signal));
    expect(read?.originalMetadata?.get("texts")).toEqual(texts);
    expect(read?.originalMetadata?.get("one")).toBe("x".repeat(200_000));
  });
  it("keeps any metadata", async () => {
    const key = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((text) => !/[/\0]|^\.+$|^_/.test(text));
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.maxSafeInteger(),
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0") && text !== "_None_"),
    );
    const { tree } = fc.letrec<{ tree: Record<string, unknown>; item: unknown }>((tie) => ({
      tree: fc.dictionary(key, tie("item"), { maxKeys: 4, noNullPrototype: false }),
      item: fc.oneof({ maxDepth: 3 }, leaf, fc.array(leaf, { maxLength: 4 }), tie("tree")),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (items) => {
        const signal = makeSignal(ramp(1), { originalMetadata: items });
        const [read] = await decodeHspy(await encodeHspy(signal));
        expect(factsOf(read as SignalLike).original_metadata).toEqual(factsOf(signal).original_metadata);
      }),
      { numRuns: 60 },
    );
  });
  it("keeps numbers exact", async () => {
    const originalMetadata = {
      zero: -0,
      whole: 5,
      large: Number.MAX_SAFE_INTEGER,
      fraction: 0.1,
      huge: 1e300,
      not: Number.NaN,
      int64: -(2n ** 63n),
      uint64: 2n ** 64n - 1n,
    };
    const [read] = await decodeHspy(await encodeHspy(makeSignal(ramp(1), { originalMetadata })));
    expect({ ...read?.originalMetadata?.asDictionary() }).toEqual(originalMetadata);
  });
  it("leaves the signal as it was", async () => {
    const signal = makeSignal(ramp(2, 3), { title: "same", metadata: { Signal: { quantity: "counts" } } });
    const before = factsOf(signal);
    await encodeHspy(signal);
    expect(factsOf(signal)).toEqual(before);
    expect(signal.metadata.has("Signal.record_by")).toBe(false);
  });
  it("refuses what it cannot write", async () => {
    const signal = makeSignal(ramp(4, 4));
    expect(await codeOf(encodeHspy(signal, { compression: "lzma" as "gzip" }))).toBe("BAD_ARGUMENT");
    expect(await codeOf(encodeHspy(signal, { level: 0 }))).toBe("BAD_ARGUMENT");
    expect(await codeOf(encodeHspy(signal, { level: 2.5 }))).toBe("BAD_ARGUMENT");
    for (const chunks of [[2], [0, 2], [2, 2.5], [2, 2, 2]])
      expect(await codeOf(encodeHspy(signal, { chunks }))).toBe("BAD_ARGUMENT");
    const axis = new FunctionalDataAxis({ expression: (x) => x * x, size: 4 });
    expect(await codeOf(encodeHspy(makeSignal(ramp(4), { axes: [axis] })))).toBe("UNSUPPORTED");
    const bytes = new Uint8Array(70_000).fill(1);
    expect(await codeOf(encodeHspy(makeSignal(ramp(1), { originalMetadata: { bytes } })))).toBe("UNSUPPORTED");
  });
  it("stops when asked and tells how far it is", async () => {
    const signal = makeSignal(ramp(100, 10));
    const steps: [number, number][] = [];
    await encodeHspy(signal, { chunks: [10, 10], onProgress: (done, total) => steps.push([done, total]) });
    expect(steps).toEqual([
      [4, 10],
      [8, 10],
      [10, 10],
    ]);
    const controller = new AbortController();
    const stopped = encodeHspy(signal, {
      chunks: [10, 10],
      signal: controller.signal,
      onProgress: () => controller.abort(coreError("ABORTED", "enough")),
    });
    expect(await codeOf(stopped)).toBe("ABORTED");
  });
  it("writes truth values and complex numbers as h5py does", async () => {
    const complex = fromData(new Float64Array([1, 2, 3, -4]), [2], { dtype: "complex128" }) as NDArray;
    expect((await back(makeSignal(complex))).dtype).toBe("complex128");
    const flags = array([true, false, true]) as NDArray;
    expect((await back(makeSignal(flags))).toNested()).toEqual([true, false, true]);
  });
});
