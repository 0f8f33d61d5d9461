import type { NDArray } from "@core/array";
import { type Axis, Signal1D, type SignalLike } from "@core/signal";
import { describe, expect, test } from "vitest";
import {
  expectNumbers,
  expectStored,
  type Golden,
  type StoredArray,
  storedArray,
} from "../../../tools/golden/golden.js";
import golden from "../golden/tools.json" with { type: "json" };
import * as api from "./index.js";

interface Described {
  readonly data: StoredArray;
  readonly axis: { readonly size: number; readonly offset: number; readonly scale: number };
  readonly title: string;
  readonly repr: string;
}

interface Case {
  readonly f: string;
  readonly data: StoredArray;
  readonly axis: object;
  readonly args: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly indices?: readonly number[];
  readonly rtol?: number;
  readonly error?: string;
  readonly out?: unknown;
}

function signalOf({ data, axis, indices }: Case): Signal1D {
  const elements = storedArray(data);
  const axes = data.shape.map((_, i) => (i === data.shape.length - 1 ? axis : { navigate: true }));
  const signal = new Signal1D(elements, { axes, title: "A" });
  if (indices !== undefined) signal.indices = indices;
  return signal;
}

function expectSignal(result: SignalLike, wanted: Described, rtol: number, label: string): void {
  expectStored(result.data, wanted.data, { rtol, atol: rtol }, label);
  expect(String(result), label).toBe(wanted.repr);
  expect(result.metadata.get("General.title"), label).toBe(wanted.title);
  const { size, offset, scale } = result.axes.at(-1) as Axis & { readonly offset: number; readonly scale: number };
  expect(size).toBe(wanted.axis.size);
  expectNumbers([offset, scale], [wanted.axis.offset, wanted.axis.scale], { rtol: 1e-12, atol: 1e-12 }, label);
}

const { cases, versions } = golden as Golden<Case>;
const functions = api as unknown as Readonly<Record<string, (...given: unknown[]) => unknown>>;

describe(`HyperSpy ${versions.hyperspy}`, () => {
  test.each(cases.map((one, i) => [`${i} ${one.f} ${JSON.stringify(one.options)}`, one] as const))(
    "%s",
    (label, one) => {
      const signal = signalOf(one);
      const before = signal.data.toNested();
      const call = (): unknown => functions[one.f]?.(signal, ...one.args, one.options);
      if (one.error !== undefined) {
        expect(call, label).toThrow(expect.objectContaining({ code: expect.stringMatching(/^BAD_/) }));
        return;
      }
      const result = call();
      expect(signal.data.toNested()).toEqual(before);
      const rtol = one.rtol ?? (signal.data.dtype === "float32" ? 3e-6 : 1e-11);
      if (one.f === "estimateShift1D")
        return expectStored(result as NDArray, one.out, { rtol: 1e-12, atol: 1e-12 }, label);
      if (one.f === "findPeaks1DOhaver") {
        const lists = (result as api.Peaks).values.map((list) =>
          list.map(({ position, height, width }) => [position, height, width]),
        );
        return expectStored(lists, one.out, { rtol }, label);
      }
      if (one.f === "estimatePeakWidth") {
        const all = Array.isArray(result) ? result : [result];
        const wanted = one.out as Described[];
        expect(all.length).toBe(wanted.length);
        for (const [i, each] of wanted.entries()) expectSignal(all[i], each, rtol, label);
        return;
      }
      expectSignal(result as SignalLike, one.out as Described, rtol, label);
    },
  );
});
