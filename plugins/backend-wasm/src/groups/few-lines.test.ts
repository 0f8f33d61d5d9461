import { withRuntime, zeros } from "@core/array";
import { lfilter, sosfilt } from "sci-signal";
import { expect, test } from "vitest";
import { testTable } from "../testing.js";
import { table } from "./testing-few-lines.js";

const backends = await testTable(table);

test("bad arguments have the reference bodies' errors", () => {
  for (const { runtime } of backends) {
    const line = withRuntime(runtime, zeros([3000]));
    const sections = [[1, 0.2, 0.1, 1, -0.6, 0.2]];
    expect(() => lfilter([1, 2], [0, 1], line)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
    expect(() => lfilter([1, 2], [1, 1], line, { zi: [1, 2] })).toThrow(expect.objectContaining({ code: "BAD_SHAPE" }));
    expect(() => sosfilt(sections, line, { zi: [1, 2] })).toThrow(expect.objectContaining({ code: "BAD_SHAPE" }));
    expect(() => sosfilt(sections, line, { axis: 3 })).toThrow(expect.objectContaining({ code: "BAD_AXIS" }));
  }
});
