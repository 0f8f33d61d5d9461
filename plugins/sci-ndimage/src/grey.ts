import { type ArrayLikeInput, add, asArray, flip, logicalXor, type NDArray, subtract } from "@core/array";
import { checkOptions, coreError, type OptionKinds } from "@core/array/runtime";
import { mirroredOrigins } from "./correlate.js";
import { extremumFilter, type StructureOptions } from "./extremum.js";
import { delivered, outputDType, perAxis } from "./values.js";

const structureKinds: OptionKinds<StructureOptions> = {
  structure: "any",
  size: "numbers",
  footprint: "any",
  output: "any",
  mode: "any",
  cval: "number",
  origin: "numbers",
};

/**
 * Grey-scale erosion: the least of the neighbours less the heights of a structuring element, or just the least of a box or a footprint.
 * Sums with heights have the dtype of the input and may wrap, as in SciPy.
 * @throws BAD_ARGUMENT when neither `size`, `footprint` nor `structure` is given, BAD_SHAPE, BAD_VALUE, BAD_DTYPE for complex numbers
 */
export function greyErosion(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("greyErosion", options, structureKinds);
  return extremumFilter("greyErosion", input, options, true);
}

/**
 * Grey-scale dilation: the greatest of the mirrored neighbours plus the heights of a structuring element, or just the greatest of a box
 * or a footprint.
 * @throws as {@link greyErosion}
 */
export function greyDilation(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("greyDilation", options, structureKinds);
  const a = asArray(input);
  const { structure, footprint, size, ...rest } = options;
  const given = [footprint, structure].find((one) => one !== undefined);
  if (given === undefined && size === undefined)
    throw coreError("BAD_ARGUMENT", "greyDilation: give a size, a footprint or a structure.");
  const shape = given === undefined ? perAxis(size ?? 1, a.shape.length, "size") : asArray(given).shape;
  if (shape.length !== a.shape.length)
    throw coreError("BAD_SHAPE", `greyDilation: the filter has ${shape.length} axes, the input ${a.shape.length}.`);
  const origin = mirroredOrigins(perAxis(options.origin ?? 0, a.shape.length, "origin"), shape);
  return extremumFilter(
    "greyDilation",
    a,
    {
      ...rest,
      ...(size === undefined ? {} : { size }),
      ...(structure === undefined ? {} : { structure: flip(asArray(structure)) }),
      ...(footprint === undefined ? {} : { footprint: flip(asArray(footprint)) }),
      origin,
    },
    false,
  );
}

/**
 * Erosion, then dilation.
 * @throws as {@link greyErosion}
 */
export function greyOpening(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("greyOpening", options, structureKinds);
  return greyDilation(greyErosion(input, withoutOutput(options)), options);
}

/**
 * Dilation, then erosion.
 * @throws as {@link greyErosion}
 */
export function greyClosing(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("greyClosing", options, structureKinds);
  return greyErosion(greyDilation(input, withoutOutput(options)), options);
}

/**
 * Dilation less erosion.
 * @throws as {@link greyErosion}; BAD_DTYPE for booleans
 */
export function morphologicalGradient(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("morphologicalGradient", options, structureKinds);
  return combined(input, options, (a, plain) => subtract(greyDilation(a, plain), greyErosion(a, plain)) as NDArray);
}

/**
 * Dilation plus erosion less twice the input.
 * @throws as {@link greyErosion}; BAD_DTYPE for booleans
 */
export function morphologicalLaplace(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("morphologicalLaplace", options, structureKinds);
  return combined(
    input,
    options,
    (a, plain) =>
      subtract(subtract(add(greyDilation(a, plain), greyErosion(a, plain)) as NDArray, a) as NDArray, a) as NDArray,
  );
}

/**
 * The input less its opening: what is brighter than its surroundings and smaller than the filter.
 * @throws as {@link greyErosion}
 */
export function whiteTophat(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("whiteTophat", options, structureKinds);
  return combined(input, options, (a, plain) => difference(a, greyOpening(a, plain)));
}

/**
 * The closing less the input: what is darker than its surroundings and smaller than the filter.
 * @throws as {@link greyErosion}
 */
export function blackTophat(input: ArrayLikeInput, options: StructureOptions = {}): NDArray {
  checkOptions("blackTophat", options, structureKinds);
  return combined(input, options, (a, plain) => difference(greyClosing(a, plain), a));
}

function difference(a: NDArray, b: NDArray): NDArray {
  return (a.dtype === "bool" ? logicalXor(a, b) : subtract(a, b)) as NDArray;
}

function combined(
  input: ArrayLikeInput,
  options: StructureOptions,
  compute: (a: NDArray, plain: StructureOptions) => NDArray,
): NDArray {
  const a = asArray(input);
  const dtype = outputDType(options.output, a.shape, a.dtype);
  return delivered(compute(a, withoutOutput(options)), options.output, dtype);
}

function withoutOutput({ output: _, ...rest }: StructureOptions): StructureOptions {
  return rest;
}
