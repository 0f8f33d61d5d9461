import { type DType, type Kernel, kindOf, type NDArray, type Operation } from "@core/array";
import { type Layout, layouts, testArray } from "./arrays.js";
import { type Case, check } from "./case.js";
import { checkSame, type Tolerance } from "./compare.js";

/** What {@link kernelCases} is told. */
export interface KernelCaseOptions<Attributes extends object> {
  /** Shapes of the inputs, one list for each set of inputs. */
  readonly shapes?: readonly (readonly (readonly number[])[])[];
  /** Attributes for every call; one empty set by default. */
  readonly attributes?: readonly Attributes[];
  /**
   * The difference to the reference body, a number relative to each element; nothing for whole numbers, 2e-6 for float32, 2e-13 for
   * float64 by default.
   */
  readonly tolerance?: (dtype: DType) => number | Tolerance;
  /** How many inputs the operation takes. */
  readonly inputs: number;
  /** How the inputs lie in memory; all layouts by default. */
  readonly layouts?: readonly Layout[];
}

const numbers = (dtype: DType): number =>
  kindOf(dtype) === "float" || kindOf(dtype) === "complex" ? (/32|x64/.test(dtype) ? 2e-6 : 2e-13) : 0;

/**
 * What every kernel promises: the same results as the reference body, for all its dtypes, layouts and odd sizes, and unchanged inputs.
 * Of several kernels of one operation, for example for 1, 2 and 4 threads, all give the same bits.
 */
export function kernelCases<Attributes extends object>(
  kernel: Kernel | readonly Kernel[],
  operation: Operation<Attributes, unknown>,
  options: KernelCaseOptions<Attributes>,
): readonly Case[] {
  const kernels = Array.isArray(kernel) ? (kernel as readonly Kernel[]) : [kernel as Kernel];
  const one = kernels[0] as Kernel;
  const sets =
    options.shapes ??
    [[], [0], [1], [7], [97], [3, 5], [4, 0, 2], [2, 3, 17]].map((shape) =>
      Array.from({ length: options.inputs }, () => shape),
    );
  const cases: Case[] = [
    {
      id: `kernel/${one.operation}/${one.device}/is for this operation`,
      run: () => {
        for (const { operation: own } of kernels)
          check(own === operation.id, `the kernel is for ${own}, the operation is ${operation.id}.`);
      },
    },
  ];
  for (const wanted of one.dtypes) {
    const dtypes = typeof wanted === "string" ? Array.from({ length: options.inputs }, () => wanted) : wanted;
    for (const [index, shapes] of sets.entries())
      for (const layout of options.layouts ?? layouts)
        for (const [number, attributes] of (options.attributes ?? [{} as Attributes]).entries()) {
          const shown = shapes.map((shape) => `(${shape.join(", ")})`).join(" ");
          const which = (options.attributes?.length ?? 0) > 1 ? `/attributes ${number}` : "";
          cases.push({
            id: `kernel/${one.operation}/${one.device}/${dtypes.join(" ")}/${shown}/${layout}${which}`,
            run: () => {
              const inputs = shapes.map((shape, i) => testArray(dtypes[i] as DType, shape, layout, 17 * index + i));
              const before = inputs.map((input) => input.copy());
              const expected = operation.reference(inputs, attributes);
              const results = kernels
                .filter((own) => own.accepts?.(inputs, attributes) !== false)
                .map((own) => own.run(inputs, attributes));
              for (const got of results) {
                const tolerance = (options.tolerance ?? numbers)((got as NDArray).dtype ?? "float64");
                checkSame(got, expected, typeof tolerance === "number" ? { element: tolerance } : tolerance);
                checkSame(got, results[0]);
              }
              for (const [i, input] of inputs.entries())
                checkUnchanged(input, before[i] as NDArray, `input ${i} was changed`);
            },
          });
        }
  }
  return cases;
}

/** Throws, saying so, where an array is not what it was. */
export function checkUnchanged(a: NDArray, before: NDArray, what: string): void {
  try {
    checkSame(a, before);
  } catch (cause) {
    check(false, `${what}: ${(cause as Error).message}`);
  }
}
