import { describe, expect, it } from "vitest";
import golden from "../golden/plot.json" with { type: "json" };
import { fitText, plainText, textWidth, wrapText } from "./text.js";

describe("textWidth", () => {
  it.each(golden.widths)("$weight $text is as wide as the font says", ({ text, weight, em }) => {
    expect(textWidth(text, 10, weight as "normal" | "bold")).toBeCloseTo(10 * em, 9);
  });

  it("counts what the tables lack as one em", () => {
    expect(textWidth("電子", 12)).toBe(24);
  });
});

describe("text to fit", () => {
  it("is cut with an ellipsis and never wider than asked", () => {
    const long = "A title that goes on and on";
    for (const width of [0, 5, 30, 80, 1000]) {
      const cut = fitText(long, width, 12);
      expect(textWidth(cut, 12)).toBeLessThanOrEqual(width);
      if (width === 1000) expect(cut).toBe(long);
      else if (cut !== "") expect(cut.endsWith("…")).toBe(true);
    }
  });

  it("is broken at spaces", () => {
    expect(wrapText("one two three", textWidth("one two", 12), 12, "normal", 2)).toEqual(["one two", "three"]);
    const cut = wrapText("one two three four five", textWidth("one two", 12), 12, "normal", 2);
    expect(cut).toHaveLength(2);
    expect(cut[1]).toMatch(/^three.*…$/);
  });

  it("loses what XML forbids", () => {
    expect(plainText("a\u0000b\u0008\nc\ud800d\uffff")).toBe("a b c\ufffdd\ufffd");
    expect(plainText(undefined)).toBe("");
    expect(plainText("x".repeat(1e6))).toHaveLength(1000);
    expect(plainText("𝛼 ok")).toBe("𝛼 ok");
  });
});
