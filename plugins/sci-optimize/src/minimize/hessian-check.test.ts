import { describe, expect, it } from "vitest";
import { expectNumbers, numbersOf } from "../../../../tools/golden/golden.js";
import { hessianCheck, minimize, rosen } from "../index.js";

const camel = (x: Float64Array): number => {
  const [a, b] = [x[0]!, x[1]!];
  return (4 - 2.1 * a ** 2 + a ** 4 / 3) * a ** 2 + a * b + (4 * b ** 2 - 4) * b ** 2;
};

describe("the kind of a point", () => {
  it("is told by the curvatures", () => {
    const { x, success, nit } = minimize(camel, [0, 0], { method: "BFGS" });
    expect([success, nit, hessianCheck(camel, x).kind]).toEqual([true, 0, "saddle"]);
    expect(hessianCheck(camel, minimize(camel, [0.2, -0.5]).x).kind).toBe("minimum");
    expect(hessianCheck((p) => -p[0]! * p[0]!, [0]).kind).toBe("maximum");
    expect(hessianCheck(() => 5, [1, 2]).kind).toBe("flat");
    const { kind, eigenvalues } = hessianCheck(rosen, [1, 1]);
    expect(kind).toBe("minimum");
    expectNumbers(numbersOf(eigenvalues), [0.39936077, 1001.60063923], { rtol: 1e-3 }, "Rosenbrock");
  });
});
