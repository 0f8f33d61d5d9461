import { type DType, type NDArray, type Runtime, withRuntime } from "@core/array";
import { type Layout, laidOut, testArray } from "./arrays.js";
import { type Case, check } from "./case.js";
import { checkSame, isArray, type Tolerance } from "./compare.js";
import { checkUnchanged } from "./kernel.js";

/** A runtime with the kernels of a backend. */
export interface KernelBackend {
  /** Shown where something fails, for example `2 threads`. */
  readonly name: string;
  /** Backends of one kind give the same bits, for any number of threads. */
  readonly kind: string;
  readonly runtime: Runtime;
  /** The operations whose kernels ran since it was last asked. */
  ran(): readonly string[];
  /** Does work with arrays that live in the backend's memory, and throws if anything stays there. */
  resident?(inputs: readonly NDArray[], work: (inputs: readonly NDArray[]) => void): void;
}

/** A call of the public API. Arrays that it makes itself belong to the runtime of its inputs (`withRuntime`). */
export type Call = (...inputs: NDArray[]) => unknown;

/** Makes an input of a dtype and shape; inputs of one call have different seeds. */
export type Sample = (dtype: DType, shape: readonly number[], seed: number) => NDArray;

type Shape = readonly number[];

/** One row of a table: calls, and the arrays that they are made with, in all combinations. */
export interface CallRow {
  /** The operation whose kernel must run; none where the call is left to reference bodies. */
  readonly operation?: string;
  /** What is called, where that takes more than its operation. */
  readonly name?: string;
  /** Whether its kernel runs once (the default), more often, or among kernels of other operations. */
  readonly runs?: "once" | "often" | "among others";
  /** Where the kernel runs for arrays in the backend's memory alone. */
  readonly only?: "resident";
  /** The calls by name; they may depend on the shape of the first input, for example for its axes. */
  readonly calls: Readonly<Record<string, Call>> | ((shape: Shape, dtype: DType) => Readonly<Record<string, Call>>);
  /** Dtypes of all inputs alike, or a list in the order of the inputs. */
  readonly dtypes: readonly (DType | readonly DType[])[];
  /** A shape of the only input, or shapes of the inputs. */
  readonly shapes: readonly (Shape | readonly Shape[])[];
  /** How the first input lies in memory, or all of them; contiguous by default. */
  readonly layouts?: readonly (Layout | readonly Layout[])[];
  /** Inputs by what is special about them; {@link testArray} by default. */
  readonly samples?: Readonly<Record<string, Sample>>;
  /** How far results may be off the reference body's; by default they have its bits. */
  readonly tolerance?: Tolerance | ((dtype: DType, shape: Shape) => Tolerance | undefined);
}

const special: Readonly<Record<string, Sample>> = {
  special: (dtype, shape, seed) => testArray(dtype, shape, "contiguous", seed),
};

/**
 * One case for each row and dtype: calls give what they give without kernels, run the kernels that the row names, give the same bits
 * for any number of threads and for arrays that live in a backend's memory, leave nothing there, leave inputs as they were, and what
 * they give belongs to the runtime.
 */
export function callCases(backends: readonly KernelBackend[], rows: readonly CallRow[]): readonly Case[] {
  return rows.flatMap((row) =>
    row.dtypes.map((dtypes) => ({
      id: ["kernel", row.operation ?? "left to the reference body", row.name, [dtypes].flat().join(" ")]
        .filter((part) => part !== undefined)
        .join("/"),
      run: () => runRow(backends, row, dtypes),
    })),
  );
}

function runRow(backends: readonly KernelBackend[], row: CallRow, dtypes: DType | readonly DType[]): void {
  for (const given of row.shapes) {
    const shapes = Array.isArray(given[0]) ? (given as readonly Shape[]) : [given as Shape];
    for (const given of row.layouts ?? (["contiguous"] as const)) {
      const own = typeof given === "string" ? [given] : given;
      for (const [sample, make] of Object.entries(row.samples ?? special)) {
        const inputs = shapes.map((shape, i) =>
          laidOut(
            make(typeof dtypes === "string" ? dtypes : (dtypes[i] as DType), shape, i + 1),
            own[i] ?? "contiguous",
          ),
        );
        const [shape, dtype] = [shapes[0] as Shape, [dtypes].flat()[0] as DType];
        const calls = typeof row.calls === "function" ? row.calls(shape, dtype) : row.calls;
        const tolerance = typeof row.tolerance === "function" ? row.tolerance(dtype, shape) : row.tolerance;
        const before = inputs.map((input) => input.copy());
        const shown = [...shapes.map((one) => `(${one})`), own.join(), sample];
        for (const [name, call] of Object.entries(calls))
          compareCall(backends, row, call, inputs, before, tolerance, (cause) => [name, ...shown, cause].join("; "));
        for (const [i, input] of inputs.entries())
          checkUnchanged(input, before[i] as NDArray, [...shown, `input ${i} was changed`].join("; "));
      }
    }
  }
}

function compareCall(
  backends: readonly KernelBackend[],
  row: CallRow,
  call: Call,
  inputs: readonly NDArray[],
  before: readonly NDArray[],
  tolerance: Tolerance | undefined,
  told: (cause: string) => string,
): void {
  const expected = call(...inputs);
  const firsts = new Map<string, unknown>();
  const within = (what: string, work: () => void): void => {
    try {
      work();
    } catch (cause) {
      check(false, told(`${what}: ${cause instanceof Error ? cause.message : cause}`));
    }
  };
  for (const backend of backends) {
    const own = inputs.map((input) => withRuntime(backend.runtime, input));
    const first = (got: unknown): unknown => {
      if (!firsts.has(backend.kind)) firsts.set(backend.kind, got);
      return firsts.get(backend.kind);
    };
    within(backend.name, () => {
      backend.ran();
      const got = call(...own);
      checkRan(row.only === "resident" ? {} : row, backend.ran());
      checkSame(got, expected, tolerance);
      checkSame(got, first(got));
      checkBound(got, backend.runtime);
    });
    within(`${backend.name}, resident`, () =>
      backend.resident?.(own, (there) => {
        backend.ran();
        const got = call(...there);
        checkRan(row, backend.ran());
        checkSame(got, first(got));
        for (const [i, input] of there.entries()) checkUnchanged(input, before[i] as NDArray, `input ${i} was changed`);
      }),
    );
  }
}

function checkRan({ operation, runs = "once" }: Pick<CallRow, "operation" | "runs">, ran: readonly string[]): void {
  const shown = `kernels ran for ${ran.join(", ") || "nothing"}`;
  if (operation === undefined) check(ran.length === 0, `${shown}, expected none.`);
  else {
    check(ran.includes(operation), `${shown}, expected ${operation}.`);
    check(
      runs === "among others" || ran.every((id) => id === operation),
      `${shown}, expected only that of ${operation}.`,
    );
    check(runs !== "once" || ran.length === 1, `${shown}, expected once.`);
  }
}

function checkBound(got: unknown, runtime: Runtime): void {
  if (isArray(got)) check(got.runtime === runtime, "the result does not belong to the runtime of the inputs.");
  else if (typeof got === "object" && got !== null) for (const one of Object.values(got)) checkBound(one, runtime);
}
