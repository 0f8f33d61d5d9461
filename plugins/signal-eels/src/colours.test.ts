import { zeros } from "@core/array";
import { changeDtype, makeSignal, transpose } from "@core/signal";
import { describe, expect, it } from "vitest";
import { estimatePowerLaw } from "./power-law.js";
import { removeBackground } from "./remove-background.js";
import { estimateZeroLossPeakCentre } from "./zero-loss.js";

describe("signals of colours", () => {
  const bytes = makeSignal(zeros([4, 5, 3], { dtype: "uint8" }), { signalDimension: 1 });
  const line = transpose(changeDtype(bytes, "rgb8"), { signalAxes: 1 });
  const range = [0, 2] as const;

  it.each([
    ["removeBackground", () => removeBackground(line, { signalRange: range })],
    ["estimatePowerLaw", () => estimatePowerLaw(line, range)],
    ["estimateZeroLossPeakCentre", () => estimateZeroLossPeakCentre(line)],
  ])("%s refuses them", (_, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
  });
});
