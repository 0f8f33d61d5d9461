import {
  type ArrayLikeInput,
  asArray,
  dispatch,
  flip,
  isComplexDType,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError, describeValue, type OptionKinds } from "@core/array/runtime";
import { mirroredOrigins } from "./correlate.js";
import { erodeBits } from "./erode-bits.js";
import { checkOrigins, truths } from "./neighbourhood.js";
import { generateBinaryStructure, truthArray } from "./structure.js";
import { delivered, type Output, outputDType, perAxis, refuseComplex, sameShape } from "./values.js";

const binaryKinds: OptionKinds<BinaryOptions> = {
  structure: "any",
  iterations: "number",
  mask: "any",
  output: "any",
  borderValue: "boolean or number",
  origin: "numbers",
  bruteForce: "boolean",
};

/** Options of the binary morphology. */
export interface BinaryOptions {
  /** The structuring element: everything but 0. By default a cross of three along each axis. */
  readonly structure?: ArrayLikeInput;
  /** How often; below 1 until nothing changes. 1 by default. */
  readonly iterations?: number;
  /** Only elements where this is not 0 may change. */
  readonly mask?: ArrayLikeInput;
  /** A dtype for the result (bool by default), or an array to write it into. */
  readonly output?: Output;
  /** What is beyond the border: 0 by default. */
  readonly borderValue?: number | boolean;
  /** Shifts the structuring element along all axes or each; 0 by default. */
  readonly origin?: number | readonly number[];
  /** Looks at all elements in each iteration and not just at those beside changed ones; the result is the same. */
  readonly bruteForce?: boolean;
}

interface Attributes {
  readonly origins: readonly number[];
  readonly borderValue: boolean;
  readonly iterations: number;
  readonly bruteForce: boolean;
  /** Dilation is the erosion of what is not there. */
  readonly invert: boolean;
}

const operation: Operation<Attributes, NDArray> = {
  id: "sci-ndimage/binary-erosion",
  reference: ([a, structure, mask], attributes) => erode(a as NDArray, structure as NDArray, mask, attributes),
  infer: ([a]) => ({ dtype: "bool", shape: (a as NDArray).shape }),
};

/**
 * Binary erosion: true where the whole structuring element lies in what is not 0.
 * @returns truths of the input's shape
 * @throws BAD_SHAPE for a structure or mask of another shape, BAD_VALUE for a wrong origin or number of iterations, BAD_DTYPE for
 * complex numbers, NOT_CONVERGED when the iterations go round in a circle
 */
export function binaryErosion(input: ArrayLikeInput, options: BinaryOptions = {}): NDArray {
  checkOptions("binaryErosion", options, binaryKinds);
  const a = asArray(input);
  const structure = structureOf(options.structure, a);
  return erosionOf(a, structure, perAxis(options.origin ?? 0, a.shape.length, "origin"), options, false);
}

/**
 * Binary dilation: true where the mirrored structuring element meets what is not 0.
 * @returns truths of the input's shape
 * @throws as {@link binaryErosion}
 */
export function binaryDilation(input: ArrayLikeInput, options: BinaryOptions = {}): NDArray {
  checkOptions("binaryDilation", options, binaryKinds);
  const a = asArray(input);
  const structure = structureOf(options.structure, a);
  const origins = mirroredOrigins(perAxis(options.origin ?? 0, a.shape.length, "origin"), structure.shape);
  return erosionOf(a, flip(structure), origins, options, true);
}

/** The structuring element that is meant, checked. */
export function structureOf(structure: ArrayLikeInput | undefined, a: NDArray): NDArray {
  if (structure === undefined) return generateBinaryStructure(a.shape.length, 1);
  const given = asArray(structure);
  if (given.shape.length !== a.shape.length || given.size === 0)
    throw coreError(
      "BAD_SHAPE",
      `structure: has shape (${given.shape.join(", ")}), expected ${a.shape.length} axes without a size of 0, like the input.`,
    );
  return given;
}

/** Erosion with a structuring element as it is, of what is there or (`invert`) of what is not. */
export function erosionOf(
  a: NDArray,
  structure: NDArray,
  origin: readonly number[],
  options: Omit<BinaryOptions, "structure" | "origin">,
  invert: boolean,
): NDArray {
  refuseComplex("input", a);
  const { iterations = 1, borderValue = 0, bruteForce = false } = options;
  if (!Number.isInteger(iterations))
    throw coreError("BAD_VALUE", `iterations: got ${describeValue(iterations)}, expected a whole number.`);
  const origins = checkOrigins(origin, structure.shape);
  const mask = options.mask === undefined ? undefined : asArray(options.mask);
  if (mask !== undefined && !sameShape(mask.shape, a.shape))
    throw coreError(
      "BAD_SHAPE",
      `mask: has shape (${mask.shape.join(", ")}), expected (${a.shape.join(", ")}), like the input.`,
    );
  const dtype = outputDType(options.output, a.shape, "bool", false);
  if (isComplexDType(dtype)) throw coreError("BAD_DTYPE", `output: got ${dtype}, expected real numbers.`);
  const attributes = { origins, borderValue: Boolean(borderValue), iterations, bruteForce, invert };
  const result = dispatch(operation, mask === undefined ? [a, structure] : [a, structure, mask], attributes);
  return delivered(result, options.output, dtype);
}

function erode(a: NDArray, structure: NDArray, mask: NDArray | undefined, attributes: Attributes): NDArray {
  const { invert } = attributes;
  const bits = truths(a).slice();
  if (invert) for (let i = 0; i < bits.length; i++) bits[i] = 1 - (bits[i] as number);
  const result = erodeBits({
    bits,
    shape: a.shape,
    box: structure.shape,
    members: truths(structure),
    origins: attributes.origins,
    mask: mask === undefined ? undefined : truths(mask),
    border: attributes.borderValue !== invert,
    iterations: attributes.iterations,
    bruteForce: attributes.bruteForce,
  });
  if (invert) for (let i = 0; i < result.length; i++) result[i] = 1 - (result[i] as number);
  return truthArray(result, a.shape, a);
}
