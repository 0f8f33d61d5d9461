import {
  asArray,
  contiguous,
  coreError,
  describeValue,
  histogram2d,
  imag,
  type NDArray,
  ravel,
  real,
} from "@core/array";
import { checkOptions } from "@core/array/runtime";
import { metadataWithoutNoise, rebuild, type SignalLike, titleOf, UniformDataAxis } from "@core/signal";
import { checkComplex } from "./checks.js";

/** Options of {@link argandDiagram}. */
export interface ArgandOptions {
  /** The numbers of bins along the real and the imaginary axis, or one number for both; 256 by default. */
  readonly size?: number | readonly [number, number] | undefined;
  /** The ends of both axes, or of each; by default those of the data. What lies outside is not counted. */
  readonly range?:
    | readonly [number, number]
    | readonly [readonly [number, number], readonly [number, number]]
    | undefined;
}

/**
 * How often the complex numbers of all positions lie at each place of the complex plane: an image with the axes Real (x) and
 * Imaginary (y), whose offsets are the first edges of the bins. Numbers that are not finite are not counted.
 * @throws BAD_DTYPE for real data, BAD_VALUE for sizes and ranges that are none, and without a range for data that are not finite
 */
export function argandDiagram(signal: SignalLike, options: ArgandOptions = {}): SignalLike {
  checkComplex("argandDiagram", signal);
  checkOptions("argandDiagram", options, { size: "any", range: "any" });
  const bins = sizeOf(options.size);
  const range = rangeOf(options.range);
  const flat = ravel(contiguous(signal.data));
  const [counts, x, y] = histogram2d(real(flat) as NDArray, imag(flat) as NDArray, {
    bins,
    ...(range === undefined ? {} : { range }),
  });
  const metadata = metadataWithoutNoise(signal);
  metadata.set(["General", "title"], `Argand diagram of ${titleOf(signal)}`);
  const units = unitsOf(signal);
  return rebuild(
    signal,
    {
      data: contiguous(counts.T as NDArray),
      axes: [axisOf("Imaginary", units, y), axisOf("Real", units, x)],
      metadata,
    },
    true,
  );
}

function sizeOf(size: ArgandOptions["size"] = 256): [number, number] {
  const pair = Array.isArray(size) ? size : [size, size];
  if (pair.length === 2 && pair.every((one) => Number.isInteger(one) && one >= 1)) return [pair[0], pair[1]];
  throw coreError(
    "BAD_VALUE",
    `argandDiagram: size is ${describeValue(size)}, expected one or two whole numbers from 1 on.`,
  );
}

type Ends = readonly [number, number];

function rangeOf(range: ArgandOptions["range"]): [Ends, Ends] | undefined {
  if (range === undefined) return undefined;
  const given: readonly unknown[] = Array.isArray(range) ? range : [];
  const pairs = (Array.isArray(given[0]) ? given : [given, given]) as readonly Ends[];
  const right = (ends: unknown): boolean =>
    Array.isArray(ends) && ends.length === 2 && ends.every(Number.isFinite) && ends[0] < ends[1];
  if (pairs.length === 2 && pairs.every(right)) return [pairs[0] as Ends, pairs[1] as Ends];
  throw coreError(
    "BAD_VALUE",
    `argandDiagram: range is ${describeValue(range)}, expected [low, high] or [[low, high], [low, high]].`,
  );
}

/** Units from a quantity such as `Voltage (V)`. */
function unitsOf(signal: SignalLike): string | undefined {
  const quantity = signal.metadata.get(["Signal", "quantity"]);
  return typeof quantity === "string" ? /\(([^()]+)\)\s*$/.exec(quantity)?.[1] : undefined;
}

function axisOf(name: string, units: string | undefined, edges: NDArray): UniformDataAxis {
  const [first, second] = [asArray(edges).get(0), asArray(edges).get(1)].map(Number) as [number, number];
  return new UniformDataAxis({ size: edges.size - 1, name, units, offset: first, scale: second - first });
}
