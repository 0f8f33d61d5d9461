/** Coefficients of a family of multistep methods; row q - 1 belongs to order q. */
export interface Coefficients {
  /** Of the correction of each scaled derivative: el. */
  readonly correction: readonly Float64Array[];
  /** For tests at one order less, this order and one order more: tesco. */
  readonly test: readonly Float64Array[];
}

/** The implicit Adams methods up to order 12 (Hindmarsh's cfode with meth 1). */
export function adamsCoefficients(): Coefficients {
  const correction = Array.from({ length: 12 }, () => new Float64Array(13));
  const test = Array.from({ length: 12 }, () => new Float64Array(3));
  correction[0]![0] = 1;
  correction[0]![1] = 1;
  test[0]![1] = 2;
  test[1]![0] = 1;
  // The polynomial (x + 1)(x + 2) … (x + q - 1).
  const polynomial = new Float64Array(12);
  polynomial[0] = 1;
  let factorial = 1;
  for (let q = 2; q <= 12; q++) {
    const before = factorial;
    factorial /= q;
    polynomial[q - 1] = 0;
    for (let i = q - 1; i > 0; i--) polynomial[i] = polynomial[i - 1]! + (q - 1) * polynomial[i]!;
    polynomial[0] = (q - 1) * polynomial[0]!;
    let integral = polynomial[0];
    let moment = polynomial[0] / 2;
    let sign = 1;
    for (let i = 1; i < q; i++) {
      sign = -sign;
      integral += (sign * polynomial[i]!) / (i + 1);
      moment += (sign * polynomial[i]!) / (i + 2);
    }
    const row = correction[q - 1]!;
    row[0] = integral * before;
    row[1] = 1;
    for (let i = 1; i < q; i++) row[i + 1] = (before * polynomial[i]!) / (i + 1);
    const inverse = 1 / (factorial * moment);
    test[q - 1]![1] = inverse;
    if (q < 12) test[q]![0] = (inverse * factorial) / (q + 1);
    test[q - 2]![2] = inverse;
  }
  return { correction, test };
}

/** The backward differentiation formulas up to order 5 (cfode with meth 2). */
export function bdfCoefficients(): Coefficients {
  const correction = Array.from({ length: 5 }, () => new Float64Array(13));
  const test = Array.from({ length: 5 }, () => new Float64Array(3));
  const polynomial = new Float64Array(7);
  polynomial[0] = 1;
  let factorial = 1;
  for (let q = 1; q <= 5; q++) {
    polynomial[q] = 0;
    for (let i = q; i > 0; i--) polynomial[i] = polynomial[i - 1]! + q * polynomial[i]!;
    polynomial[0] = q * polynomial[0]!;
    const row = correction[q - 1]!;
    for (let i = 0; i <= q; i++) row[i] = polynomial[i]! / polynomial[1]!;
    row[1] = 1;
    const own = test[q - 1]!;
    own[0] = factorial;
    own[1] = (q + 1) / row[0]!;
    own[2] = (q + 2) / row[0]!;
    factorial /= q;
  }
  return { correction, test };
}

/** How far the step of an Adams method of each order may go before it is unstable. */
export const stability: readonly number[] = [0.5, 0.575, 0.55, 0.45, 0.35, 0.25, 0.2, 0.15, 0.1, 0.075, 0.05, 0.025];
