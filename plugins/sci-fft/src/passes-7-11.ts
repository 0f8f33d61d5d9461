import type { Pass } from "./passes.js";

// Lengths of `nextFastLen` have these factors. The products are written out as in the passes by 3 and 5.

/** The pass by 7. */
export const pass7: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const c1 = 0.6234898018587335;
  const s1 = -0.7818314824680298;
  const c2 = -0.2225209339563144;
  const s2 = -0.9749279121818236;
  const c3 = -0.9009688679024191;
  const s3 = -0.4338837391175581;
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 7 * step * k) | 0;
    let t = (si + 7 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    let w = -12;
    for (let i = 0; i < (after | 0); i++, s += 2, t += 2, d += 2, e += 2, w += 12) {
      const ar = source[s]!;
      const ai = source[t]!;
      const near1r = source[s + step]!;
      const far1r = source[s + 6 * step]!;
      const near1i = source[t + step]!;
      const far1i = source[t + 6 * step]!;
      const sum1r = near1r + far1r;
      const dif1r = near1r - far1r;
      const sum1i = near1i + far1i;
      const dif1i = near1i - far1i;
      const near2r = source[s + 2 * step]!;
      const far2r = source[s + 5 * step]!;
      const near2i = source[t + 2 * step]!;
      const far2i = source[t + 5 * step]!;
      const sum2r = near2r + far2r;
      const dif2r = near2r - far2r;
      const sum2i = near2i + far2i;
      const dif2i = near2i - far2i;
      const near3r = source[s + 3 * step]!;
      const far3r = source[s + 4 * step]!;
      const near3i = source[t + 3 * step]!;
      const far3i = source[t + 4 * step]!;
      const sum3r = near3r + far3r;
      const dif3r = near3r - far3r;
      const sum3i = near3i + far3i;
      const dif3i = near3i - far3i;
      target[d] = ar + sum1r + sum2r + sum3r;
      target[e] = ai + sum1i + sum2i + sum3i;
      const g1r = ar + c1 * sum1r + c2 * sum2r + c3 * sum3r;
      const g1i = ai + c1 * sum1i + c2 * sum2i + c3 * sum3i;
      const h1r = -s1 * dif1i - s2 * dif2i - s3 * dif3i;
      const h1i = s1 * dif1r + s2 * dif2r + s3 * dif3r;
      if (w < 0) {
        target[d + leap] = g1r + h1r;
        target[e + leap] = g1i + h1i;
        target[d + 6 * leap] = g1r - h1r;
        target[e + 6 * leap] = g1i - h1i;
      } else {
        const nearR = twiddles[w]!;
        const nearI = twiddles[w + 1]!;
        target[d + leap] = (g1r + h1r) * nearR - (g1i + h1i) * nearI;
        target[e + leap] = (g1r + h1r) * nearI + (g1i + h1i) * nearR;
        const farR = twiddles[w + 10]!;
        const farI = twiddles[w + 11]!;
        target[d + 6 * leap] = (g1r - h1r) * farR - (g1i - h1i) * farI;
        target[e + 6 * leap] = (g1r - h1r) * farI + (g1i - h1i) * farR;
      }
      const g2r = ar + c2 * sum1r + c3 * sum2r + c1 * sum3r;
      const g2i = ai + c2 * sum1i + c3 * sum2i + c1 * sum3i;
      const h2r = -s2 * dif1i + s3 * dif2i + s1 * dif3i;
      const h2i = s2 * dif1r - s3 * dif2r - s1 * dif3r;
      if (w < 0) {
        target[d + 2 * leap] = g2r + h2r;
        target[e + 2 * leap] = g2i + h2i;
        target[d + 5 * leap] = g2r - h2r;
        target[e + 5 * leap] = g2i - h2i;
      } else {
        const nearR = twiddles[w + 2]!;
        const nearI = twiddles[w + 3]!;
        target[d + 2 * leap] = (g2r + h2r) * nearR - (g2i + h2i) * nearI;
        target[e + 2 * leap] = (g2r + h2r) * nearI + (g2i + h2i) * nearR;
        const farR = twiddles[w + 8]!;
        const farI = twiddles[w + 9]!;
        target[d + 5 * leap] = (g2r - h2r) * farR - (g2i - h2i) * farI;
        target[e + 5 * leap] = (g2r - h2r) * farI + (g2i - h2i) * farR;
      }
      const g3r = ar + c3 * sum1r + c1 * sum2r + c2 * sum3r;
      const g3i = ai + c3 * sum1i + c1 * sum2i + c2 * sum3i;
      const h3r = -s3 * dif1i + s1 * dif2i - s2 * dif3i;
      const h3i = s3 * dif1r - s1 * dif2r + s2 * dif3r;
      if (w < 0) {
        target[d + 3 * leap] = g3r + h3r;
        target[e + 3 * leap] = g3i + h3i;
        target[d + 4 * leap] = g3r - h3r;
        target[e + 4 * leap] = g3i - h3i;
      } else {
        const nearR = twiddles[w + 4]!;
        const nearI = twiddles[w + 5]!;
        target[d + 3 * leap] = (g3r + h3r) * nearR - (g3i + h3i) * nearI;
        target[e + 3 * leap] = (g3r + h3r) * nearI + (g3i + h3i) * nearR;
        const farR = twiddles[w + 6]!;
        const farI = twiddles[w + 7]!;
        target[d + 4 * leap] = (g3r - h3r) * farR - (g3i - h3i) * farI;
        target[e + 4 * leap] = (g3r - h3r) * farI + (g3i - h3i) * farR;
      }
    }
  }
};

/** The pass by 11. */
export const pass11: Pass = (source, sr, si, target, dr, di, before, after, twiddles) => {
  const c1 = 0.8412535328311812;
  const s1 = -0.5406408174555976;
  const c2 = 0.41541501300188644;
  const s2 = -0.9096319953545183;
  const c3 = -0.14231483827328514;
  const s3 = -0.9898214418809327;
  const c4 = -0.6548607339452851;
  const s4 = -0.7557495743542583;
  const c5 = -0.9594929736144974;
  const s5 = -0.28173255684142967;
  const step = (2 * after) | 0;
  const leap = (step * before) | 0;
  for (let k = 0; k < (before | 0); k++) {
    let s = (sr + 11 * step * k) | 0;
    let t = (si + 11 * step * k) | 0;
    let d = (dr + step * k) | 0;
    let e = (di + step * k) | 0;
    let w = -20;
    for (let i = 0; i < (after | 0); i++, s += 2, t += 2, d += 2, e += 2, w += 20) {
      const ar = source[s]!;
      const ai = source[t]!;
      const near1r = source[s + step]!;
      const far1r = source[s + 10 * step]!;
      const near1i = source[t + step]!;
      const far1i = source[t + 10 * step]!;
      const sum1r = near1r + far1r;
      const dif1r = near1r - far1r;
      const sum1i = near1i + far1i;
      const dif1i = near1i - far1i;
      const near2r = source[s + 2 * step]!;
      const far2r = source[s + 9 * step]!;
      const near2i = source[t + 2 * step]!;
      const far2i = source[t + 9 * step]!;
      const sum2r = near2r + far2r;
      const dif2r = near2r - far2r;
      const sum2i = near2i + far2i;
      const dif2i = near2i - far2i;
      const near3r = source[s + 3 * step]!;
      const far3r = source[s + 8 * step]!;
      const near3i = source[t + 3 * step]!;
      const far3i = source[t + 8 * step]!;
      const sum3r = near3r + far3r;
      const dif3r = near3r - far3r;
      const sum3i = near3i + far3i;
      const dif3i = near3i - far3i;
      const near4r = source[s + 4 * step]!;
      const far4r = source[s + 7 * step]!;
      const near4i = source[t + 4 * step]!;
      const far4i = source[t + 7 * step]!;
      const sum4r = near4r + far4r;
      const dif4r = near4r - far4r;
      const sum4i = near4i + far4i;
      const dif4i = near4i - far4i;
      const near5r = source[s + 5 * step]!;
      const far5r = source[s + 6 * step]!;
      const near5i = source[t + 5 * step]!;
      const far5i = source[t + 6 * step]!;
      const sum5r = near5r + far5r;
      const dif5r = near5r - far5r;
      const sum5i = near5i + far5i;
      const dif5i = near5i - far5i;
      target[d] = ar + sum1r + sum2r + sum3r + sum4r + sum5r;
      target[e] = ai + sum1i + sum2i + sum3i + sum4i + sum5i;
      const g1r = ar + c1 * sum1r + c2 * sum2r + c3 * sum3r + c4 * sum4r + c5 * sum5r;
      const g1i = ai + c1 * sum1i + c2 * sum2i + c3 * sum3i + c4 * sum4i + c5 * sum5i;
      const h1r = -s1 * dif1i - s2 * dif2i - s3 * dif3i - s4 * dif4i - s5 * dif5i;
      const h1i = s1 * dif1r + s2 * dif2r + s3 * dif3r + s4 * dif4r + s5 * dif5r;
      if (w < 0) {
        target[d + leap] = g1r + h1r;
        target[e + leap] = g1i + h1i;
        target[d + 10 * leap] = g1r - h1r;
        target[e + 10 * leap] = g1i - h1i;
      } else {
        const nearR = twiddles[w]!;
        const nearI = twiddles[w + 1]!;
        target[d + leap] = (g1r + h1r) * nearR - (g1i + h1i) * nearI;
        target[e + leap] = (g1r + h1r) * nearI + (g1i + h1i) * nearR;
        const farR = twiddles[w + 18]!;
        const farI = twiddles[w + 19]!;
        target[d + 10 * leap] = (g1r - h1r) * farR - (g1i - h1i) * farI;
        target[e + 10 * leap] = (g1r - h1r) * farI + (g1i - h1i) * farR;
      }
      const g2r = ar + c2 * sum1r + c4 * sum2r + c5 * sum3r + c3 * sum4r + c1 * sum5r;
      const g2i = ai + c2 * sum1i + c4 * sum2i + c5 * sum3i + c3 * sum4i + c1 * sum5i;
      const h2r = -s2 * dif1i - s4 * dif2i + s5 * dif3i + s3 * dif4i + s1 * dif5i;
      const h2i = s2 * dif1r + s4 * dif2r - s5 * dif3r - s3 * dif4r - s1 * dif5r;
      if (w < 0) {
        target[d + 2 * leap] = g2r + h2r;
        target[e + 2 * leap] = g2i + h2i;
        target[d + 9 * leap] = g2r - h2r;
        target[e + 9 * leap] = g2i - h2i;
      } else {
        const nearR = twiddles[w + 2]!;
        const nearI = twiddles[w + 3]!;
        target[d + 2 * leap] = (g2r + h2r) * nearR - (g2i + h2i) * nearI;
        target[e + 2 * leap] = (g2r + h2r) * nearI + (g2i + h2i) * nearR;
        const farR = twiddles[w + 16]!;
        const farI = twiddles[w + 17]!;
        target[d + 9 * leap] = (g2r - h2r) * farR - (g2i - h2i) * farI;
        target[e + 9 * leap] = (g2r - h2r) * farI + (g2i - h2i) * farR;
      }
      const g3r = ar + c3 * sum1r + c5 * sum2r + c2 * sum3r + c1 * sum4r + c4 * sum5r;
      const g3i = ai + c3 * sum1i + c5 * sum2i + c2 * sum3i + c1 * sum4i + c4 * sum5i;
      const h3r = -s3 * dif1i + s5 * dif2i + s2 * dif3i - s1 * dif4i - s4 * dif5i;
      const h3i = s3 * dif1r - s5 * dif2r - s2 * dif3r + s1 * dif4r + s4 * dif5r;
      if (w < 0) {
        target[d + 3 * leap] = g3r + h3r;
        target[e + 3 * leap] = g3i + h3i;
        target[d + 8 * leap] = g3r - h3r;
        target[e + 8 * leap] = g3i - h3i;
      } else {
        const nearR = twiddles[w + 4]!;
        const nearI = twiddles[w + 5]!;
        target[d + 3 * leap] = (g3r + h3r) * nearR - (g3i + h3i) * nearI;
        target[e + 3 * leap] = (g3r + h3r) * nearI + (g3i + h3i) * nearR;
        const farR = twiddles[w + 14]!;
        const farI = twiddles[w + 15]!;
        target[d + 8 * leap] = (g3r - h3r) * farR - (g3i - h3i) * farI;
        target[e + 8 * leap] = (g3r - h3r) * farI + (g3i - h3i) * farR;
      }
      const g4r = ar + c4 * sum1r + c3 * sum2r + c1 * sum3r + c5 * sum4r + c2 * sum5r;
      const g4i = ai + c4 * sum1i + c3 * sum2i + c1 * sum3i + c5 * sum4i + c2 * sum5i;
      const h4r = -s4 * dif1i + s3 * dif2i - s1 * dif3i - s5 * dif4i + s2 * dif5i;
      const h4i = s4 * dif1r - s3 * dif2r + s1 * dif3r + s5 * dif4r - s2 * dif5r;
      if (w < 0) {
        target[d + 4 * leap] = g4r + h4r;
        target[e + 4 * leap] = g4i + h4i;
        target[d + 7 * leap] = g4r - h4r;
        target[e + 7 * leap] = g4i - h4i;
      } else {
        const nearR = twiddles[w + 6]!;
        const nearI = twiddles[w + 7]!;
        target[d + 4 * leap] = (g4r + h4r) * nearR - (g4i + h4i) * nearI;
        target[e + 4 * leap] = (g4r + h4r) * nearI + (g4i + h4i) * nearR;
        const farR = twiddles[w + 12]!;
        const farI = twiddles[w + 13]!;
        target[d + 7 * leap] = (g4r - h4r) * farR - (g4i - h4i) * farI;
        target[e + 7 * leap] = (g4r - h4r) * farI + (g4i - h4i) * farR;
      }
      const g5r = ar + c5 * sum1r + c1 * sum2r + c4 * sum3r + c2 * sum4r + c3 * sum5r;
      const g5i = ai + c5 * sum1i + c1 * sum2i + c4 * sum3i + c2 * sum4i + c3 * sum5i;
      const h5r = -s5 * dif1i + s1 * dif2i - s4 * dif3i + s2 * dif4i - s3 * dif5i;
      const h5i = s5 * dif1r - s1 * dif2r + s4 * dif3r - s2 * dif4r + s3 * dif5r;
      if (w < 0) {
        target[d + 5 * leap] = g5r + h5r;
        target[e + 5 * leap] = g5i + h5i;
        target[d + 6 * leap] = g5r - h5r;
        target[e + 6 * leap] = g5i - h5i;
      } else {
        const nearR = twiddles[w + 8]!;
        const nearI = twiddles[w + 9]!;
        target[d + 5 * leap] = (g5r + h5r) * nearR - (g5i + h5i) * nearI;
        target[e + 5 * leap] = (g5r + h5r) * nearI + (g5i + h5i) * nearR;
        const farR = twiddles[w + 10]!;
        const farI = twiddles[w + 11]!;
        target[d + 6 * leap] = (g5r - h5r) * farR - (g5i - h5i) * farI;
        target[e + 6 * leap] = (g5r - h5r) * farI + (g5i - h5i) * farR;
      }
    }
  }
};
