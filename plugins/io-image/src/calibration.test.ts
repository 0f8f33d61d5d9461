import { arange, array, fromData, zeros } from "@core/array";
import {
  bytesFile,
  changeDtype,
  MetadataTree,
  makeSignal,
  rgbDtype,
  type SignalLike,
  type SignalParts,
  UniformDataAxis,
} from "@core/signal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { decodePng, decodeTiff, encodePng, encodeTiff, imread } from "./index.js";
import { pngWriter, tiffWriter } from "./plugin.js";
import { readPng, readTiff } from "./read.js";
import { writePng, writeTiff } from "./write.js";

type Row = readonly [name: string, size: number, scale: number, offset: number, units: string | undefined];

function signal(rows: readonly Row[], dtype: "float32" | "uint8" = "float32"): SignalLike {
  const axes = rows.map(
    ([name, size, scale, offset, units], k) =>
      new UniformDataAxis({ name, size, scale, offset, units, navigate: k < rows.length - 2 }),
  );
  const data = zeros(
    rows.map(([, size]) => size),
    { dtype },
  );
  return { data, axes, metadata: new MetadataTree(), type: "" };
}

async function again(given: SignalLike, options = {}): Promise<unknown[]> {
  const [read] = (await readTiff(bytesFile(await writeTiff(given, options), "a.tif"), {})) as [SignalParts];
  return (read.axes ?? []).map((axis) =>
    axis.kind === "uniform" ? [axis.name, axis.size, axis.scale, axis.offset, axis.units] : axis.kind,
  );
}

describe("calibrations", () => {
  it("of pictures come back", async () => {
    const rows: Row[] = [
      ["height", 4, 0.3, -7.5, "nm"],
      ["width", 5, 1e-4, 2, "1/nm"],
    ];
    expect(await again(signal(rows))).toEqual(
      rows.map(([name, size, ...rest]) => [
        name,
        size,
        expect.closeTo(rest[0], 12),
        expect.closeTo(rest[1], 10),
        rest[2],
      ]),
    );
  });
  it("of stacks come back: depth, time and channels", async () => {
    const rows: Row[] = [
      ["time", 2, 0.5, 0, "s"],
      ["depth", 3, 2.5, 10, "nm"],
      ["channel", 2, 1, 0, undefined],
      ["height", 4, 0.25, 0, "µm"],
      ["width", 5, 0.125, 0, "µm"],
    ];
    expect(await again(signal(rows))).toEqual(rows);
    expect(await again(signal(rows.slice(1, 2).concat(rows.slice(3))))).toEqual([rows[1], rows[3], rows[4]]);
  });
  it("of colours come back, and colours are colours in the file", async () => {
    const rows: Row[] = [
      ["depth", 2, 0.5, 0, "µm"],
      ["height", 4, 0.25, 0, "µm"],
      ["width", 5, 0.125, 0, "µm"],
    ];
    for (const count of [3, 4])
      for (const dtype of ["uint8", "uint16"] as const) {
        const grey = signal(rows);
        const colour = new UniformDataAxis({ name: "RGB index", size: count, isColour: true });
        const data = arange(40 * count)
          .reshape([2, 4, 5, count])
          .astype(dtype);
        const given = { ...grey, data, axes: [...grey.axes, colour] };
        expect(await again(given)).toEqual([...rows, ["RGB index", count, 1, 0, undefined]]);
        expect(decodeTiff(await writeTiff(given, {})).toNested()).toEqual(data.toNested());
        const one = { ...given, data: data.slice(1), axes: given.axes.slice(1) };
        for (const [write, read] of [
          [writePng, readPng],
          [writeTiff, readTiff],
        ] as const) {
          const [back] = (await read(bytesFile(await write(one, {}), "a.png"), {})) as [SignalParts];
          expect(back.axes?.map(({ name, navigate, isColour }) => [name, navigate, isColour])).toEqual([
            ["height", false, false],
            ["width", false, false],
            ["RGB index", false, true],
          ]);
          expect(back.data.toNested()).toEqual(one.data.toNested());
          expect(rgbDtype(back as SignalLike)).toBe(`rgb${count === 4 ? "a" : ""}${dtype === "uint8" ? 8 : 16}`);
          expect(back.metadata?.get("General.title")).toBe("a");
        }
      }
  });
  it("of colours that changeDtype makes are written, and axes in front are not taken for colours", async () => {
    const picture = makeSignal(arange(60).reshape([4, 5, 3]).astype("uint8"), { signalDimension: 1 });
    expect(pngWriter.refuses?.(picture)).toContain('changeDtype("rgb8")');
    const colours = changeDtype(picture, "rgb8");
    expect(pngWriter.refuses?.(colours)).toBeUndefined();
    expect(tiffWriter.refuses?.(colours)).toBeUndefined();
    expect(decodePng(await writePng(colours, {})).toNested()).toEqual(picture.data.toNested());
    const stack = makeSignal(zeros([3, 4, 5], { dtype: "uint8" }), { signalDimension: 2 });
    expect(pngWriter.refuses?.(stack)).toContain("one picture");
    expect(decodeTiff(await writeTiff(stack, {})).shape).toEqual([3, 4, 5]);
  });
  it("of grey with alpha come back", async () => {
    const data = arange(24).reshape([3, 4, 2]).astype("uint8");
    const [read] = (await readPng(bytesFile(encodePng(data), "a.png"), {})) as [SignalParts];
    expect(read.axes?.map(({ name, navigate }) => [name, navigate])).toEqual([
      ["greyA", true],
      ["height", false],
      ["width", false],
    ]);
    expect(pngWriter.refuses?.(read as SignalLike)).toBeUndefined();
    expect(decodePng(await writePng(read as SignalLike, {})).toNested()).toEqual(data.toNested());
  });
  it("in pixels per inch count when asked for", async () => {
    const bytes = encodeTiff(zeros([2, 3]), { description: "a scan", resolution: [300, 300] });
    // The unit is the tag that says "none": set it to inch.
    const at = bytes.findIndex((_, i) => bytes[i] === 0x28 && bytes[i + 1] === 1 && bytes[i + 2] === 3);
    bytes[at + 8] = 2;
    const wanted = async (options: object): Promise<unknown> =>
      ((await readTiff(bytesFile(bytes, "a.tif"), { ...options })) as [SignalParts])[0].axes?.[1]?.units;
    expect(await wanted({ forceReadResolution: true })).toBe("inch");
    expect(await wanted({})).toBe(undefined);
  });
});

describe("options", () => {
  it("choose pages", () => {
    const bytes = encodeTiff(fromData(Uint8Array.from([1, 2, 3, 4]), [2, 1, 2]));
    expect(decodeTiff(bytes, { page: 1 }).toNested()).toEqual([[3, 4]]);
    expect(codeOf(() => decodeTiff(bytes, { page: 2 }))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => decodeTiff(bytes, { page: 0.5 }))).toBe("BAD_ARGUMENT");
  });
  it("write palettes", () => {
    const numbers = array([
      [0, 1],
      [2, 1],
    ]).astype("uint8");
    const palette = [
      [255, 0, 0],
      [0, 255, 0, 128],
      [0, 0, 255],
    ];
    const bytes = encodePng(numbers, { palette, bitDepth: 2 });
    expect(decodePng(bytes, { raw: true }).toNested()).toEqual(numbers.toNested());
    expect(decodePng(bytes).slice(0).toNested()).toEqual([
      [255, 0, 0, 255],
      [0, 255, 0, 128],
    ]);
  });
  it("any picture comes back, whatever its strides", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 24 }),
        fc.constantFrom("uint8", "uint16"),
        (bytes, dtype) => {
          const a = fromData(bytes, [4, 6])
            .astype(dtype as "uint8")
            .slice("::-1", "::2").T;
          expect(decodePng(encodePng(a, { level: 0 })).toNested()).toEqual(a.toNested());
          expect(decodeTiff(encodeTiff(a, { compression: "deflate" })).toNested()).toEqual(a.toNested());
        },
      ),
    );
  });
});

describe("wrong calls", () => {
  const byte = zeros([2, 3], { dtype: "uint8" });
  const wrong: readonly [string, () => unknown][] = [
    ["BAD_DTYPE", () => encodePng(zeros([2, 3]))],
    ["BAD_SHAPE", () => encodePng(zeros([2], { dtype: "uint8" }))],
    ["BAD_SHAPE", () => encodePng(zeros([2, 3, 5], { dtype: "uint8" }))],
    ["BAD_SHAPE", () => encodePng(zeros([0, 3], { dtype: "uint8" }))],
    ["BAD_ARGUMENT", () => encodePng(byte, { level: 10 })],
    ["BAD_ARGUMENT", () => encodePng(byte, { bitDepth: 16 })],
    ["BAD_ARGUMENT", () => encodePng(byte, { palette: [[1, 2]] })],
    ["BAD_VALUE", () => encodePng(fromData(Uint8Array.of(4), [1, 1]), { bitDepth: 2 })],
    ["BAD_SHAPE", () => encodeTiff(zeros([3]))],
    ["BAD_SHAPE", () => encodeTiff(zeros([0, 3]))],
    ["BAD_SHAPE", () => encodeTiff(zeros([1, 1, 1, 1, 2, 2]))],
    ["BAD_ARGUMENT", () => encodeTiff(byte, { compression: "lzw" as never })],
    ["BAD_ARGUMENT", () => encodeTiff(byte, { photometric: "rgb" })],
    ["BAD_ARGUMENT", () => encodeTiff(byte, { resolution: [0, 1] })],
    ["BAD_ARGUMENT", () => decodePng(encodePng(byte), { maxBytes: -1 })],
    ["BAD_FILE", () => decodePng(encodePng(byte), { maxBytes: 5 })],
    ["BAD_FILE", () => decodeTiff(encodeTiff(byte), { maxBytes: 5 })],
    ["BAD_FILE", () => imread(new Uint8Array(100))],
    ["BAD_FILE", () => imread(new Uint8Array(0))],
  ];
  it.each(wrong)("%s (%#)", (code, call) => expect(codeOf(call)).toBe(code));
});

describe("hostile files", () => {
  it("pages in a circle end", () => {
    const bytes = encodeTiff(zeros([2, 2]));
    const count = bytes[8] as number;
    new DataView(bytes.buffer).setUint32(8 + 2 + 12 * count, 8, true);
    expect(codeOf(() => decodeTiff(bytes))).toBe("BAD_FILE");
  });
  it("a small file that claims a large picture takes no memory", () => {
    const bytes = encodeTiff(zeros([2, 2], { dtype: "uint8" }));
    const view = new DataView(bytes.buffer);
    for (const entry of [0, 1]) view.setUint32(8 + 2 + 12 * entry + 8, 60000, true);
    expect(codeOf(() => decodeTiff(bytes))).toBe("BAD_FILE");
  });
  it("widths that are no whole numbers are refused", () => {
    const bytes = encodeTiff(zeros([2, 3], { dtype: "uint16" }));
    const view = new DataView(bytes.buffer);
    // A width of one and a half, as a single float.
    view.setUint16(8 + 2 + 2, 11, true);
    view.setFloat32(8 + 2 + 8, 1.5, true);
    expect(codeOf(() => decodeTiff(bytes))).toBe("BAD_FILE");
  });
  it("many pages that share a long tag, or one picture, are refused", () => {
    // 3000 pages of 10 tags; each page's offsets are the same 90,000 numbers.
    const pages = 3000;
    const entries: readonly (readonly number[])[] = [
      [256, 4, 1, 300],
      [257, 4, 1, 300],
      [258, 3, 1, 8],
      [277, 3, 1, 1],
      [278, 4, 1, 300],
      [279, 4, 1, 90_000],
    ];
    const pageBytes = 2 + 12 * (entries.length + 1) + 4;
    const build = (offsets: number): Uint8Array => {
      const bytes = new Uint8Array(8 + pages * pageBytes + 4 * offsets + 90_000);
      const view = new DataView(bytes.buffer);
      bytes.set([0x49, 0x49, 42, 0, 8]);
      const end = 8 + pages * pageBytes;
      for (let page = 0; page < pages; page++) {
        let at = 8 + page * pageBytes;
        view.setUint16(at, entries.length + 1, true);
        at += 2;
        for (const [id = 0, type = 0, count = 0, value = 0] of [...entries, [273, 4, offsets, end]]) {
          view.setUint16(at, id, true);
          view.setUint16(at + 2, type, true);
          view.setUint32(at + 4, count, true);
          view.setUint32(at + 8, value, true);
          at += 12;
        }
        view.setUint32(at, page === pages - 1 ? 0 : at + 4, true);
      }
      return bytes;
    };
    expect(codeOf(() => decodeTiff(build(90_000)))).toBe("BAD_FILE");
    expect(codeOf(() => decodeTiff(build(1)))).toBe("BAD_FILE");
  });
  it("what inflates beyond the picture is not inflated", () => {
    const bomb = encodePng(zeros([3000, 3000], { dtype: "uint8" }), { level: 9 });
    // A picture of one row, whose header has the right checksum: the rest of the data is not looked at.
    const small = encodePng(zeros([1, 3000], { dtype: "uint8" }));
    const header = small.subarray(0, 33);
    const bytes = new Uint8Array([...header, ...bomb.subarray(33)]);
    expect(decodePng(bytes).shape).toEqual([1, 3000]);
  });
});
