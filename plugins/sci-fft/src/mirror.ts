import { elementsOf, type NDArray } from "@core/array";

/**
 * The whole spectrum of real numbers over some axes from its half along the last of them: the numbers behind the half are the conjugates
 * of the opposite ones.
 */
export function mirrored(a: NDArray, n: number, axes: readonly number[]): NDArray {
  const last = axes.at(-1)!;
  const shape = a.shape.map((size, i) => (i === last ? n : size));
  const result = a.make(a.dtype, shape);
  const source = elementsOf(a) as Float64Array;
  const target = elementsOf(result) as Float64Array;
  if (target.length === 0) return result;
  const half = a.shape[last]!;
  const single = a.dtype === "complex64";
  const others = shape.map((_, i) => i).filter((i) => i !== last);
  const index = new Array<number>(shape.length).fill(0);
  for (;;) {
    let from = 0;
    let across = 0;
    let to = 0;
    for (const axis of others) {
      const at = index[axis]!;
      const size = shape[axis]!;
      const opposite = at === 0 || !axes.includes(axis) ? at : size - at;
      from += at * a.strides[axis]!;
      across += opposite * a.strides[axis]!;
      to += at * result.strides[axis]!;
    }
    copyLine(target, source, 2 * from, 2 * to, half, 2 * a.strides[last]!);
    const behind = 2 * (to + half * a.strides[last]!);
    const opposite = 2 * (across + (n - half) * a.strides[last]!);
    if (single)
      turnSingle(
        target as unknown as Float32Array,
        source as unknown as Float32Array,
        opposite,
        behind,
        n - half,
        2 * a.strides[last]!,
      );
    else turnDouble(target, source, opposite, behind, n - half, 2 * a.strides[last]!);
    let axis = others.length - 1;
    for (; axis >= 0; axis--) {
      const own = others[axis]!;
      index[own]! += 1;
      if (index[own]! < shape[own]!) break;
      index[own] = 0;
    }
    if (axis < 0) return result;
  }
}

function copyLine(
  target: Float64Array,
  source: Float64Array,
  from: number,
  to: number,
  count: number,
  step: number,
): void {
  if (step === 2) {
    target.set(source.subarray(from, from + 2 * count), to);
    return;
  }
  for (let k = 0; k < count * step; k += step) {
    target[to + k] = source[from + k]!;
    target[to + k + 1] = source[from + k + 1]!;
  }
}

// The same loop for each kind of array, or the engine compiles one that is fast for none.
function turnSingle(
  target: Float32Array,
  source: Float32Array,
  from: number,
  to: number,
  count: number,
  step: number,
): void {
  for (let i = 0, s = from | 0, d = to | 0; i < count; i++, s -= step, d += step) {
    target[d] = source[s]!;
    target[d + 1] = -source[s + 1]!;
  }
}

function turnDouble(
  target: Float64Array,
  source: Float64Array,
  from: number,
  to: number,
  count: number,
  step: number,
): void {
  for (let i = 0, s = from | 0, d = to | 0; i < count; i++, s -= step, d += step) {
    target[d] = source[s]!;
    target[d + 1] = -source[s + 1]!;
  }
}
