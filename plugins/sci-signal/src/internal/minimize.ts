/** A minimum within bounds by Brent's golden sections and parabolas (SciPy's fminbound, Forsythe, Malcolm and Moler). */
export function minimizeWithin(f: (x: number) => number, from: number, to: number): number {
  const root = Math.sqrt(2.2e-16);
  const golden = 0.5 * (3 - Math.sqrt(5));
  let [a, b] = [from, to];
  let full = a + golden * (b - a);
  let [second, third] = [full, full];
  let [step, before] = [0, 0];
  let own = f(full);
  let [ownSecond, ownThird] = [own, own];
  let middle = 0.5 * (a + b);
  let tolerance = root * Math.abs(full) + 1e-5 / 3;
  for (let count = 1; count < 500 && Math.abs(full - middle) > 2 * tolerance - 0.5 * (b - a); count++) {
    let useGolden = true;
    if (Math.abs(before) > tolerance) {
      let r = (full - second) * (own - ownThird);
      let q = (full - third) * (own - ownSecond);
      let p = (full - third) * q - (full - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
      r = before;
      before = step;
      if (Math.abs(p) < Math.abs(0.5 * q * r) && p > q * (a - full) && p < q * (b - full)) {
        useGolden = false;
        step = p / q;
        const x = full + step;
        if (x - a < 2 * tolerance || b - x < 2 * tolerance) step = middle >= full ? tolerance : -tolerance;
      }
    }
    if (useGolden) {
      before = full >= middle ? a - full : b - full;
      step = golden * before;
    }
    const x = full + (step >= 0 ? 1 : -1) * Math.max(Math.abs(step), tolerance);
    const value = f(x);
    if (value <= own) {
      if (x >= full) a = full;
      else b = full;
      [third, ownThird, second, ownSecond] = [second, ownSecond, full, own];
      [full, own] = [x, value];
    } else {
      if (x < full) a = x;
      else b = x;
      if (value <= ownSecond || second === full) {
        [third, ownThird, second, ownSecond] = [second, ownSecond, x, value];
      } else if (value <= ownThird || third === full || third === second) [third, ownThird] = [x, value];
    }
    middle = 0.5 * (a + b);
    tolerance = root * Math.abs(full) + 1e-5 / 3;
  }
  return full;
}
