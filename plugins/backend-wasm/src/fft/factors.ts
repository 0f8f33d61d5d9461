/** The largest prime for which there is a pass. */
const mostRadix = 61;

/** A function of whole numbers that keeps what it found. */
function kept<Value>(find: (n: number) => Value): (n: number) => Value {
  const known = new Map<number, Value>();
  return (n) => {
    let value = known.get(n);
    if (value === undefined) {
      value = find(n);
      if (known.size > 1000) known.clear();
      known.set(n, value);
    }
    return value;
  };
}

/** The radices of a length; none where a prime factor is too large. Fours come first, a small one comes last. */
export const radicesOf: (n: number) => readonly number[] | undefined = /* @__PURE__ */ kept(findRadices);

/** The length of the transform that does the work: n itself, or that of a convolution. */
export const lengthOf: (n: number) => number = /* @__PURE__ */ kept((n) => convolutionLength(n) || n);

/** Two factors of a length, as near to each other as they are; none where one would be small. */
export const halvesOf: (n: number) => readonly [number, number] | undefined = /* @__PURE__ */ kept(findHalves);

function findRadices(n: number): readonly number[] | undefined {
  const found: number[] = [];
  let rest = n;
  for (; rest % 4 === 0; rest /= 4) found.push(4);
  for (const prime of [2, 3, 5, 7]) for (; rest % prime === 0; rest /= prime) found.push(prime);
  for (let prime = 11; prime <= mostRadix && rest > 1; prime += 2)
    for (; rest % prime === 0; rest /= prime) found.push(prime);
  if (rest > 1) return undefined;
  for (let last = found.length - 1; last > 0; last--) {
    if (![3, 4, 5].includes(found[last] as number)) continue;
    found.push(...found.splice(last, 1));
    break;
  }
  return found;
}

/** A guess at the time of a transform. */
function costOf(n: number): number {
  let cost = 0;
  for (const radix of radicesOf(n) ?? [])
    cost += radix === 4 ? 2.2 : radix <= 3 ? 0.7 * radix : radix <= 7 ? 0.65 * radix : radix;
  return cost * n;
}

/** The length of the convolution that does a transform of length n; 0 where its own radices are faster. */
function convolutionLength(n: number): number {
  let best = 0;
  let least = radicesOf(n) === undefined ? Number.POSITIVE_INFINITY : costOf(n);
  if (n < 64) return 0;
  const most = 2 ** Math.ceil(Math.log2(2 * n - 1));
  for (let five = 1; five <= most; five *= 5)
    for (let three = five; three <= most; three *= 3)
      for (let m = three * 16; m <= most; m *= 2) {
        if (m < 2 * n - 1) continue;
        const cost = 2 * costOf(m) + 6 * n;
        if (cost < least) {
          least = cost;
          best = m;
        }
      }
  return best;
}

function findHalves(n: number): readonly [number, number] | undefined {
  const whole = n % 64 === 0 ? 8 : n % 16 === 0 ? 4 : 1;
  for (let first = Math.floor(Math.sqrt(n)); first >= 32; first--) {
    const second = n / first;
    if (Number.isInteger(second) && first % whole === 0 && second % whole === 0 && second <= 16 * first)
      return radicesOf(first) === undefined || radicesOf(second) === undefined ? undefined : [first, second];
  }
  return undefined;
}
