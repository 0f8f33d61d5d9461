import {
  type ArrayLikeInput,
  asArray,
  astype,
  checkAxis,
  checkDType,
  contiguous,
  type DataOf,
  type DType,
  elementsOf,
  fromData,
  isComplexDType,
  makeData,
  type NDArray,
  withRuntime,
} from "@core/array";
import { checkKind, checkOptions, coreError } from "@core/array/runtime";
import { besselJ1 } from "./fourier-bessel.js";
import { perAxis } from "./geometry-common.js";
import { numbersOf } from "./geometry-operations.js";

/** What the filters in Fourier space take. */
export interface FourierOptions {
  /** The length of the axis before a real transform; negative, as by default, when the transform was complex. */
  readonly n?: number;
  /** The axis of the real transform; -1 by default. */
  readonly axis?: number;
  /** The dtype of the result; by default that of float32 and complex input, float64 (complex128 for shifts) for others. */
  readonly output?: DType;
}

interface Setting {
  readonly input: NDArray;
  readonly dtype: DType;
  /** For each axis, whole-number frequencies in the order of the transform. */
  readonly frequencies: readonly Float64Array[];
  /** For each axis, the length in real space. */
  readonly lengths: readonly number[];
}

function settingOf(value: ArrayLikeInput, options: FourierOptions, allowed: readonly DType[]): Setting {
  const input = asArray(value);
  const { shape } = input;
  const n = options.n ?? -1;
  if (!Number.isInteger(n)) throw coreError("BAD_ARGUMENT", `n: got ${String(n)}, expected a whole number.`);
  const axis = checkAxis(options.axis ?? -1, shape.length);
  const given = options.output === undefined ? input.dtype : checkDType(options.output);
  const dtype = allowed.includes(given) ? given : allowed[allowed.length - 1];
  if (options.output !== undefined && dtype !== given)
    throw coreError("BAD_DTYPE", `output: got ${given}, allowed are ${allowed.join(", ")}.`);
  if (isComplexDType(input.dtype) && !isComplexDType(dtype as DType))
    throw coreError("BAD_DTYPE", `output: got ${given} for a complex array, expected complex64 or complex128.`);
  const half = (one: number): boolean => one === axis && n >= 0;
  return {
    input,
    dtype: dtype as DType,
    frequencies: shape.map((size, one) => frequenciesOf(size, half(one))),
    lengths: shape.map((size, one) => (half(one) ? n : size)),
  };
}

function frequenciesOf(size: number, half: boolean): Float64Array {
  const list = new Float64Array(size);
  const positive = half ? size : Math.floor((size + 1) / 2);
  for (let k = 0; k < size; k++) list[k] = k < positive ? k : k - size;
  return list;
}

const realOrComplex: readonly DType[] = ["complex64", "complex128", "float32", "float64"];
const complexOnly: readonly DType[] = ["complex64", "complex128"];

/**
 * Multiplies a Fourier transform with that of a Gaussian. As `scipy.ndimage.fourier_gaussian`.
 * @param sigma the standard deviation in real space, in elements, for all axes or for each
 * @throws BAD_SHAPE, BAD_AXIS, BAD_DTYPE
 */
export function fourierGaussian(
  input: ArrayLikeInput,
  sigma: number | readonly number[],
  options: FourierOptions = {},
): NDArray {
  checkOptions("fourierGaussian", options, { n: "number", axis: "number", output: "any" });
  checkKind("fourierGaussian", "sigma", sigma, "numbers");
  const setting = settingOf(input, options, realOrComplex);
  const sigmas = perAxis("sigma", sigma, setting.input.shape.length);
  const tables = setting.frequencies.map((list, axis) => {
    if (list.length === 1) return Float64Array.of(1);
    const width = ((sigmas[axis] as number) * Math.PI) / (setting.lengths[axis] as number);
    const factor = -2 * width * width;
    return list.map((k) => (Math.abs(factor * k * k) > 50 ? 0 : Math.exp(factor * k * k)));
  });
  return multiplyTables(setting, tables);
}

/**
 * Multiplies a Fourier transform with that of a box. As `scipy.ndimage.fourier_uniform`.
 * @param size the size of the box in real space, in elements, for all axes or for each
 * @throws BAD_SHAPE, BAD_AXIS, BAD_DTYPE
 */
export function fourierUniform(
  input: ArrayLikeInput,
  size: number | readonly number[],
  options: FourierOptions = {},
): NDArray {
  checkOptions("fourierUniform", options, { n: "number", axis: "number", output: "any" });
  checkKind("fourierUniform", "size", size, "numbers");
  const setting = settingOf(input, options, realOrComplex);
  const sizes = perAxis("size", size, setting.input.shape.length);
  const tables = setting.frequencies.map((list, axis) => {
    if (list.length === 1) return Float64Array.of(1);
    const factor = (Math.PI * (sizes[axis] as number)) / (setting.lengths[axis] as number);
    return list.map((k) => (k === 0 ? 1 : factor > 0 ? Math.sin(factor * k) / (factor * k) : 0));
  });
  return multiplyTables(setting, tables);
}

/**
 * Multiplies a Fourier transform with that of an ellipsoid. As `scipy.ndimage.fourier_ellipsoid`.
 * @param size the size of the ellipsoid in real space, in elements, for all axes or for each
 * @throws BAD_SHAPE for more than three axes, BAD_AXIS, BAD_DTYPE
 */
export function fourierEllipsoid(
  input: ArrayLikeInput,
  size: number | readonly number[],
  options: FourierOptions = {},
): NDArray {
  checkOptions("fourierEllipsoid", options, { n: "number", axis: "number", output: "any" });
  checkKind("fourierEllipsoid", "size", size, "numbers");
  const setting = settingOf(input, options, realOrComplex);
  const rank = setting.input.shape.length;
  if (rank > 3) throw coreError("BAD_SHAPE", `input: got ${rank} axes, expected up to three.`);
  const sizes = perAxis("size", size, rank);
  const radii = setting.frequencies.map((list, axis) => {
    const factor = (Math.PI * (sizes[axis] as number)) / (setting.lengths[axis] as number);
    return list.map((k) => k * factor);
  });
  const squares = rank > 1 ? radii.map((list) => list.map((r) => r * r)) : radii;
  const factors = new Float64Array(setting.input.size);
  eachLine(setting, (lead, at) => {
    let sum = 0;
    for (let axis = 0; axis < rank - 1; axis++) sum += (squares[axis] as Float64Array)[lead[axis] as number] as number;
    const last = squares[rank - 1] as Float64Array;
    for (let j = 0; j < last.length; j++) {
      const whole = sum + (last[j] as number);
      factors[at + j] = ellipsoid(rank === 1 ? whole : Math.sqrt(whole), rank);
    }
  });
  return multiplied(setting, factors);
}

/** The transform of a line, disc or ball of radius 1. */
function ellipsoid(r: number, rank: number): number {
  if (rank === 1) return r === 0 ? 1 : Math.sin(r) / r;
  if (!(r > 0)) return 1;
  if (rank === 2) return (2 * besselJ1(r)) / r;
  return (3 * (Math.sin(r) - r * Math.cos(r))) / (r * r * r);
}

/**
 * Shifts in real space by phases in Fourier space. As `scipy.ndimage.fourier_shift`.
 * @param shift in elements, for all axes or for each
 * @returns a complex array
 * @throws BAD_SHAPE, BAD_AXIS, BAD_DTYPE
 */
export function fourierShift(
  input: ArrayLikeInput,
  shift: number | readonly number[],
  options: FourierOptions = {},
): NDArray {
  checkOptions("fourierShift", options, { n: "number", axis: "number", output: "any" });
  checkKind("fourierShift", "shift", shift, "numbers");
  const setting = settingOf(input, options, complexOnly);
  const shifts = perAxis("shift", shift, setting.input.shape.length);
  const phases = setting.frequencies.map((list, axis) => {
    if (list.length === 1) return Float64Array.of(0);
    const factor = (-2 * Math.PI * (shifts[axis] as number)) / (setting.lengths[axis] as number);
    return list.map((k) => factor * k);
  });
  const source = complexOf(setting.input);
  const data = makeData(setting.dtype, setting.input.size) as Float64Array;
  eachLine(setting, (lead, at) => {
    let sum = 0;
    for (let axis = 0; axis < lead.length; axis++)
      sum += (phases[axis] as Float64Array)[lead[axis] as number] as number;
    const last = phases[phases.length - 1] as Float64Array;
    for (let j = 0; j < last.length; j++) {
      const phase = sum + (last[j] as number);
      const [s, c] = [Math.sin(phase), Math.cos(phase)];
      const place = 2 * (at + j);
      const [re, im] = [source[place] as number, source[place + 1] as number];
      data[place] = re * c - im * s;
      data[place + 1] = re * s + im * c;
    }
  });
  return finish(setting, data);
}

/** Calls with the indices of all axes but the last, and where that line begins. */
function eachLine({ input }: Setting, work: (lead: Int32Array, at: number) => void): void {
  const { shape } = input;
  const width = shape[shape.length - 1] as number;
  const lead = new Int32Array(shape.length - 1);
  for (let at = 0; at < input.size; at += width) {
    work(lead, at);
    let axis = lead.length - 1;
    while (axis >= 0 && lead[axis] === (shape[axis] as number) - 1) lead[axis--] = 0;
    if (axis >= 0) lead[axis] = (lead[axis] as number) + 1;
  }
}

function multiplyTables(setting: Setting, tables: readonly Float64Array[]): NDArray {
  const factors = new Float64Array(setting.input.size);
  eachLine(setting, (lead, at) => {
    let product = 1;
    for (let axis = 0; axis < lead.length; axis++)
      product *= (tables[axis] as Float64Array)[lead[axis] as number] as number;
    const last = tables[tables.length - 1] as Float64Array;
    for (let j = 0; j < last.length; j++) factors[at + j] = product * (last[j] as number);
  });
  return multiplied(setting, factors);
}

function multiplied(setting: Setting, factors: Float64Array): NDArray {
  const { input, dtype } = setting;
  const data = makeData(dtype, input.size) as Float64Array;
  if (isComplexDType(input.dtype)) {
    const source = complexOf(input);
    for (let i = 0; i < source.length; i++) data[i] = (source[i] as number) * (factors[i >> 1] as number);
  } else {
    const source = numbersOf(input);
    const step = isComplexDType(dtype) ? 2 : 1;
    for (let i = 0; i < source.length; i++) data[i * step] = (source[i] as number) * (factors[i] as number);
  }
  return finish(setting, data);
}

function finish({ input, dtype }: Setting, data: Float64Array): NDArray {
  return withRuntime(input.runtime, fromData(data as DataOf<DType>, input.shape, { dtype }) as NDArray);
}

function complexOf(a: NDArray): Float64Array {
  return elementsOf(a.dtype === "complex128" ? contiguous(a) : astype(a, "complex128")) as Float64Array;
}
