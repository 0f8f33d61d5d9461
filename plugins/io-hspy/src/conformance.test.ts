import { array, dtypes, type NDArray } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { DataAxis, makeSignal, type SignalLike, signalCore, UniformDataAxis } from "@core/signal";
import { test } from "vitest";
import { goldenFacts, goldenFile } from "../golden/files.js";
import { hspy, hspyReader, hspyWriter } from "./plugin.js";

const facts = goldenFacts<{ files: Record<string, { title: string; data: { shape: number[] } }[]> }>().files;
const chosen = ["eels.hspy", "axes.hspy", "latest.hspy", "version-1.0.hdf5"];
const files: GoldenFile[] = chosen.map((name) => ({
  name,
  bytes: goldenFile(name),
  expect: (signals) => {
    const expected = facts[name] ?? [];
    check(signals.length === expected.length, `${signals.length} signals, expected ${expected.length}`);
    for (const [i, { title, data }] of expected.entries()) {
      const signal = signals[i] as SignalLike;
      check(signal.metadata?.get("General.title") === title, `the title of signal ${i} is not ${title}`);
      check(signal.data.shape.join() === data.shape.join(), `the shape of signal ${i} is not (${data.shape})`);
    }
  },
}));

const cube = array(Array.from({ length: 24 }, (_, i) => i % 2)).reshape([2, 3, 4]) as NDArray;
const axes = [
  new UniformDataAxis({ size: 2, name: "x", units: "nm", scale: 0.5, offset: -1, navigate: true }),
  new UniformDataAxis({ size: 3, navigate: true }),
  new DataAxis({ axis: [1, 2, 4, 8], name: "E", units: "eV", isBinned: true }),
];
const samples: Record<string, SignalLike> = {
  ...Object.fromEntries(
    dtypes.map((dtype) => [
      `${dtype} cube`,
      makeSignal(cube.astype(dtype) as NDArray, { axes, title: dtype, type: "EELS" }),
    ]),
  ),
  transposed: makeSignal(cube.T),
  empty: makeSignal(array([]) as NDArray),
  "one element": makeSignal(array([5]) as NDArray),
};

bindCases(pluginCases(hspy, { beside: [signalCore] }), test);
bindCases(readerCases(hspyReader, { golden: files }), test);
bindCases(writerCases(hspyWriter, hspyReader, samples), test);
