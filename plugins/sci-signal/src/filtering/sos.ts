import {
  type ArrayLikeInput,
  asArray,
  type DType,
  dispatch,
  isComplexDType,
  moveAxis,
  type NDArray,
  type Operation,
} from "@core/array";
import { checkOptions, coreError } from "@core/array/runtime";
import { checkSignal } from "../internal/checks.js";
import { arrayOf, floatDType, makeArray, partsOf, type Signals, signalsOf } from "../internal/signals.js";
import { filterComplexLine, filterLine, filterTwoSections, type Parts } from "./linear-core.js";

const operation: Operation<{ readonly axis: number }, readonly [NDArray, NDArray]> = {
  id: "sci-signal/sosfilt",
  reference: ([sos, x, zi], { axis }) => filterSections(sos as NDArray, x as NDArray, zi, axis),
};

/** What {@link sosfilt} takes. */
export interface SosfiltOptions {
  /** The axis along which is filtered; the last by default. */
  readonly axis?: number;
  /** Initial state: shape (sections, …shape of x with 2 along the axis…). The final state is given back too. */
  readonly zi?: ArrayLikeInput | undefined;
}

/**
 * Filters lines with a cascade of second-order sections, which keeps its accuracy where {@link lfilter} loses it.
 * @param sos shape (sections, 6): three coefficients of the numerator, three of the denominator, whose first is 1
 * @returns an array of the shape of `x`; with `zi` also the final state
 * @throws BAD_SHAPE for other shapes, BAD_VALUE for a denominator that does not begin with 1
 */
export function sosfilt(
  sos: ArrayLikeInput,
  x: ArrayLikeInput,
  options?: SosfiltOptions & { readonly zi?: undefined },
): NDArray;
export function sosfilt(
  sos: ArrayLikeInput,
  x: ArrayLikeInput,
  options: SosfiltOptions & { readonly zi: ArrayLikeInput },
): [NDArray, NDArray];
export function sosfilt(
  sos: ArrayLikeInput,
  x: ArrayLikeInput,
  options: SosfiltOptions = {},
): NDArray | [NDArray, NDArray] {
  checkOptions("sosfilt", options, { axis: "number", zi: "any" });
  const { axis = -1, zi } = options;
  const inputs = [checkSos(asArray(sos)), checkSignal(x, "x")];
  if (zi !== undefined) inputs.push(asArray(zi));
  const [y, final] = dispatch(operation, inputs, { axis });
  return zi === undefined ? y : [y, final];
}

/** Second-order sections, or BAD_SHAPE and BAD_VALUE. */
export function checkSos(sos: NDArray, normalized = true): NDArray {
  if (sos.shape.length !== 2 || sos.shape[1] !== 6)
    throw coreError("BAD_SHAPE", `sos: got shape (${sos.shape.join(", ")}), expected (sections, 6).`);
  if (!normalized) return sos;
  const { re, im } = partsOf(sos);
  for (let k = 3; k < re.length; k += 6) {
    if (re[k] !== 1 || (im?.[k] ?? 0) !== 0)
      throw coreError("BAD_VALUE", `sos: the denominator of each section (column 3) begins with 1, got ${re[k]}.`);
  }
  return sos;
}

/** The coefficients of each section. */
export function sectionsOf(sos: NDArray): { b: Parts; a: Parts }[] {
  const { re, im } = partsOf(sos);
  const imaginary = im ?? new Float64Array(re.length);
  return Array.from({ length: sos.shape[0] as number }, (_, k) => ({
    b: { re: re.slice(6 * k, 6 * k + 3), im: imaginary.slice(6 * k, 6 * k + 3) },
    a: { re: re.slice(6 * k + 3, 6 * k + 6), im: imaginary.slice(6 * k + 3, 6 * k + 6) },
  }));
}

interface RealSection {
  readonly b: Float64Array;
  readonly a: Float64Array;
  readonly z: Float64Array;
}

function filterSections(sos: NDArray, x: NDArray, zi: NDArray | undefined, axis: number): [NDArray, NDArray] {
  const sections = sectionsOf(sos);
  const dtype: DType = floatDType(sos.dtype, x.dtype, ...(zi === undefined ? [] : [zi.dtype]));
  const lines = signalsOf(x, axis);
  const complex = isComplexDType(dtype);
  const filterComplex = isComplexDType(sos.dtype);
  const { length, re, count } = lines;
  const im = lines.im ?? new Float64Array(complex ? re.length : 0);
  const state = stateOf(zi, lines, sections.length);
  for (let line = 0; line < count; line++) {
    const start = line * length;
    const own = (part: Float64Array, k: number): Float64Array => {
      const at = 2 * (k * count + line);
      return part.subarray(at, at + 2);
    };
    if (filterComplex) {
      sections.forEach(({ b, a }, k) => {
        const z = { re: own(state.re, k), im: own(state.im, k) };
        filterComplexLine(b, a, { re, im }, start, length, z, { re, im }, start);
      });
      continue;
    }
    for (const [part, z] of complex
      ? ([
          [re, state.re],
          [im, state.im],
        ] as const)
      : ([[re, state.re]] as const)) {
      const filters = sections.map(({ b, a }, k) => ({ b: b.re, a: a.re, z: own(z, k) }));
      for (let k = 0; k + 1 < filters.length; k += 2)
        filterTwoSections(filters[k] as RealSection, filters[k + 1] as RealSection, part, start, length);
      const last = filters.length % 2 === 1 ? (filters.at(-1) as RealSection) : undefined;
      if (last !== undefined) filterLine(last.b, last.a, part, start, length, last.z, part, start);
    }
  }
  const final = makeArray(x, state.re, state.im, [sections.length, ...lines.lead, 2], dtype);
  return [arrayOf(lines, re, im, length, dtype), moveAxis(final, -1, lines.axis + 1).copy()];
}

function stateOf(zi: NDArray | undefined, lines: Signals, sections: number): Parts {
  const size = 2 * sections * lines.count;
  if (zi === undefined) return { re: new Float64Array(size), im: new Float64Array(size) };
  const wanted = [sections, ...lines.lead];
  wanted.splice(lines.axis + 1, 0, 2);
  if (zi.shape.length !== wanted.length || zi.shape.some((one, k) => one !== wanted[k]))
    throw coreError(
      "BAD_SHAPE",
      `zi: got shape (${zi.shape.join(", ")}), this filter and these data need (${wanted.join(", ")}).`,
    );
  const { re, im } = partsOf(moveAxis(zi, lines.axis + 1, -1));
  return { re, im: im ?? new Float64Array(size) };
}
