import { jv } from "./bessel.js";
import { iv, kv } from "./bessel-modified.js";
import { gamma } from "./gamma.js";

const { abs, sqrt } = Math;

/** Ai, Ai', Bi and Bi'. */
export function airy(x: number): [number, number, number, number] {
  if (Number.isNaN(x)) return [x, x, x, x];
  if (abs(x) < 1.5) return series(x);
  const size = abs(x);
  const zeta = (2 / 3) * size * sqrt(size);
  const root = sqrt(size / 3);
  if (x > 0) {
    const third = [kv(1 / 3, zeta), iv(1 / 3, zeta) + iv(-1 / 3, zeta)] as const;
    const two = [kv(2 / 3, zeta), iv(2 / 3, zeta) + iv(-2 / 3, zeta)] as const;
    return [(root * third[0]) / Math.PI, (-x * two[0]) / (Math.PI * sqrt(3)), root * third[1], (x / sqrt(3)) * two[1]];
  }
  const [j13, jm13, j23, jm23] = [jv(1 / 3, zeta), jv(-1 / 3, zeta), jv(2 / 3, zeta), jv(-2 / 3, zeta)];
  return [
    (sqrt(size) / 3) * (j13 + jm13),
    (size / 3) * (j23 - jm23),
    root * (jm13 - j13),
    (size / sqrt(3)) * (jm23 + j23),
  ];
}

function series(x: number): [number, number, number, number] {
  const c1 = 1 / (3 ** (2 / 3) * gamma(2 / 3));
  const c2 = 1 / (3 ** (1 / 3) * gamma(1 / 3));
  const cube = x * x * x;
  let [f, g, fd, gd] = [1, x, 0, 1];
  let [tf, tg] = [1, x];
  for (let k = 1; k < 60; k++) {
    tf *= cube / (3 * k * (3 * k - 1));
    tg *= cube / (3 * k * (3 * k + 1));
    f += tf;
    g += tg;
    if (x !== 0) {
      fd += (3 * k * tf) / x;
      gd += ((3 * k + 1) * tg) / x;
    }
    if (abs(tf) < 1e-18 && abs(tg) < 1e-18) break;
  }
  return [c1 * f - c2 * g, c1 * fd - c2 * gd, sqrt(3) * (c1 * f + c2 * g), sqrt(3) * (c1 * fd + c2 * gd)];
}
