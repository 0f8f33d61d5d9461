import { arange } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { makeSignal, signalCore } from "@core/signal";
import { test } from "vitest";
import type { Golden } from "../../../tools/golden/golden.js";
import document from "../golden/files.json" with { type: "json" };
import { type FileCase, fromBase64 } from "../golden/support.js";
import { mat, matReader, matWriter } from "./plugin.js";

const { cases } = document as Golden<FileCase>;
const wanted: Readonly<Record<string, string>> = {
  "f4 (3, 4)": "float32 3,4",
  "u2 (2, 3, 4)": "uint16 2,3,4",
  "f8 compressed": "float64 4,5 float64 3",
  "level 4 i2 (3, 4)": "int16 3,4",
  "7.3 three axes": "float64 2,3,4 complex128 2,3,2",
};
const golden = Object.entries(wanted).map(
  ([name, text]): GoldenFile => ({
    name: `${name.replace(/\W+/g, "-")}.mat`,
    bytes: fromBase64((cases.find((one) => one.name === name) as FileCase).bytes),
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
const dtypes = ["bool", "uint8", "int8", "uint16", "int32", "uint64", "float32", "float64", "complex128"] as const;
const samples = Object.fromEntries(
  dtypes.flatMap((dtype) => [
    [`${dtype} map`, makeSignal(arange(6).astype(dtype).reshape([2, 3]), { axes, title: "Ω map" })],
    [`${dtype} transposed`, makeSignal(arange(6).astype(dtype).reshape([3, 2]).T)],
    [`${dtype} line`, makeSignal(arange(6).astype(dtype))],
    [`${dtype} cube`, makeSignal(arange(24).astype(dtype).reshape([2, 3, 4]))],
  ]),
);

bindCases(pluginCases(mat, { beside: [signalCore] }), test);
bindCases(readerCases(matReader, { golden, foreign: [new Uint8Array(3000).fill(7)] }), test);
bindCases(writerCases(matWriter, matReader, samples), test);
