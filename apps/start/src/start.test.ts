import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createHyperscope } from "hyperscope";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compareMaps } from "./analyse.js";
import { readOptions } from "./options.js";
import { simulate } from "./simulate.js";
import { start } from "./start.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hyperscope-start-"));
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const isPng = (path: string): boolean => readFileSync(path).subarray(1, 4).toString() === "PNG";

describe("simulate", () => {
  const runtime = createHyperscope();
  const size = { width: 6, height: 5, channels: 800 };

  it("gives the same counts for the same seed, others for another", () => {
    const [first, again, other] = [1, 1, 2].map((seed) => simulate({ ...size, seed }, runtime).signal.data.toNested());
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
  it("has whole counts above 0, calibrated axes and the class of EELS", () => {
    const { signal } = simulate({ ...size, seed: 1 }, runtime);
    expect(String(signal)).toBe("<EELSSpectrum, title: Simulated spectrum image, dimensions: (6, 5|800)>");
    expect(signal.data.shape).toEqual([5, 6, 800]);
    const counts = signal.data.data as Float32Array;
    expect(counts.every((count) => count >= 0 && Number.isInteger(count))).toBe(true);
    expect(signal.axes[2]).toMatchObject({ units: "eV", offset: 400, scale: 0.5, isBinned: true });
  });
  it("scatters as Poisson's law says: the squared deviations from the truth are as large as the counts", () => {
    const { signal, edges, trueCounts } = simulate({ width: 2, height: 2, channels: 800, seed: 3 }, runtime);
    // Before the first edge, only the background counts: two halves of one smooth spectrum differ by noise alone.
    const counts = signal.data.data as Float32Array;
    let squares = 0;
    let sum = 0;
    for (let pixel = 0; pixel < 4; pixel++) {
      for (let channel = 1; channel < 240; channel += 2) {
        const [before, middle, after] = [0, 1, 2].map((i) => counts[pixel * 800 + channel - 1 + i] as number) as [
          number,
          number,
          number,
        ];
        squares += (middle - (before + after) / 2) ** 2;
        sum += middle;
      }
    }
    // The variance of x - (y + z)/2 is 1.5 times the mean of equal Poisson numbers.
    expect(squares / (1.5 * sum)).toBeGreaterThan(0.8);
    expect(squares / (1.5 * sum)).toBeLessThan(1.2);
    expect(trueCounts(0, 0, 200).every((count) => count < 1e-6)).toBe(true);
    expect(edges.map(({ name }) => name)).toEqual(["O_K", "Fe_L3"]);
  });
});

describe("compareMaps", () => {
  it("is perfect for the truth and notices scale and noise", () => {
    const truth = Float64Array.of(1, 2, 3, 4);
    const runtime = createHyperscope();
    const { signal } = simulate({ width: 2, height: 2, channels: 800, seed: 1 }, runtime);
    const map = signal.data.slice("...", 0).astype("float64").copy();
    map.data.set([1, 2, 3, 4]);
    expect(compareMaps(map, truth)).toEqual({ correlation: 1, totalRatio: 1, relativeError: 0 });
    map.data.set([2, 4, 6, 8]);
    expect(compareMaps(map, truth)).toMatchObject({ correlation: 1, totalRatio: 2 });
  });
});

describe("start", () => {
  it("simulates, saves, opens, analyses and draws", async () => {
    const output = join(folder, "simulated");
    expect(await start(["--size", "16x12x1024", "--output", output, "--seed", "7"])).toBe(0);
    for (const name of ["map-O_K.png", "map-Fe_L3.png", "spectrum.png"]) expect(isPng(join(output, name))).toBe(true);
    const numbers = JSON.parse(readFileSync(join(output, "numbers.json"), "utf8"));
    expect(numbers.signal).toEqual({ class: "EELSSpectrum", shape: [12, 16, 1024], dtype: "float32" });
    for (const edge of numbers.edges) {
      expect(edge.counts).toHaveLength(192);
      expect(edge.recovery.correlation).toBeGreaterThan(0.97);
      expect(Math.abs(edge.recovery.totalRatio - 1)).toBeLessThan(0.1);
    }
    expect(existsSync(join(output, "simulated.hspy"))).toBe(true);
  });
  it("analyses a file of one's own", async () => {
    const [first, second] = [join(folder, "simulated", "simulated.hspy"), join(folder, "mine")];
    expect(await start([first, "--edge", "mine:440-522:530-580", "--output", second])).toBe(0);
    const numbers = JSON.parse(readFileSync(join(second, "numbers.json"), "utf8"));
    const before = JSON.parse(readFileSync(join(folder, "simulated", "numbers.json"), "utf8"));
    expect(numbers.edges[0].counts).toEqual(before.edges[0].counts);
    expect(existsSync(join(second, "map-mine.png"))).toBe(true);
  });
  const scan = fileURLToPath(new URL("../../../../shared/data/eels/LSMO_STO_linescan.hdf5", import.meta.url));
  if (!existsSync(scan)) console.log("The line scan of an instrument is not here: its test is skipped.");
  it.skipIf(!existsSync(scan))(
    "finds titanium in the substrate of a real line scan only, and manganese in the film",
    async () => {
      const output = join(folder, "scan");
      expect(
        await start([scan, "--edge", "Ti_L:420-450:456-476", "--edge", "Mn_L:605-635:640-665", "--output", output]),
      ).toBe(0);
      const [titanium, manganese] = JSON.parse(readFileSync(join(output, "numbers.json"), "utf8")).edges.map(
        ({ counts }: { counts: number[] }) => counts,
      );
      expect(titanium).toHaveLength(10);
      // The two elements exclude each other along the scan.
      const [mostTitanium, mostManganese] = [
        titanium.indexOf(Math.max(...titanium)),
        manganese.indexOf(Math.max(...manganese)),
      ];
      expect(Math.abs(mostTitanium - mostManganese)).toBeGreaterThan(4);
      expect(isPng(join(output, "map-Ti_L.png"))).toBe(true);
    },
  );
  it.each([
    [["--size", "64"], 2],
    [["--edge", "Ti:1-2"], 2],
    [["--edge", "Ti:5-2:3-4"], 2],
    [["--nonsense"], 2],
    [["a", "b"], 2],
    [["no-such-file.hspy"], 1],
    [["--help"], 0],
  ] as [string[], number][])("%j ends with %i", async (argv, code) => {
    expect(await start(["--output", join(folder, "none"), ...argv])).toBe(code);
  });
});

describe("readOptions", () => {
  it("reads edges", () => {
    expect(readOptions(["--edge", "Ti_L:400-450.5:456-480"]).edges).toEqual([
      { name: "Ti_L", background: [400, 450.5], integration: [456, 480] },
    ]);
  });
});
