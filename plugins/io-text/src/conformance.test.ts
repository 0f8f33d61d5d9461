import { array } from "@core/array";
import { bindCases, check, type GoldenFile, pluginCases, readerCases, writerCases } from "@core/conformance";
import { makeSignal, signalCore } from "@core/signal";
import { test } from "vitest";
import { text, textReader, textWriter } from "./plugin.js";

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const expectNumbers =
  (expected: string): GoldenFile["expect"] =>
  (signals) =>
    check(JSON.stringify(signals[0]?.data.toNested()) === expected, JSON.stringify(signals[0]?.data.toNested()));
const golden: readonly GoldenFile[] = [
  { name: "plain.txt", bytes: bytes("# made by hand\n1 2 3\n4 5 6\n"), expect: expectNumbers("[[1,2,3],[4,5,6]]") },
  { name: "names.csv", bytes: bytes('"x","y"\r\n1,2.5\r\n3,-4e2\r\n'), expect: expectNumbers("[[1,2.5],[3,-400]]") },
  { name: "tabs.tsv", bytes: bytes("a\tb\n0.5\t1\n0.25\t2\n"), expect: expectNumbers("[[0.5,1],[0.25,2]]") },
  { name: "semicolons.dat", bytes: bytes("1;2\n3;4"), expect: expectNumbers("[[1,2],[3,4]]") },
  { name: "column.txt", bytes: bytes("1\n2\n3\n"), expect: expectNumbers("[1,2,3]") },
];
const samples = {
  matrix: makeSignal(
    array([
      [1, -0, Number.NaN],
      [1 / 3, Number.NEGATIVE_INFINITY, 5e-324],
    ]),
  ),
  row: makeSignal(array([[1, 2, 3]])),
  line: makeSignal(array([1, 2, 3])),
  transposed: makeSignal(
    array([
      [1, 2, 3],
      [4, 5, 6],
    ]).T,
  ),
};

bindCases(pluginCases(text, { beside: [signalCore] }), test);
bindCases(
  readerCases(textReader, {
    golden,
    cutsMayRead: true,
    foreign: [
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0),
      bytes("name,place\nAda,London\n"),
      bytes("{}"),
    ],
  }),
  test,
);
bindCases(writerCases(textWriter, textReader, samples), test);
