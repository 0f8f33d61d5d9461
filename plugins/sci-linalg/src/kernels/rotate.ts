/**
 * Turns neighbouring columns of a matrix, one pair after the other (LAPACK's dlasr): for k = 0, 1, … (or from the last one, `backward`)
 * the columns `first + k` and `first + k + 1` become `c x + s y` and `c y - s x`. Four rows go at a time, so that sums wait less for each other.
 */
export function rotateColumns(
  z: Float64Array,
  rows: number,
  stride: number,
  first: number,
  count: number,
  cosines: Float64Array,
  sines: Float64Array,
  backward: boolean,
): void {
  if (count === 0) return;
  let row = 0;
  if (backward) {
    for (; row + 4 <= rows; row += 4) fourBackward(z, row * stride + first, stride, count, cosines, sines);
    for (; row < rows; row++) oneBackward(z, row * stride + first, count, cosines, sines);
  } else {
    for (; row + 4 <= rows; row += 4) fourForward(z, row * stride + first, stride, count, cosines, sines);
    for (; row < rows; row++) oneForward(z, row * stride + first, count, cosines, sines);
  }
}

function fourForward(
  z: Float64Array,
  at: number,
  stride: number,
  count: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  let i0 = at;
  let i1 = at + stride;
  let i2 = i1 + stride;
  let i3 = i2 + stride;
  let x0 = z[i0]!;
  let x1 = z[i1]!;
  let x2 = z[i2]!;
  let x3 = z[i3]!;
  for (let k = 0; k < count; k++) {
    const c = cosines[k]!;
    const s = sines[k]!;
    const y0 = z[i0 + 1]!;
    const y1 = z[i1 + 1]!;
    const y2 = z[i2 + 1]!;
    const y3 = z[i3 + 1]!;
    z[i0] = c * x0 + s * y0;
    z[i1] = c * x1 + s * y1;
    z[i2] = c * x2 + s * y2;
    z[i3] = c * x3 + s * y3;
    x0 = c * y0 - s * x0;
    x1 = c * y1 - s * x1;
    x2 = c * y2 - s * x2;
    x3 = c * y3 - s * x3;
    i0++;
    i1++;
    i2++;
    i3++;
  }
  z[i0] = x0;
  z[i1] = x1;
  z[i2] = x2;
  z[i3] = x3;
}

function oneForward(z: Float64Array, at: number, count: number, cosines: Float64Array, sines: Float64Array): void {
  let x = z[at]!;
  for (let k = 0; k < count; k++) {
    const y = z[at + k + 1]!;
    z[at + k] = cosines[k]! * x + sines[k]! * y;
    x = cosines[k]! * y - sines[k]! * x;
  }
  z[at + count] = x;
}

function fourBackward(
  z: Float64Array,
  at: number,
  stride: number,
  count: number,
  cosines: Float64Array,
  sines: Float64Array,
): void {
  let i0 = at + count;
  let i1 = i0 + stride;
  let i2 = i1 + stride;
  let i3 = i2 + stride;
  let y0 = z[i0]!;
  let y1 = z[i1]!;
  let y2 = z[i2]!;
  let y3 = z[i3]!;
  for (let k = count - 1; k >= 0; k--) {
    const c = cosines[k]!;
    const s = sines[k]!;
    const x0 = z[i0 - 1]!;
    const x1 = z[i1 - 1]!;
    const x2 = z[i2 - 1]!;
    const x3 = z[i3 - 1]!;
    z[i0] = c * y0 - s * x0;
    z[i1] = c * y1 - s * x1;
    z[i2] = c * y2 - s * x2;
    z[i3] = c * y3 - s * x3;
    y0 = c * x0 + s * y0;
    y1 = c * x1 + s * y1;
    y2 = c * x2 + s * y2;
    y3 = c * x3 + s * y3;
    i0--;
    i1--;
    i2--;
    i3--;
  }
  z[i0] = y0;
  z[i1] = y1;
  z[i2] = y2;
  z[i3] = y3;
}

function oneBackward(z: Float64Array, at: number, count: number, cosines: Float64Array, sines: Float64Array): void {
  let y = z[at + count]!;
  for (let k = count - 1; k >= 0; k--) {
    const x = z[at + k]!;
    z[at + k + 1] = cosines[k]! * y - sines[k]! * x;
    y = cosines[k]! * x + sines[k]! * y;
  }
  z[at] = y;
}
