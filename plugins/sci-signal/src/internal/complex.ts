import { type ArrayLikeInput, type Complex, fromData, type NDArray } from "@core/array";
import { checkLine } from "./checks.js";
import { partsOf } from "./signals.js";

/** A complex number. */
export function complex(re: number, im = 0): Complex {
  return { re, im };
}

export function add(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im };
}

export function subtract(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im };
}

export function multiply(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

export function scale(a: Complex, factor: number): Complex {
  return { re: a.re * factor, im: a.im * factor };
}

/** Smith's division, which overflows only where the quotient does. */
export function divide(a: Complex, b: Complex): Complex {
  if (b.im === 0) return { re: a.re / b.re, im: a.im / b.re };
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re;
    const below = b.re + b.im * ratio;
    return { re: (a.re + a.im * ratio) / below, im: (a.im - a.re * ratio) / below };
  }
  const ratio = b.re / b.im;
  const below = b.re * ratio + b.im;
  return { re: (a.re * ratio + a.im) / below, im: (a.im * ratio - a.re) / below };
}

export function conjugate(a: Complex): Complex {
  return { re: a.re, im: -a.im };
}

export function modulus(a: Complex): number {
  return Math.hypot(a.re, a.im);
}

export function negate(a: Complex): Complex {
  return { re: -a.re, im: -a.im };
}

/** The root in the right half plane. */
export function squareRoot(a: Complex): Complex {
  if (a.re === 0 && a.im === 0) return { re: 0, im: a.im };
  const size = modulus(a);
  if (a.re >= 0) {
    const t = Math.sqrt(0.5 * (size + a.re));
    return { re: t, im: a.im / (2 * t) };
  }
  const t = Math.sqrt(0.5 * (size - a.re));
  const negative = a.im < 0 || Object.is(a.im, -0);
  return { re: Math.abs(a.im) / (2 * t), im: negative ? -t : t };
}

export function product(list: readonly Complex[]): Complex {
  return list.reduce(multiply, complex(1));
}

/** Complex numbers of a list or an array with one axis. */
export function complexList(x: ArrayLikeInput, name: string): Complex[] {
  const { re, im } = partsOf(checkLine(x, name));
  return Array.from(re, (value, i) => ({ re: value, im: im === undefined ? 0 : (im[i] as number) }));
}

/** A complex128 array with one axis. */
export function complexVector(list: readonly Complex[]): NDArray<"complex128"> {
  const data = new Float64Array(2 * list.length);
  list.forEach(({ re, im }, i) => {
    data[2 * i] = re;
    data[2 * i + 1] = im;
  });
  return fromData(data, [list.length], { dtype: "complex128" });
}
