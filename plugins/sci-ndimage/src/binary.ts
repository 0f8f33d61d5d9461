import { type ArrayLikeInput, asArray, logicalAnd, logicalNot, type NDArray } from "@core/array";
import { checkOptions, type OptionKinds } from "@core/array/runtime";
import { type BinaryOptions, binaryDilation, binaryErosion, erosionOf, structureOf } from "./binary-erosion.js";
import { delivered, type Output, outputDType, perAxis } from "./values.js";

const binaryKinds: OptionKinds<BinaryOptions> = {
  structure: "any",
  iterations: "number",
  mask: "any",
  output: "any",
  borderValue: "boolean or number",
  origin: "numbers",
  bruteForce: "boolean",
};

/** Options of {@link binaryHitOrMiss}. */
export interface HitOrMissOptions {
  /** What must be there; by default a cross of three along each axis. */
  readonly structure1?: ArrayLikeInput;
  /** What must not be there; by default all that is not in `structure1`. */
  readonly structure2?: ArrayLikeInput;
  readonly output?: Output;
  readonly origin1?: number | readonly number[];
  /** That of `structure1` by default. */
  readonly origin2?: number | readonly number[];
}

/** Options of {@link binaryPropagation}. */
export type PropagationOptions = Pick<BinaryOptions, "structure" | "mask" | "output" | "borderValue" | "origin">;

/** Options of {@link binaryFillHoles}. */
export type FillHolesOptions = Pick<BinaryOptions, "structure" | "output" | "origin">;

/**
 * Erosion, then dilation, each `iterations` times: drops what the structuring element does not fit into.
 * @throws as {@link binaryErosion}
 */
export function binaryOpening(input: ArrayLikeInput, options: BinaryOptions = {}): NDArray {
  checkOptions("binaryOpening", options, binaryKinds);
  const { output, ...first } = options;
  return binaryDilation(binaryErosion(input, first), options);
}

/**
 * Dilation, then erosion, each `iterations` times: closes gaps. What is beyond the border erodes; see `borderValue`.
 * @throws as {@link binaryErosion}
 */
export function binaryClosing(input: ArrayLikeInput, options: BinaryOptions = {}): NDArray {
  checkOptions("binaryClosing", options, binaryKinds);
  const { output, ...first } = options;
  return binaryErosion(binaryDilation(input, first), options);
}

/**
 * Hit or miss: true where one structuring element lies in what is not 0, and another in what is.
 * @throws as {@link binaryErosion}
 */
export function binaryHitOrMiss(input: ArrayLikeInput, options: HitOrMissOptions = {}): NDArray {
  checkOptions("binaryHitOrMiss", options, {
    structure1: "any",
    structure2: "any",
    output: "any",
    origin1: "numbers",
    origin2: "numbers",
  });
  const a = asArray(input);
  const structure1 = structureOf(options.structure1, a);
  const structure2 =
    options.structure2 === undefined ? (logicalNot(structure1) as NDArray) : structureOf(options.structure2, a);
  const origin1 = perAxis(options.origin1 ?? 0, a.shape.length, "origin1");
  const origin2 = perAxis(options.origin2 ?? origin1, a.shape.length, "origin2");
  const dtype = outputDType(options.output, a.shape, "bool", false);
  const hit = erosionOf(a, structure1, origin1, {}, false);
  const miss = logicalNot(erosionOf(a, structure2, origin2, {}, true)) as NDArray;
  return delivered(logicalAnd(hit, miss) as NDArray, options.output, dtype);
}

/**
 * Dilates until nothing changes, within a mask: keeps the parts of the mask that the input touches.
 * @throws as {@link binaryErosion}
 */
export function binaryPropagation(input: ArrayLikeInput, options: PropagationOptions = {}): NDArray {
  checkOptions("binaryPropagation", options, {
    output: "any",
    origin: "numbers",
    structure: "any",
    mask: "any",
    borderValue: "boolean or number",
  });
  return binaryDilation(input, { ...options, iterations: -1 });
}

/**
 * Fills holes: what is 0 and cannot be reached from the border over what is 0, in steps of the structuring element.
 * @throws as {@link binaryErosion}
 */
export function binaryFillHoles(input: ArrayLikeInput, options: FillHolesOptions = {}): NDArray {
  checkOptions("binaryFillHoles", options, { output: "any", origin: "numbers", structure: "any" });
  const a = asArray(input);
  const { output, ...rest } = options;
  const dtype = outputDType(output, a.shape, "bool", false);
  const outside = logicalNot(a) as NDArray;
  const reached = binaryDilation(a.make("bool", a.shape), { ...rest, iterations: -1, mask: outside, borderValue: 1 });
  return delivered(logicalNot(reached) as NDArray, output, dtype);
}
