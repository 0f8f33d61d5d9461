/** Elements that are binned: of whole numbers any kind. */
export type Source = Float32Array | Float64Array | Uint8Array;

/** The weighted sum of rows, four at a time. */
export function addRows(
  added: Float64Array,
  source: Source,
  offsets: readonly number[],
  weights: readonly number[],
): void {
  added.fill(0);
  const { length } = offsets;
  for (let k = 0; k < length; k += 4) {
    const some = offsets.slice(k, k + 4);
    const own = weights.slice(k, k + 4);
    if (source instanceof Float32Array) addSingle(added, source, some, own);
    else if (source instanceof Float64Array) addDouble(added, source, some, own);
    else addWhole(added, source, some, own);
  }
}

function addDouble(
  added: Float64Array,
  source: Float64Array,
  offsets: readonly number[],
  weights: readonly number[],
): void {
  const { length } = added;
  const [a, b, c, d] = offsets as [number, number, number, number];
  const [p, q, r, s] = weights as [number, number, number, number];
  if (d !== undefined)
    for (let i = 0; i < length; i++)
      added[i] =
        (added[i] as number) +
        p * (source[a + i] as number) +
        q * (source[b + i] as number) +
        r * (source[c + i] as number) +
        s * (source[d + i] as number);
  else
    for (const [k, first] of offsets.entries()) {
      const own = weights[k] as number;
      for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
    }
}

// The same for float32: one loop for both kinds of arrays would be several times slower.
function addSingle(
  added: Float64Array,
  source: Float32Array,
  offsets: readonly number[],
  weights: readonly number[],
): void {
  const { length } = added;
  const [a, b, c, d] = offsets as [number, number, number, number];
  const [p, q, r, s] = weights as [number, number, number, number];
  if (d !== undefined)
    for (let i = 0; i < length; i++)
      added[i] =
        (added[i] as number) +
        p * (source[a + i] as number) +
        q * (source[b + i] as number) +
        r * (source[c + i] as number) +
        s * (source[d + i] as number);
  else
    for (const [k, first] of offsets.entries()) {
      const own = weights[k] as number;
      for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
    }
}

// And for whole numbers.
function addWhole(
  added: Float64Array,
  source: Uint8Array,
  offsets: readonly number[],
  weights: readonly number[],
): void {
  const { length } = added;
  const [a, b, c, d] = offsets as [number, number, number, number];
  const [p, q, r, s] = weights as [number, number, number, number];
  if (d !== undefined)
    for (let i = 0; i < length; i++)
      added[i] =
        (added[i] as number) +
        p * (source[a + i] as number) +
        q * (source[b + i] as number) +
        r * (source[c + i] as number) +
        s * (source[d + i] as number);
  else
    for (const [k, first] of offsets.entries()) {
      const own = weights[k] as number;
      for (let i = 0; i < length; i++) added[i] = (added[i] as number) + own * (source[first + i] as number);
    }
}
