/**
 * The inverse of the condition number of an upper triangle in columns of `rows` numbers, estimated as LINPACK's `dtrco` does.
 *
 * @param n the columns that count
 */
export function triangleCondition(t: Float64Array, rows: number, diagonal: Float64Array, n: number): number {
  const at = (i: number, j: number): number => (i === j ? diagonal[i]! : t[j * rows + i]!);
  let largest = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += Math.abs(at(i, j));
    largest = Math.max(largest, sum);
  }
  if (largest === 0) return 0;
  const z = new Float64Array(n);
  let unit = 1;
  for (let k = 0; k < n; k++) {
    const pivot = at(k, k);
    if (z[k] !== 0) unit = -Math.sign(z[k]!) * Math.abs(unit);
    if (Math.abs(unit - z[k]!) > Math.abs(pivot)) {
      const scale = Math.abs(pivot) / Math.abs(unit - z[k]!);
      for (let i = 0; i < n; i++) z[i]! *= scale;
      unit *= scale;
    }
    let plus = unit - z[k]!;
    let minus = -unit - z[k]!;
    let sumPlus = Math.abs(plus);
    let sumMinus = Math.abs(minus);
    plus = pivot === 0 ? 1 : plus / pivot;
    minus = pivot === 0 ? 1 : minus / pivot;
    for (let j = k + 1; j < n; j++) {
      sumMinus += Math.abs(z[j]! + minus * at(k, j));
      z[j]! += plus * at(k, j);
      sumPlus += Math.abs(z[j]!);
    }
    if (sumPlus < sumMinus) for (let j = k + 1; j < n; j++) z[j]! += (minus - plus) * at(k, j);
    z[k] = sumPlus < sumMinus ? minus : plus;
  }
  scaleToOne(z);
  let length = 1;
  for (let k = n - 1; k >= 0; k--) {
    const pivot = at(k, k);
    if (Math.abs(z[k]!) > Math.abs(pivot)) {
      const scale = Math.abs(pivot) / Math.abs(z[k]!);
      for (let i = 0; i < n; i++) z[i]! *= scale;
      length *= scale;
    }
    z[k] = pivot === 0 ? 1 : z[k]! / pivot;
    for (let i = 0; i < k; i++) z[i]! -= z[k]! * at(i, k);
  }
  return (length * scaleToOne(z)) / largest;
}

function scaleToOne(z: Float64Array): number {
  let sum = 0;
  for (const value of z) sum += Math.abs(value);
  for (let i = 0; i < z.length; i++) z[i]! /= sum;
  return 1 / sum;
}
