import { arange } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { makeSignal, signalCore } from "@core/signal";
import { test } from "vitest";
import type { Golden } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { fromBase64 } from "../golden/support.js";
import { fits, fitsReader, fitsWriter } from "./plugin.js";

const { cases } = document as Golden<{ readonly name: string; readonly bytes: string }>;
const wanted: Readonly<Record<string, string>> = {
  "image f4": "float32 3,4",
  "image u2": "uint16 3,4",
  "shape (2, 3, 4)": "int16 2,3,4",
  "three images": "float32 3,3 int16 2,2",
};
const golden = Object.entries(wanted).map(
  ([name, text]): GoldenFile => ({
    name: `${name.replace(/\W+/g, "-")}.fits`,
    bytes: fromBase64((cases.find((one) => one.name === name) as { bytes: string }).bytes),
    expect: (signals) => {
      const found = signals.map(({ data }) => `${data.dtype} ${data.shape}`).join(" ");
      check(found === text, `${found}, expected ${text}`);
    },
  }),
);

const axes = [
  { name: "y", units: "nm", scale: 0.5, offset: -3, navigate: true },
  { name: "Energy loss", units: "eV", scale: 0.25, offset: 400 },
];
const samples = Object.fromEntries(
  (["uint8", "int8", "uint16", "int32", "uint64", "float32", "float64"] as const).flatMap((dtype) => [
    [`${dtype} map`, makeSignal(arange(6).astype(dtype).reshape([2, 3]), { axes, title: "Ω map" })],
    [`${dtype} transposed`, makeSignal(arange(6).astype(dtype).reshape([3, 2]).T)],
  ]),
);

bindCases(pluginCases(fits, { beside: [signalCore] }), test);
bindCases(readerCases(fitsReader, { golden, foreign: [new Uint8Array(3000).fill(7)] }), test);
bindCases(writerCases(fitsWriter, fitsReader, samples), test);
