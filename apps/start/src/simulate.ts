import { fromData, type Runtime } from "@core/array";
import { randomState } from "@core/array/random";
import { MetadataTree, UniformDataAxis } from "@core/signal";
import { EELSSpectrum } from "signal-eels";

/** An ionisation edge of the model. */
export interface ModelEdge {
  readonly name: string;
  /** Onset in eV. */
  readonly onset: number;
  /** Counts per eV at the onset for a map value of 1. */
  readonly height: number;
  /** Exponent of the decay above the onset. */
  readonly exponent: number;
  /** Excess of the white lines at the onset, relative to the height, and their width in eV; 0 for none. */
  readonly whiteLine: number;
  /** How much of the element is at a place, 0 to 1; x and y run from 0 to 1. */
  readonly map: (x: number, y: number) => number;
}

/** What is simulated. */
export interface SimulationOptions {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly seed: number;
}

/** A simulated spectrum image and what is known about it. */
export interface Simulation {
  readonly signal: EELSSpectrum;
  readonly edges: readonly ModelEdge[];
  /** The counts of an edge without noise between two energies at each pixel, row by row. */
  trueCounts(edge: number, from: number, until: number): Float64Array;
}

const scale = 0.5;
const offset = 400;
/** Standard deviation of the drift of the zero-loss peak from pixel to pixel, in eV. */
const jitter = 0.4;
/** Width (sigma) of the energy resolution, in eV. */
const resolution = 0.6;

/** A disc with a soft rim. */
function disc(x: number, y: number, cx: number, cy: number, radius: number): number {
  return 1 / (1 + Math.exp((Math.hypot(x - cx, y - cy) - radius) / 0.025));
}

/** Oxygen in a matrix with a gradient, iron in three particles. */
const modelEdges: readonly ModelEdge[] = [
  {
    name: "O_K",
    onset: 532,
    height: 260,
    exponent: 3.6,
    whiteLine: 0.35,
    map: (x, y) => (0.35 + 0.5 * y) * (1 - 0.6 * disc(x, y, 0.36, 0.4, 0.2)),
  },
  {
    name: "Fe_L3",
    onset: 708,
    height: 190,
    exponent: 3.9,
    whiteLine: 1.1,
    map: (x, y) =>
      Math.max(disc(x, y, 0.36, 0.4, 0.2), 0.7 * disc(x, y, 0.74, 0.27, 0.12), 0.5 * disc(x, y, 0.68, 0.75, 0.16)),
  },
];

/** Counts per eV of an edge for a map value of 1: a decaying step, broadened by the energy resolution, with a white line. */
function edgeProfile(edge: ModelEdge, energy: number): number {
  const rise = 1 / (1 + Math.exp(-(energy - edge.onset) / (resolution * 0.6)));
  const decay = (Math.max(energy, edge.onset) / edge.onset) ** -edge.exponent;
  const line = edge.whiteLine * Math.exp(-0.5 * ((energy - edge.onset - 2.5) / 1.8) ** 2);
  return edge.height * rise * (decay + line);
}

/** A smooth function of the energy, tabulated every hundredth of a channel: exponentials for each channel of each pixel would take seconds. */
function tabulate(channels: number, profile: (energy: number) => number): (energy: number) => number {
  const perChannel = 100;
  const margin = 8 * jitter;
  const lowest = offset - margin;
  const step = scale / perChannel;
  const values = Float64Array.from({ length: channels * perChannel + Math.ceil((2 * margin) / step) + 2 }, (_, i) =>
    profile(lowest + i * step),
  );
  return (energy) => {
    const place = (energy - lowest) / step;
    const index = Math.floor(place);
    const before = values[index] as number;
    return before + (place - index) * ((values[index + 1] as number) - before);
  };
}

/**
 * An EELS spectrum image from 400 eV in steps of 0.5 eV: a power-law background that follows the thickness, two edges with known maps,
 * a zero-loss peak that drifts from pixel to pixel, and Poisson noise. The same for the same seed.
 */
export function simulate(options: SimulationOptions, runtime: Runtime): Simulation {
  const { width, height, channels, seed } = options;
  const random = randomState(seed);
  const pixels = width * height;
  const drift = random.normal({ scale: jitter, shape: pixels }).data as Float64Array;
  const expected = new Float64Array(pixels * channels);
  const thicknessAt = (x: number, y: number): number => 1 + 0.25 * x + 0.1 * Math.sin(5 * y);
  const place = (pixel: number): [number, number] => [
    (pixel % width) / Math.max(1, width - 1),
    Math.floor(pixel / width) / Math.max(1, height - 1),
  ];
  const background = tabulate(channels, (energy) => 1400 * (energy / offset) ** -2.9);
  const profiles = modelEdges.map((edge) => tabulate(channels, (energy) => edgeProfile(edge, energy)));
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [x, y] = place(pixel);
    const thickness = thicknessAt(x, y);
    const amounts = modelEdges.map((edge) => edge.map(x, y) * thickness);
    for (let channel = 0; channel < channels; channel++) {
      const energy = offset + scale * channel - (drift[pixel] as number);
      let counts = thickness * background(energy);
      for (let k = 0; k < amounts.length; k++)
        counts += (amounts[k] as number) * (profiles[k] as (energy: number) => number)(energy);
      expected[pixel * channels + channel] = counts * scale;
    }
  }
  const counts = random.poisson({ lam: fromData<"float64">(expected, [height, width, channels]), dtype: "float32" });
  const metadata = new MetadataTree({
    General: { title: "Simulated spectrum image" },
    Signal: { signal_type: "EELS" },
    Acquisition_instrument: {
      TEM: { beam_energy: 200, convergence_angle: 10, Detector: { EELS: { collection_angle: 20 } } },
    },
    Sample: { elements: ["Fe", "O"] },
  });
  const signal = new EELSSpectrum(fromData(counts.data, counts.shape, { dtype: "float32", runtime }), {
    axes: [
      new UniformDataAxis({ name: "y", units: "nm", size: height, scale: 0.5, navigate: true }),
      new UniformDataAxis({ name: "x", units: "nm", size: width, scale: 0.5, navigate: true }),
      new UniformDataAxis({ name: "Energy loss", units: "eV", size: channels, scale, offset, isBinned: true }),
    ],
    metadata,
  });
  return {
    signal,
    edges: modelEdges,
    trueCounts(edge, from, until) {
      const model = modelEdges[edge] as ModelEdge;
      const profile = profiles[edge] as (energy: number) => number;
      return Float64Array.from({ length: pixels }, (_, pixel) => {
        const [x, y] = place(pixel);
        const amount = model.map(x, y) * thicknessAt(x, y);
        let sum = 0;
        for (let channel = from; channel < until; channel++)
          sum += profile(offset + scale * channel - (drift[pixel] as number));
        return amount * sum * scale;
      });
    },
  };
}
