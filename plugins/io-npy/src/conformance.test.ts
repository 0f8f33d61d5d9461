import { array, dtypes } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { makeSignal, signalCore } from "@core/signal";
import { test } from "vitest";
import golden from "../golden/arrays.json" with { type: "json" };
import { flatOf, fromBase64, numbersOf } from "../golden/support.js";
import { encodeNpz } from "./npz.js";
import { npy, npyReader, npyWriter, npzReader, npzWriter } from "./plugin.js";

const chosen = golden.arrays.filter(({ name }) => ["<f8 C", ">f4 C", "<c16 Fortran", "|b1 C", "<i8 C"].includes(name));
const files: GoldenFile[] = chosen.map((one) => ({
  name: `${one.name.replace(/\W+/g, "-")}.npy`,
  bytes: fromBase64(one.npy),
  expect: (signals) => {
    const data = signals[0]?.data;
    check(
      signals.length === 1 && data !== undefined && data.dtype === one.dtype,
      `dtype ${data?.dtype}, expected ${one.dtype}`,
    );
    check(data.shape.join() === one.shape.join(), `shape (${data.shape}), expected (${one.shape})`);
    const [got, expected] = [flatOf(data), numbersOf(one.values, data.dtype)];
    got.forEach((value, i) => {
      check(
        JSON.stringify(value, big) === JSON.stringify(expected[i], big),
        `element ${i}: ${String(value)}, expected ${String(expected[i])}`,
      );
    });
  },
}));

function big(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}

const archive: GoldenFile = {
  name: "two.npz",
  bytes: encodeNpz({ a: array([1, 2]), b: array([[true], [false]]) }),
  expect: (signals) =>
    check(
      signals.map(({ data }) => `${data.dtype} ${data.shape}`).join(" ") === "float64 2 bool 2,1",
      "not the two arrays",
    ),
};

const samples = Object.fromEntries(
  dtypes.flatMap((dtype) => [
    [
      `${dtype} cube`,
      makeSignal(
        array([
          [
            [1, 0],
            [1, 1],
          ],
          [
            [0, 1],
            [0, 0],
          ],
        ]).astype(dtype),
      ),
    ],
    [
      `${dtype} transposed`,
      makeSignal(
        array([
          [1, 0, 1],
          [0, 1, 1],
        ]).astype(dtype).T,
      ),
    ],
    [`${dtype} empty`, makeSignal(array([]).astype(dtype))],
  ]),
);

test("the golden files are there", () => check(chosen.length === 5, `found ${chosen.map(({ name }) => name)}`));
bindCases(pluginCases(npy, { beside: [signalCore] }), test);
bindCases(readerCases(npyReader, { golden: files, foreign: [archive.bytes] }), test);
bindCases(readerCases(npzReader, { golden: [archive], foreign: files.map(({ bytes }) => bytes) }), test);
bindCases(writerCases(npyWriter, npyReader, samples), test);
bindCases(writerCases(npzWriter, npzReader, samples), test);
