import { gunzipSync } from "node:zlib";
import { arange, zeros } from "@core/array";
import {
  BaseSignal,
  changeDtype,
  makeSignal,
  rgbDtype,
  Signal2D,
  type SignalLike,
  UniformDataAxis,
} from "@core/signal";
import { describe, expect, it } from "vitest";
import { expectStored, type Golden, type StoredArray } from "../../../tools/golden/golden.js";
import { codeOf } from "../golden/files.js";
import document from "../golden/rgb.json" with { type: "json" };
import { decodeHspy, encodeHspy } from "./codec.js";
import { hspyWriter } from "./plugin.js";

interface Case {
  readonly name: string;
  /** How HyperSpy prints the signal. */
  readonly text: string;
  /** The file, packed, in base64. */
  readonly bytes: string;
  readonly data: StoredArray;
}

const { cases } = document as unknown as Golden<Case>;

describe("pictures in colours", () => {
  for (const { name, text, bytes, data } of cases) {
    const file = (): Uint8Array => new Uint8Array(gunzipSync(Buffer.from(bytes, "base64")));
    const expectRight = (read: SignalLike): void => {
      expectStored(read.data, data, { rtol: 0 }, name);
      expect(rgbDtype(read)).toBe(name);
      expect(String(new BaseSignal(read.data, read)).replace("BaseSignal", "Signal2D")).toBe(text);
      expect(read.axes.filter((axis) => axis.name === "x")).toMatchObject([
        { scale: 0.5, units: "nm", isColour: false },
      ]);
      expect(read.axes.map((axis) => axis.isColour)).toEqual(
        data.shape.map((_, axis) => axis === data.shape.length - 1),
      );
    };

    it(`of HyperSpy are read: ${name}`, async () => {
      const [read] = await decodeHspy(file());
      expectRight(read as SignalLike);
    });
    it(`come back: ${name}`, async () => {
      const [read] = await decodeHspy(file());
      for (const options of [{}, { compression: "none" }, { chunks: data.shape.slice(0, -1).map(() => 2) }] as const) {
        const [back] = await decodeHspy(await encodeHspy(read as SignalLike, options));
        expectRight(back as SignalLike);
      }
    });
  }

  it("that changeDtype made, and views of them, come back", async () => {
    const spectra = makeSignal(arange(180).reshape([3, 4, 5, 3]).astype("uint8"), { signalDimension: 1 });
    const colours = changeDtype(spectra, "rgb8");
    expect(hspyWriter.refuses?.(colours)).toBeUndefined();
    const turned = { ...colours, data: colours.data.slice("::-1", "...", "::-1") };
    const [back] = await decodeHspy(await encodeHspy(turned));
    expect(back?.data.toNested()).toEqual(turned.data.toNested());
    expect(new Signal2D((back as SignalLike).data, back).rgb).toBe("rgb8");
  });

  it("that are none are refused", async () => {
    const colour = new UniformDataAxis({ size: 3, isColour: true });
    const signal = makeSignal(zeros([2, 2, 3]), { axes: [{ size: 2 }, { size: 2 }, colour] });
    expect(await codeOf(encodeHspy(signal))).toBe("UNSUPPORTED");
    const plain = makeSignal(zeros([3, 2, 2], { dtype: "uint8" }));
    const first = { ...plain, axes: [colour, ...plain.axes.slice(1)] };
    expect(await codeOf(encodeHspy(first))).toBe("UNSUPPORTED");
    expect(await codeOf(encodeHspy(makeSignal(zeros([2])), { chunks: "x" as never }))).toBe("BAD_ARGUMENT");
  });
});
