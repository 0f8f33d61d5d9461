import { linspace, sin } from "@core/array";
import { testOracle } from "../../../tools/golden/oracle.js";
import { odeint, quad, quadrature, romberg, simpson } from "./index.js";

const half = Math.PI / 2;

function decay(): { readonly counter: number; readonly y: ReturnType<typeof odeint>; readonly nfe: number[] } {
  let counter = 0;
  const [y, info] = odeint(
    (state) => {
      counter++;
      return -2 * state[0];
    },
    1,
    linspace(0, 4, { num: 40 }),
    { fullOutput: true },
  );
  return { counter, y: y.reshape(-1), nfe: info.nfe.toNested() as number[] };
}

testOracle(["integrate."], {
  "integrate.quad": () => {
    const [res, err] = quad(Math.sin, 0, half);
    return { res, err, err_is_estimate: true };
  },
  "integrate.quad.inf": () => {
    const [res] = quad((x) => Math.exp(-x * x), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    return { res };
  },
  "integrate.quadrature": () => quadrature(Math.sin, 0, half)[0],
  "integrate.romberg": () => romberg(Math.sin, 0, half),
  "integrate.simpson": () => {
    const x = linspace(0, half, { num: 11 });
    return simpson(sin(x), { x });
  },
  "integrate.odeint.decay.values": () => decay().y,
  "integrate.odeint.decay.nfe": () => {
    const { counter, nfe } = decay();
    return { counter, nfe_first10: nfe.slice(0, 10) };
  },
});
