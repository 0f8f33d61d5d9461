// Moshier's Cephes, which SciPy's filter uses too.
const smallTop = [-899971225.7055594, 452228297998.19403, -72749424522181.83, 3682957328638529];
const smallBottom = [
  1, 620.8364781180543, 256987.25675774884, 83514679.14319493, 22151159547.97925, 4749141220799.914, 784369607876235.9,
  89522233618462740, 5322786203326801000,
];
const phaseTop = [
  0.0007621256162081731, 0.07313970569409176, 1.1271960812968493, 5.112079511468076, 8.424045901417724,
  5.214515986823615, 1,
];
const phaseBottom = [
  0.0005713231280725487, 0.06884559087544954, 1.105142326340617, 5.073863861286015, 8.399855543276042,
  5.209828486823619, 1,
];
const sideTop = [
  0.05108625947501766, 4.982138729512334, 75.82382841325453, 366.7796093601508, 710.8563049989261, 597.4896124006136,
  211.68875710057213, 25.207020585802372,
];
const sideBottom = [
  1, 74.23732770356752, 1056.4488603826283, 4986.410583376536, 9562.318924047562, 7997.041604473507, 2826.1927851763908,
  336.0936078106983,
];

/** The Bessel function of the first kind of order 1, for x from 0. */
export function besselJ1(x: number): number {
  if (x <= 5) {
    const z = x * x;
    const ratio = evaluate(z, smallTop) / evaluate(z, smallBottom);
    return ratio * x * (z - 14.681970642123893) * (z - 49.2184563216946);
  }
  const w = 5 / x;
  const z = w * w;
  const p = evaluate(z, phaseTop) / evaluate(z, phaseBottom);
  const q = evaluate(z, sideTop) / evaluate(z, sideBottom);
  const angle = x - 2.356194490192345;
  return ((p * Math.cos(angle) - w * q * Math.sin(angle)) * 0.7978845608028654) / Math.sqrt(x);
}

function evaluate(x: number, coefficients: readonly number[]): number {
  let sum = coefficients[0] as number;
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + (coefficients[i] as number);
  return sum;
}
