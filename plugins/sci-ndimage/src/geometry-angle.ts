// Moshier's Cephes (sindg, cosdg): exact at multiples of 90°, which decides what is inside after quarter turns.
const sine = [
  1.5896230157221844e-10, -2.5050747762850355e-8, 0.0000027557313621385676, -0.0001984126982958954,
  0.008333333333322118, -0.1666666666666663,
];
const cosine = [
  1.1367817138204455e-11, -2.0875883375768363e-9, 2.7557315542981663e-7, -0.00002480158729361863, 0.0013888888888880667,
  -0.04166666666666664, 0.5,
];
const degree = 0.017453292519943295;

/** Cosine and sine of an angle in degrees. */
export function turn(angle: number): [cosine: number, sine: number] {
  return [part(Math.abs(angle), 2), angle < 0 ? -part(-angle, 0) : part(angle, 0)];
}

/** The sine of an angle from 0, `ahead` octants later. */
function part(angle: number, ahead: 0 | 2): number {
  // Beyond this a float64 no longer resolves degrees; Cephes gives 0, too.
  if (!(angle <= 1e14)) return angle > 1e14 ? 0 : Number.NaN;
  let whole = Math.floor(angle / 45);
  let octant = whole % 16;
  if (octant % 2 === 1) {
    octant += 1;
    whole += 1;
  }
  octant = (octant + ahead) & 7;
  const rest = (angle - whole * 45) * degree;
  const square = rest * rest;
  const value =
    octant === 2 || octant === 6
      ? 1 - square * evaluate(square, cosine)
      : rest + rest * (square * evaluate(square, sine));
  return octant >= 4 ? -value : value;
}

function evaluate(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}
