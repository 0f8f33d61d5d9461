/** The complete elliptic integral of the first kind of the parameter m, by the arithmetic-geometric mean. */
export function ellipticK(m: number): number {
  return ellipticKOfComplement(1 - m);
}

/** The same of 1 - p, accurate for small p. */
export function ellipticKOfComplement(p: number): number {
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (!(p > 0)) return Number.NaN;
  let [a, b] = [1, Math.sqrt(p)];
  for (let i = 0; i < 60 && Math.abs(a - b) > 1e-16 * a; i++) [a, b] = [0.5 * (a + b), Math.sqrt(a * b)];
  return Math.PI / (a + b);
}

/** Jacobi's elliptic functions sn, cn and dn of the parameter m, by descending Landen steps (Abramowitz and Stegun 16.4). */
export function jacobi(u: number, m: number): { sn: number; cn: number; dn: number } {
  if (m >= 1) return { sn: Math.tanh(u), cn: 1 / Math.cosh(u), dn: 1 / Math.cosh(u) };
  const as: number[] = [1];
  const cs: number[] = [Math.sqrt(m)];
  let b = Math.sqrt(1 - m);
  let factor = 1;
  while (Math.abs((cs.at(-1) as number) / (as.at(-1) as number)) > 1.1e-16 && as.length < 12) {
    const own = as.at(-1) as number;
    cs.push(0.5 * (own - b));
    const root = Math.sqrt(own * b);
    as.push(0.5 * (own + b));
    b = root;
    factor *= 2;
  }
  let phi = factor * (as.at(-1) as number) * u;
  let before = phi;
  for (let i = as.length - 1; i > 0; i--) {
    const t = ((cs[i] as number) * Math.sin(phi)) / (as[i] as number);
    before = phi;
    phi = 0.5 * (Math.asin(t) + phi);
  }
  const [sn, cn] = [Math.sin(phi), Math.cos(phi)];
  const difference = Math.cos(phi - before);
  const dn = Math.abs(difference) < 0.1 ? Math.sqrt(1 - m * sn * sn) : cn / difference;
  return { sn, cn, dn };
}
