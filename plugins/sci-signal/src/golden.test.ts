import { describe } from "vitest";
import convolution from "../golden/convolution.json" with { type: "json" };
import design from "../golden/design.json" with { type: "json" };
import filtering from "../golden/filtering.json" with { type: "json" };
import more from "../golden/more.json" with { type: "json" };
import peaks from "../golden/peaks.json" with { type: "json" };
import spectral from "../golden/spectral.json" with { type: "json" };
import windows from "../golden/windows.json" with { type: "json" };
import { cwt, morlet2, ricker } from "./index.js";
import { testCalls } from "./testing.js";

describe("windows", () => testCalls(windows));
describe("convolution", () => testCalls(convolution));
describe("filtering", () => testCalls(filtering));
describe("peaks", () =>
  testCalls(peaks, {
    cwtRicker: (data, widths) => cwt(data, ricker, widths),
    cwtMorlet2: (data, widths) => cwt(data, (m, s) => morlet2(m, s), widths),
  }));
describe("design", () => testCalls(design));
describe("spectra and waves", () => testCalls(spectral));
describe("splines, residues and others", () => testCalls(more));
