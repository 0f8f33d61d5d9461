import { parseArgs } from "node:util";
import { coreError } from "@core/array";
import type { EdgeWindows } from "./analyse.js";

/** What the command line asks for. */
export interface StartOptions {
  /** A file of one's own; without it a spectrum image is simulated. */
  readonly file: string | undefined;
  readonly output: string;
  readonly size: readonly [width: number, height: number, channels: number];
  readonly seed: number;
  /** Empty when none were given. */
  readonly edges: readonly EdgeWindows[];
  readonly help: boolean;
}

export const usage: string = `npm start -- [FILE] [options]

Removes the power-law background of an EELS spectrum image, sums the counts of its edges and draws the maps.
Without FILE a spectrum image with known maps is simulated first.

  --edge NAME:FROM-TO:FROM-TO   an edge: the range of the background fit, then of the integration, in eV; may be repeated
  --output DIR                  where pictures and numbers go (hyperscope-output)
  --size WIDTHxHEIGHTxCHANNELS  of the simulation (64x64x1024)
  --seed NUMBER                 of the simulation (1)

Example: npm start -- scan.hdf5 --edge Ti_L:400-450:456-480 --edge O_K:500-528:532-560`;

/** The options of a command line. */
export function readOptions(argv: readonly string[]): StartOptions {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (cause) {
    throw coreError("USAGE", (cause as Error).message, { cause });
  }
  const { values, positionals } = parsed;
  if (positionals.length > 1) throw coreError("USAGE", `one FILE is expected, got ${positionals.join(", ")}.`);
  const size = /^(\d+)x(\d+)x(\d+)$/.exec(values.size);
  if (size === null) throw coreError("USAGE", `--size: got "${values.size}", expected for example 64x64x1024.`);
  const [width, height, channels] = size.slice(1).map(Number) as [number, number, number];
  if (width < 2 || height < 2 || channels < 740 || width * height * channels > 2 ** 28) {
    throw coreError(
      "USAGE",
      `--size: got ${values.size}; allowed are at least 2x2x740 (the edges must be on the axis) and at most ${2 ** 28} numbers.`,
    );
  }
  if (!/^\d+$/.test(values.seed) || Number(values.seed) > 0xffffffff)
    throw coreError("USAGE", `--seed: got "${values.seed}", expected a whole number from 0 to ${0xffffffff}.`);
  return {
    file: positionals[0],
    output: values.output,
    size: [width, height, channels],
    seed: Number(values.seed),
    edges: values.edge.map(readEdge),
    help: values.help,
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      edge: { type: "string", multiple: true, default: [] },
      output: { type: "string", default: "hyperscope-output" },
      size: { type: "string", default: "64x64x1024" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

function readEdge(text: string): EdgeWindows {
  const number = "([+-]?\\d+(?:\\.\\d+)?)";
  const match = new RegExp(`^([^:/\\\\]+):${number}-${number}:${number}-${number}$`).exec(text);
  if (match === null)
    throw coreError("USAGE", `--edge: got "${text}", expected NAME:FROM-TO:FROM-TO, for example Ti_L:400-450:456-480.`);
  const [a, b, c, d] = match.slice(2).map(Number) as [number, number, number, number];
  if (!(a < b && c < d)) throw coreError("USAGE", `--edge ${text}: each range goes from a lower to a higher energy.`);
  return { name: match[1] as string, background: [a, b], integration: [c, d] };
}
