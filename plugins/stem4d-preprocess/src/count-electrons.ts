import {
  type ArrayLikeInput,
  elementsOf,
  fromData,
  hostStorage,
  isBigDType,
  makeData,
  type NDArray,
  withRuntime,
} from "@core/array";
import type { Seed } from "@core/array/random";
import { checkChoice, checkNumber, checkOptions, checkWhole, coreError } from "@core/array/runtime";
import { binDiffraction } from "./bin.js";
import { darkOf } from "./dark-reference.js";
import { delivered, type FrameInput, type Frames, framesOf, type Same, stackOf } from "./frames.js";
import { localMaxima } from "./local-maxima.js";
import { thresholdsOf } from "./thresholds.js";

/** Options of {@link countElectrons}. */
export interface CountElectronsOptions {
  /** What the thresholds are; by default those of `calculateThresholds`. */
  readonly thresholds?: { readonly background: number; readonly xray: number } | undefined;
  /** Patterns that the thresholds are made of, drawn at random; 40 by default. */
  readonly nSamples?: number | undefined;
  /** The background threshold, in standard deviations of the background above its mean; 4 by default. */
  readonly threshBkgrndNsigma?: number | undefined;
  /** The X-ray threshold, in standard deviations of all counts above their mean; 10 by default. */
  readonly threshXrayNsigma?: number | undefined;
  readonly seed?: Seed | undefined;
  /** Each pixel is multiplied by this once the dark reference is taken off. */
  readonly gain?: ArrayLikeInput | undefined;
  /**
   * What an event is: a pixel between the thresholds that none of its neighbours exceeds, one for a plateau, none beside an X-ray
   * (`ordered`, the default); or as py4DSTEM up to 0.12 (`strict`): above all its neighbours, those at the opposite border among them,
   * where whatever is not between the thresholds counts as 0.
   */
  readonly rule?: "ordered" | "strict" | undefined;
  /** How far from an X-ray, in rows and columns, no electron is counted, 1 by default; with `rule: "strict"` none is left out by it. */
  readonly xrayRadius?: number | undefined;
  /** Rows and columns of pixels that become one; 1 by default. What is left at the end is left out. */
  readonly binfactor?: number | undefined;
  /** Where in its pixels an electron is: the centre of mass of the pixel and its eight neighbours above the background; false by default. */
  readonly subPixel?: boolean | undefined;
  /** A list of events, or patterns of counts; `pointlist` by default. */
  readonly output?: "pointlist" | "datacube" | undefined;
}

/** The electrons in each pattern. */
export interface ElectronEvents {
  /** The scan axes. */
  readonly scanShape: readonly number[];
  /** Rows and columns of a pattern, once binned. */
  readonly frameShape: readonly [number, number];
  /** Where the events of each pattern begin in the lists, and where those of the last one end. */
  readonly offsets: NDArray<"uint32">;
  /** The row of each event, sorted by rows in each pattern; float64 with `subPixel`, else int32. */
  readonly qx: NDArray;
  /** The column of each event. */
  readonly qy: NDArray;
  /** The electrons of each event: more than one only where pixels are binned. */
  readonly counts: NDArray<"uint32">;
}

/**
 * Counts electrons: local maxima of each pattern between the background and what only X-rays leave.
 * @param cube patterns, with any number of scan axes
 * @param darkReference taken off first, in the shape of a pattern; null for none
 * @returns with `output: "datacube"` patterns of counts: uint8, or uint16 where pixels are binned
 * @throws BAD_VALUE for numbers out of range, BAD_SHAPE, BAD_DTYPE, BAD_ARGUMENT
 */
export function countElectrons<C extends FrameInput>(
  cube: C,
  darkReference: ArrayLikeInput | null,
  options: CountElectronsOptions & { readonly output: "datacube" },
): Same<C>;
export function countElectrons<C extends FrameInput>(
  cube: C,
  darkReference: ArrayLikeInput | null,
  options?: CountElectronsOptions & { readonly output?: "pointlist" | undefined },
): ElectronEvents;
export function countElectrons<C extends FrameInput>(
  cube: C,
  darkReference: ArrayLikeInput | null,
  options: CountElectronsOptions = {},
): Same<C> | ElectronEvents {
  const name = "countElectrons";
  checkOptions(name, options, {
    thresholds: "any",
    nSamples: "number",
    threshBkgrndNsigma: "number",
    threshXrayNsigma: "number",
    seed: "any",
    gain: "any",
    rule: "string",
    xrayRadius: "number",
    binfactor: "number",
    subPixel: "boolean",
    output: "string",
  });
  const { rule = "ordered", xrayRadius = 1, binfactor = 1, subPixel = false, output = "pointlist" } = options;
  checkChoice(name, "rule", rule, ["ordered", "strict"]);
  checkChoice(name, "output", output, ["pointlist", "datacube"]);
  checkWhole(name, "xrayRadius", xrayRadius, 0);
  checkWhole(name, "binfactor", binfactor, 1);
  const frames = framesOf(name, cube);
  if (binfactor > Math.min(frames.rows, frames.columns))
    throw coreError("BAD_VALUE", `${name}: binfactor is ${binfactor}, more than the pixels of a pattern.`);
  const dark = darkReference === null ? undefined : darkOf(name, darkReference, frames);
  const gain = options.gain === undefined ? undefined : darkOf(name, options.gain, frames, "gain");
  const { background, xray } = limitsOf(name, frames, dark, gain, options);
  const stack = stackOf(frames);
  const strict = rule === "strict";
  const events = localMaxima(
    stack,
    { dark, gain },
    {
      low: background,
      high: xray,
      rule,
      wrap: strict,
      edge: 0,
      clearance: strict ? 0 : xrayRadius,
    },
  );
  if (output === "datacube") {
    const marks = marked(frames, events.starts, events.places);
    return binfactor === 1
      ? delivered<C>(frames, marks)
      : binDiffraction(delivered<C>(frames, marks) as C, binfactor, { dtype: "uint16" });
  }
  const centres = subPixel ? centresOf(stack, events, { dark, gain, background }) : undefined;
  return listed(frames, events, centres, binfactor);
}

function limitsOf(
  name: string,
  frames: Frames,
  dark: Float64Array | undefined,
  gain: Float64Array | undefined,
  { thresholds, nSamples = 40, threshBkgrndNsigma, threshXrayNsigma, seed }: CountElectronsOptions,
): { readonly background: number; readonly xray: number } {
  if (thresholds === undefined)
    return thresholdsOf(name, frames, dark, gain, { nSamples, threshBkgrndNsigma, threshXrayNsigma, seed });
  checkNumber(name, "thresholds.background", thresholds?.background);
  if (!(thresholds.xray > thresholds.background))
    throw coreError(
      "BAD_VALUE",
      `${name}: thresholds.xray is ${thresholds.xray}, expected more than the background's.`,
    );
  return thresholds;
}

/** Where events are. */
interface Events {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

/** Patterns with 1 at each event. */
function marked(frames: Frames, starts: Int32Array, places: Int32Array): NDArray {
  const { data, scan, rows, columns } = frames;
  const marks = makeData("uint8", data.size) as Uint8Array;
  for (let k = 0; k + 1 < starts.length; k++)
    for (let i = starts[k] as number; i < (starts[k + 1] as number); i++)
      marks[k * rows * columns + (places[i] as number)] = 1;
  return data.make("uint8", [...scan, rows, columns], hostStorage(marks));
}

interface Levels {
  readonly dark: Float64Array | undefined;
  readonly gain: Float64Array | undefined;
  readonly background: number;
}

interface Centres {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The centres of mass of what is above the background in and around the pixel of each event. */
function centresOf(stack: NDArray, { starts, places }: Events, { dark, gain, background }: Levels): Centres {
  const [, rows, columns] = stack.shape as [number, number, number];
  const given = elementsOf(stack);
  const data = (isBigDType(stack.dtype) ? Float64Array.from(given as never, Number) : given) as Float64Array;
  const [x, y] = [new Float64Array(places.length), new Float64Array(places.length)];
  for (let k = 0; k + 1 < starts.length; k++)
    for (let i = starts[k] as number; i < (starts[k + 1] as number); i++) {
      const place = places[i] as number;
      const [row, column] = [Math.floor(place / columns), place % columns];
      let [sum, down, across] = [0, 0, 0];
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const at = r * columns + c;
          const own = ((data[k * rows * columns + at] as number) - (dark?.[at] ?? 0)) * (gain?.[at] ?? 1);
          const weight = own > background ? own : 0;
          sum += weight;
          down += weight * (r - row);
          across += weight * (c - column);
        }
      x[i] = row + (sum > 0 ? down / sum : 0);
      y[i] = column + (sum > 0 ? across / sum : 0);
    }
  return { x, y };
}

function listed(
  frames: Frames,
  { starts, places }: Events,
  centres: Centres | undefined,
  binfactor: number,
): ElectronEvents {
  const { data, scan, count, columns } = frames;
  const [rows, width] = [Math.floor(frames.rows / binfactor), Math.floor(columns / binfactor)];
  const arrayOf = (list: Float64Array | Int32Array | Uint32Array): NDArray =>
    withRuntime(data.runtime, fromData(list, [list.length]) as NDArray);
  const shapes = { scanShape: [...scan], frameShape: [rows, width] as const };
  if (centres === undefined && binfactor === 1) {
    const [x, y] = [new Int32Array(places.length), new Int32Array(places.length)];
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number;
      x[i] = Math.floor(place / columns);
      y[i] = place % columns;
    }
    const ones = arrayOf(new Uint32Array(places.length).fill(1)) as NDArray<"uint32">;
    const offsets = arrayOf(Uint32Array.from(starts)) as NDArray<"uint32">;
    return { ...shapes, offsets, qx: arrayOf(x), qy: arrayOf(y), counts: ones };
  }
  const offsets = new Uint32Array(count + 1);
  const [qx, qy] = [[], []] as [number[], number[]];
  const counts: number[] = [];
  // A pixel and the events in it.
  const cells = new Map<number, number>();
  for (let k = 0; k < count; k++) {
    cells.clear();
    for (let i = starts[k] as number; i < (starts[k + 1] as number); i++) {
      const place = places[i] as number;
      const [row, column] = [Math.floor(place / columns), place % columns];
      const [r, c] = [Math.floor(row / binfactor), Math.floor(column / binfactor)];
      if (r >= rows || c >= width) continue;
      if (centres === undefined) {
        cells.set(r * width + c, (cells.get(r * width + c) ?? 0) + 1);
        continue;
      }
      // The middle of the first of some pixels that become one is half of the others before the middle of that.
      qx.push(((centres.x[i] as number) - (binfactor - 1) / 2) / binfactor);
      qy.push(((centres.y[i] as number) - (binfactor - 1) / 2) / binfactor);
      counts.push(1);
    }
    for (const cell of [...cells.keys()].sort((a, b) => a - b)) {
      qx.push(Math.floor(cell / width));
      qy.push(cell % width);
      counts.push(cells.get(cell) as number);
    }
    offsets[k + 1] = qx.length;
  }
  const Numbers = centres === undefined ? Int32Array : Float64Array;
  return {
    ...shapes,
    offsets: arrayOf(offsets) as NDArray<"uint32">,
    qx: arrayOf(Numbers.from(qx)),
    qy: arrayOf(Numbers.from(qy)),
    counts: arrayOf(Uint32Array.from(counts)) as NDArray<"uint32">,
  };
}
