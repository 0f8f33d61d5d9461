/** The pseudo-inverse of a small square matrix by rows, from its singular values (one-sided Jacobi rotations, Hestenes 1958). */
export function pseudoInverse(matrix: Float64Array, n: number): Float64Array {
  const u = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false;
    for (let p = 0; p < n - 1; p++)
      for (let q = p + 1; q < n; q++) {
        let [pp, qq, pq] = [0, 0, 0];
        for (let i = 0; i < n; i++) {
          pp += u[i * n + p]! ** 2;
          qq += u[i * n + q]! ** 2;
          pq += u[i * n + p]! * u[i * n + q]!;
        }
        if (Math.abs(pq) <= 1e-16 * Math.sqrt(pp * qq)) continue;
        turned = true;
        const zeta = (qq - pp) / (2 * pq);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const cos = 1 / Math.sqrt(1 + tangent * tangent);
        rotate(u, n, p, q, cos, cos * tangent);
        rotate(v, n, p, q, cos, cos * tangent);
      }
  }
  const squares = Float64Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += u[i * n + j]! ** 2;
    return sum;
  });
  const least = (n * 2 ** -52) ** 2 * Math.max(...squares);
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    if (squares[j]! > least)
      for (let row = 0; row < n; row++)
        for (let column = 0; column < n; column++)
          out[row * n + column] = out[row * n + column]! + (v[row * n + j]! * u[column * n + j]!) / squares[j]!;
  return out;
}

function rotate(m: Float64Array, n: number, p: number, q: number, cos: number, sin: number): void {
  for (let i = 0; i < n; i++) {
    const [a, b] = [m[i * n + p]!, m[i * n + q]!];
    m[i * n + p] = cos * a - sin * b;
    m[i * n + q] = sin * a + cos * b;
  }
}
