import { arange } from "@core/array";
import { isCoreError } from "@core/array/runtime";
import { makeSignal } from "@core/signal";
import { describe, expect, it } from "vitest";
import * as functions from "./index.js";

// Calls as plain JavaScript could make them: what the types forbid must be refused with a code, never fail inside.
const any = functions as unknown as Record<string, (...args: unknown[]) => unknown>;

const lines = [{ y: [1, 2, 3] }];
const image = { data: [1, 2, 3, 4], rows: 2, columns: 2 };
const scene = functions.linePlot({ lines });
const signal = makeSignal(arange(6));

const calls: readonly (readonly [name: string, args: readonly unknown[], code: string])[] = [
  ["linePlot", [], "BAD_ARGUMENT"],
  ["linePlot", [null], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [null] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, titel: "x" }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, title: 5 }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, xAxis: null }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, xAxis: { unit: "nm" } }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, yAxis: { log: 1 } }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, legend: "left" }], "BAD_VALUE"],
  ["linePlot", [{ lines, xRange: [1] }], "BAD_VALUE"],
  ["linePlot", [{ lines, size: { width: "1" } }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, size: { w: 1 } }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, grid: "yes" }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [{ y: [1, 2], colour: "red" }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [{ y: [1, 2], label: null }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [{ y: [1, 2], fill: null }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [{ y: [1, 2], fill: { base: 1 } }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines: [{ y: [1, 2], symbolSize: -1 }] }], "BAD_VALUE"],
  ["linePlot", [{ lines: [{ y: [1, 2], draw: "dots" }] }], "BAD_VALUE"],
  ["linePlot", [{ lines: [{ y: [1n] }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, spans: [{ from: 0, to: 1, text: "x" }] }], "BAD_ARGUMENT"],
  ["linePlot", [{ lines, markers: [{ at: "x" }] }], "BAD_VALUE"],
  ["linePlot", [{ lines, markers: [{ at: 1, label: 5 }] }], "BAD_ARGUMENT"],
  ["imagePlot", [], "BAD_ARGUMENT"],
  ["imagePlot", [{ data: [[1]] }], "BAD_ARGUMENT"],
  ["imagePlot", [{ ...image, cmap: "gray" }], "BAD_ARGUMENT"],
  ["imagePlot", [{ ...image, colormap: "grey" }], "BAD_VALUE"],
  ["imagePlot", [{ ...image, channels: Symbol() }], "BAD_VALUE"],
  ["imagePlot", [{ ...image, colorbar: null }], "BAD_ARGUMENT"],
  ["imagePlot", [{ ...image, scaleBar: { size: 1 } }], "BAD_ARGUMENT"],
  ["imagePlot", [{ ...image, scaleBar: { place: "left" } }], "BAD_VALUE"],
  ["imagePlot", [{ ...image, xAxis: { name: 5 } }], "BAD_ARGUMENT"],
  ["imagePlot", [{ ...image, xAxis: { scale: 0 } }], "BAD_VALUE"],
  ["imagePlot", [{ ...image, rows: 3 }], "BAD_SHAPE"],
  ["imagePlot", [{ ...image, axes: 1 }], "BAD_ARGUMENT"],
  ["plotSignal", [], "BAD_ARGUMENT"],
  ["plotSignal", [[1, 2]], "BAD_ARGUMENT"],
  ["plotSignal", [signal, null], "BAD_ARGUMENT"],
  ["plotSignal", [signal, { colour: "red" }], "BAD_ARGUMENT"],
  ["plotSignal", [signal, { show: "all" }], "BAD_VALUE"],
  ["plotSignal", [signal, { index: [0] }], "BAD_INDEX"],
  ["plotSignal", [signal, { part: "imag" }], "BAD_VALUE"],
  ["plotSignal", [signal, { log: "yes" }], "BAD_ARGUMENT"],
  ["normalize", [null], "BAD_ARGUMENT"],
  ["normalize", [[1], null], "BAD_ARGUMENT"],
  ["normalize", [[1], { norm: "sqrt" }], "BAD_VALUE"],
  ["normalize", [[1], { vmin: 0 }], "BAD_ARGUMENT"],
  ["colormap", [5], "BAD_VALUE"],
  ["colormap", [["red"]], "BAD_VALUE"],
  ["panels", [null], "BAD_ARGUMENT"],
  ["panels", [[null]], "BAD_ARGUMENT"],
  ["panels", [[scene], null], "BAD_ARGUMENT"],
  ["panels", [[scene], { cols: 1 }], "BAD_ARGUMENT"],
  ["panels", [[scene], { letters: 1 }], "BAD_ARGUMENT"],
  ["renderSvg", [null], "BAD_ARGUMENT"],
  ["renderPng", [null], "BAD_ARGUMENT"],
  ["renderPng", [scene, null], "BAD_ARGUMENT"],
  ["renderPng", [scene, { dpi: 300 }], "BAD_ARGUMENT"],
  ["renderPng", [scene, { scale: 0 }], "BAD_VALUE"],
  ["renderPng", [scene, { fonts: "DejaVu" }], "BAD_ARGUMENT"],
  ["outlineSvg", [scene, null], "BAD_ARGUMENT"],
  ["drawCanvas", [null, scene], "BAD_ARGUMENT"],
  ["drawCanvas", [{}, scene], "BAD_ARGUMENT"],
  ["scaleBarLength", [0], "BAD_VALUE"],
  ["scaleBarLength", [1, null], "BAD_ARGUMENT"],
  ["textWidth", [null, 12], "BAD_ARGUMENT"],
  ["textWidth", ["a", "12"], "BAD_ARGUMENT"],
  ["textWidth", ["a", 12, "heavy"], "BAD_VALUE"],
];

describe("plot: bad calls", () => {
  it.each(calls)("%s refuses call %# with its code", async (name, args, code) => {
    const failure = await Promise.resolve()
      .then(() => any[name]?.(...args))
      .catch((error: unknown) => (isCoreError(error) ? error.code : error));
    expect(failure).toBe(code);
  });
});
