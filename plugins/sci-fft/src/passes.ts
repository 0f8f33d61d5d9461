// One pass of a transform by a radix p: the input is seen as [before][p][after], the output as [p][before][after], and output x is
// multiplied by the twiddle factors of x (Stockham's self-sorting form). Real parts begin at `sr` and `dr`, imaginary parts at `si`
// and `di`: with the two exchanged the same pass is that of the inverse transform. Twiddles stand as [after - 1][p - 1]. Counts and
// places are made 32-bit integers, because V8 keeps quotients as floats, and is half as fast when it counts with them.

/** What each pass takes: source and target with the places of their first real and imaginary part, the counts, the twiddles. */
export type Pass = (
  source: Float64Array,
  sr: number,
  si: number,
  target: Float64Array,
  dr: number,
  di: number,
  before: number,
  after: number,
  twiddles: Float64Array,
) => void;

/** The pass by 2. */
export const pass2: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 2 * step * k) | 0;
    let t = (si + 2 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    let w = -2;
    for (let i = 0; i < (after | 0); i++, s += 2, t += 2, d += 2, e += 2, w += 2) {
      const ar = source[s]!;
      const ai = source[t]!;
      const br = source[s + step]!;
      const bi = source[t + step]!;
      target[d] = ar + br;
      target[e] = ai + bi;
      const xr = ar - br;
      const xi = ai - bi;
      if (w < 0) {
        target[d + leap] = xr;
        target[e + leap] = xi;
      } else {
        const wr = twiddles[w]!;
        const wi = twiddles[w + 1]!;
        target[d + leap] = xr * wr - xi * wi;
        target[e + leap] = xr * wi + xi * wr;
      }
    }
  }
};

/** The pass by 3. */
export const pass3: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const sine = 0.8660254037844386;
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  const leap2 = 2 * leap;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 3 * step * k) | 0;
    let t = (si + 3 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    let w = -4;
    for (let i = 0; i < (after | 0); i++, s += 2, t += 2, d += 2, e += 2, w += 4) {
      const ar = source[s]!;
      const ai = source[t]!;
      const br = source[s + step]!;
      const bi = source[t + step]!;
      const cr = source[s + 2 * step]!;
      const ci = source[t + 2 * step]!;
      const sumR = br + cr;
      const sumI = bi + ci;
      target[d] = ar + sumR;
      target[e] = ai + sumI;
      const mr = ar - 0.5 * sumR;
      const mi = ai - 0.5 * sumI;
      const nr = sine * (bi - ci);
      const ni = sine * (cr - br);
      const xr = mr + nr;
      const xi = mi + ni;
      const yr = mr - nr;
      const yi = mi - ni;
      if (w < 0) {
        target[d + leap] = xr;
        target[e + leap] = xi;
        target[d + leap2] = yr;
        target[e + leap2] = yi;
      } else {
        const w1r = twiddles[w]!;
        const w1i = twiddles[w + 1]!;
        const w2r = twiddles[w + 2]!;
        const w2i = twiddles[w + 3]!;
        target[d + leap] = xr * w1r - xi * w1i;
        target[e + leap] = xr * w1i + xi * w1r;
        target[d + leap2] = yr * w2r - yi * w2i;
        target[e + leap2] = yr * w2i + yi * w2r;
      }
    }
  }
};

/** The pass by 4. */
export const pass4: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  const last = (6 * (after - 1)) | 0;
  const leap2 = 2 * leap;
  const leap3 = 3 * leap;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 4 * step * k) | 0;
    let t = (si + 4 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    {
      const ar = source[s]!;
      const ai = source[t]!;
      const br = source[s + step]!;
      const bi = source[t + step]!;
      const cr = source[s + 2 * step]!;
      const ci = source[t + 2 * step]!;
      const er = source[s + 3 * step]!;
      const ei = source[t + 3 * step]!;
      const acr = ar + cr;
      const aci = ai + ci;
      const amr = ar - cr;
      const ami = ai - ci;
      const ber = br + er;
      const bei = bi + ei;
      const bmr = bi - ei;
      const bmi = er - br;
      target[d] = acr + ber;
      target[e] = aci + bei;
      const xr = amr + bmr;
      const xi = ami + bmi;
      const yr = acr - ber;
      const yi = aci - bei;
      const zr = amr - bmr;
      const zi = ami - bmi;
      target[d + leap] = xr;
      target[e + leap] = xi;
      target[d + leap2] = yr;
      target[e + leap2] = yi;
      target[d + leap3] = zr;
      target[e + leap3] = zi;
    }
    s += 2;
    t += 2;
    d += 2;
    e += 2;
    for (let w = 0; w < last; s += 2, t += 2, d += 2, e += 2, w += 6) {
      const ar = source[s]!;
      const ai = source[t]!;
      const br = source[s + step]!;
      const bi = source[t + step]!;
      const cr = source[s + 2 * step]!;
      const ci = source[t + 2 * step]!;
      const er = source[s + 3 * step]!;
      const ei = source[t + 3 * step]!;
      const acr = ar + cr;
      const aci = ai + ci;
      const amr = ar - cr;
      const ami = ai - ci;
      const ber = br + er;
      const bei = bi + ei;
      const bmr = bi - ei;
      const bmi = er - br;
      target[d] = acr + ber;
      target[e] = aci + bei;
      const xr = amr + bmr;
      const xi = ami + bmi;
      const yr = acr - ber;
      const yi = aci - bei;
      const zr = amr - bmr;
      const zi = ami - bmi;
      const w1r = twiddles[w]!;
      const w1i = twiddles[w + 1]!;
      const w2r = twiddles[w + 2]!;
      const w2i = twiddles[w + 3]!;
      const w3r = twiddles[w + 4]!;
      const w3i = twiddles[w + 5]!;
      target[d + leap] = xr * w1r - xi * w1i;
      target[e + leap] = xr * w1i + xi * w1r;
      target[d + leap2] = yr * w2r - yi * w2i;
      target[e + leap2] = yr * w2i + yi * w2r;
      target[d + leap3] = zr * w3r - zi * w3i;
      target[e + leap3] = zr * w3i + zi * w3r;
    }
  }
};

/** The pass by 4 that comes last, which has no twiddles. */
export const lastPass4: Pass = (source, sr, si, target, dr, di, before) => {
  const leap = (2 * before) | 0;
  const leap2 = 2 * leap;
  const leap3 = 3 * leap;
  let s = sr | 0;
  let t = si | 0;
  let d = dr | 0;
  let e = di | 0;
  for (let k = 0; k < (before | 0); k++, s += 8, t += 8, d += 2, e += 2) {
    const ar = source[s]!;
    const ai = source[t]!;
    const br = source[s + 2]!;
    const bi = source[t + 2]!;
    const cr = source[s + 4]!;
    const ci = source[t + 4]!;
    const er = source[s + 6]!;
    const ei = source[t + 6]!;
    const acr = ar + cr;
    const aci = ai + ci;
    const amr = ar - cr;
    const ami = ai - ci;
    const ber = br + er;
    const bei = bi + ei;
    const bmr = bi - ei;
    const bmi = er - br;
    target[d] = acr + ber;
    target[e] = aci + bei;
    target[d + leap] = amr + bmr;
    target[e + leap] = ami + bmi;
    target[d + leap2] = acr - ber;
    target[e + leap2] = aci - bei;
    target[d + leap3] = amr - bmr;
    target[e + leap3] = ami - bmi;
  }
};

/** The pass by 5. */
export const pass5: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const c1 = 0.30901699437494745;
  const c2 = -0.8090169943749475;
  const s1 = -0.9510565162951535;
  const s2 = -0.5877852522924731;
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 5 * step * k) | 0;
    let t = (si + 5 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    let w = -8;
    for (let i = 0; i < (after | 0); i++, s += 2, t += 2, d += 2, e += 2, w += 8) {
      const ar = source[s]!;
      const ai = source[t]!;
      const br = source[s + step]! + source[s + 4 * step]!;
      const bi = source[t + step]! + source[t + 4 * step]!;
      const fr = source[s + step]! - source[s + 4 * step]!;
      const fi = source[t + step]! - source[t + 4 * step]!;
      const cr = source[s + 2 * step]! + source[s + 3 * step]!;
      const ci = source[t + 2 * step]! + source[t + 3 * step]!;
      const er = source[s + 2 * step]! - source[s + 3 * step]!;
      const ei = source[t + 2 * step]! - source[t + 3 * step]!;
      target[d] = ar + br + cr;
      target[e] = ai + bi + ci;
      const gr = ar + c1 * br + c2 * cr;
      const gi = ai + c1 * bi + c2 * ci;
      const hr = -(s1 * fi + s2 * ei);
      const hi = s1 * fr + s2 * er;
      const pr = ar + c2 * br + c1 * cr;
      const pi = ai + c2 * bi + c1 * ci;
      const qr = -(s2 * fi - s1 * ei);
      const qi = s2 * fr - s1 * er;
      if (w < 0) {
        target[d + leap] = gr + hr;
        target[e + leap] = gi + hi;
        target[d + 4 * leap] = gr - hr;
        target[e + 4 * leap] = gi - hi;
        target[d + 2 * leap] = pr + qr;
        target[e + 2 * leap] = pi + qi;
        target[d + 3 * leap] = pr - qr;
        target[e + 3 * leap] = pi - qi;
      } else {
        const w1r = twiddles[w]!;
        const w1i = twiddles[w + 1]!;
        const w2r = twiddles[w + 2]!;
        const w2i = twiddles[w + 3]!;
        const w3r = twiddles[w + 4]!;
        const w3i = twiddles[w + 5]!;
        const w4r = twiddles[w + 6]!;
        const w4i = twiddles[w + 7]!;
        target[d + leap] = (gr + hr) * w1r - (gi + hi) * w1i;
        target[e + leap] = (gr + hr) * w1i + (gi + hi) * w1r;
        target[d + 2 * leap] = (pr + qr) * w2r - (pi + qi) * w2i;
        target[e + 2 * leap] = (pr + qr) * w2i + (pi + qi) * w2r;
        target[d + 3 * leap] = (pr - qr) * w3r - (pi - qi) * w3i;
        target[e + 3 * leap] = (pr - qr) * w3i + (pi - qi) * w3r;
        target[d + 4 * leap] = (gr - hr) * w4r - (gi - hi) * w4i;
        target[e + 4 * leap] = (gr - hr) * w4i + (gi - hi) * w4r;
      }
    }
  }
};
