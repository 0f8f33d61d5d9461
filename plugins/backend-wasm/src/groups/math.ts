import type { Kernel } from "@core/array";
import type { Binary, Engine } from "../contract.js";
import { floats } from "../dtypes.js";
import { power } from "../expressions/power.js";
import { elementwiseKernel, type Row } from "./elementwise.js";

const unary = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "tanh", "arctan"];
const binary = ["arctan2", "hypot"];
/** Arguments far from 0 are left to the engine, which takes the turns off them with all digits. */
const turning: Readonly<Record<string, (x: number) => number>> = { sin: Math.sin, cos: Math.cos, tan: Math.tan };

/** The kernels of elementary functions. */
export function kernels(engine: Engine, group: Binary): readonly Kernel[] {
  const row = (name: string): Row => ({ operation: `@core/array/${name}`, kernel: name, dtypes: floats });
  return [
    ...unary.map((name) => row(name)),
    ...binary.map((name) => row(name)),
    ...Object.entries(turning).map(([name, repair]): Row => ({ ...row(name), repair })),
    { ...row("power"), repair: power },
  ].map((one) => elementwiseKernel(engine, group, one));
}
