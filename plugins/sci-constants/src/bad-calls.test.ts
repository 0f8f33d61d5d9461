import { describe, expect, it } from "vitest";
import { codeOf } from "../../../tools/golden/golden.js";
import { convertTemperature, find, unit, value } from "./index.js";

describe("sci-constants: bad calls", () => {
  it("are refused with their codes", () => {
    expect(codeOf(() => find(null as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => find(5 as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => value(undefined as never))).toMatch(/^[A-Z_]+$/);
    expect(codeOf(() => unit({} as never))).toMatch(/^[A-Z_]+$/);
    expect(codeOf(() => convertTemperature(1, "K", "Q" as never))).toMatch(/^[A-Z_]+$/);
  });
});
