import { describe, expect, it } from "vitest";
import golden from "../golden/plot.json" with { type: "json" };
import { type ColormapName, colormap, colormapNames } from "./colormap.js";

const hexOf = (table: Uint8Array): string => Array.from(table, (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("colormap", () => {
  it.each(Object.entries(golden.maps))("%s has the 256 colours of matplotlib", (name, hex) => {
    expect(hexOf(colormap(name as ColormapName).table)).toBe(hex);
  });

  it("tests every name there is", () => {
    for (const name of colormapNames) expect(golden.maps).toHaveProperty(name);
  });

  it("runs evenly through a list of colours", () => {
    const { table } = colormap(["black", "rgb(255, 0, 0)", "#ffffff"]);
    expect([...table.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect([...table.subarray(765)]).toEqual([255, 255, 255]);
    // 51 / 255 is two fifths of the way from black to red.
    expect([...table.subarray(3 * 51, 3 * 51 + 3)]).toEqual([102, 0, 0]);
  });

  it("takes a table as it is", () => {
    const table = new Uint8Array(768).fill(7);
    expect(colormap({ name: "mine", table }).table).toBe(table);
  });

  it.each([
    ["an unknown name", "nosuch"],
    ["a name of Object.prototype", "constructor"],
    ["one colour", ["red"]],
    ["something that is no colour", ["red", "url(http://x)"]],
    ["a short table", { name: "x", table: new Uint8Array(3) }],
    ["nothing", null],
  ])("refuses %s", (_, source) => {
    expect(() => colormap(source as never)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
  });
});
