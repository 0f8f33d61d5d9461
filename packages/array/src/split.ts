import type { DType } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import { checkAxis } from "./shape.js";
import { slice } from "./slice.js";
import { sliceArray } from "./views.js";

/** How many parts, or the indices where a new part begins. */
export type Sections = number | readonly number[];

/**
 * Views of the parts of an array along an axis (0): as many as asked, all of one size, or cut at the indices given.
 * @throws BAD_SHAPE when the axis cannot be cut into parts of one size
 */
export function split<D extends DType>(
  a: NDArray<D>,
  sections: Sections,
  options: { readonly axis?: number } = {},
): NDArray<D>[] {
  const axis = checkAxis(options.axis ?? 0, a.shape.length);
  const size = a.shape[axis] as number;
  if (typeof sections === "number" && sections > 0 && size % sections !== 0)
    throw coreError(
      "BAD_SHAPE",
      `split: axis ${axis} of size ${size} has no ${sections} parts of one size; use arraySplit.`,
    );
  return arraySplit(a, sections, options);
}

/** {@link split} where the first parts may be one longer than the last ones. */
export function arraySplit<D extends DType>(
  a: NDArray<D>,
  sections: Sections,
  options: { readonly axis?: number } = {},
): NDArray<D>[] {
  const axis = checkAxis(options.axis ?? 0, a.shape.length);
  const ends = endsOf(sections, a.shape[axis] as number);
  const lead = new Array<string>(axis).fill(":");
  return ends.slice(1).map((end, i) => sliceArray(a, ...lead, slice(ends[i], end)));
}

function endsOf(sections: Sections, size: number): number[] {
  if (typeof sections !== "number") {
    if (!Array.isArray(sections) || sections.some((index) => !Number.isInteger(index)))
      throw coreError("BAD_VALUE", `sections: got ${describeValue(sections)}, expected whole numbers.`);
    return [0, ...sections, size];
  }
  if (!Number.isInteger(sections) || sections <= 0 || sections > 1e7)
    throw coreError("BAD_VALUE", `sections: got ${describeValue(sections)}, expected a whole number from 1.`);
  const each = Math.floor(size / sections);
  const longer = size % sections;
  return Array.from({ length: sections + 1 }, (_, i) => i * each + Math.min(i, longer));
}

/** {@link split} along the first axis. */
export function vsplit<D extends DType>(a: NDArray<D>, sections: Sections): NDArray<D>[] {
  return split(atLeast(a, 2, "vsplit"), sections, { axis: 0 });
}

/** {@link split} along the second axis, of a list along its only one. */
export function hsplit<D extends DType>(a: NDArray<D>, sections: Sections): NDArray<D>[] {
  return split(atLeast(a, 1, "hsplit"), sections, { axis: a.shape.length > 1 ? 1 : 0 });
}

/** {@link split} along the third axis. */
export function dsplit<D extends DType>(a: NDArray<D>, sections: Sections): NDArray<D>[] {
  return split(atLeast(a, 3, "dsplit"), sections, { axis: 2 });
}

function atLeast<D extends DType>(a: NDArray<D>, dimensions: number, name: string): NDArray<D> {
  if (a.shape.length >= dimensions) return a;
  throw coreError("BAD_SHAPE", `${name}: got shape (${a.shape.join(", ")}), expected at least ${dimensions} axes.`);
}
