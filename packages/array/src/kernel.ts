import { devicePoint, fallBack } from "./device.js";
import type { DType } from "./dtype.js";
import { coreError } from "./errors.js";
import type { NDArray } from "./ndarray.js";
import type { Plugin, Point, Runtime } from "./plugin.js";
import type { Device } from "./storage.js";

/** What an operation's result will look like, known before it runs. */
export interface Inferred {
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** The body of an operation: arrays and plain attributes in, a result out. */
export type Body<Attributes extends object, Result> = (inputs: readonly NDArray[], attributes: Attributes) => Result;

/** A named operation. Its reference body is mandatory; kernels of backends only make it faster. */
export interface Operation<Attributes extends object = object, Result = NDArray> {
  /** `<npm name>/<operation>`, for example `@core/array/add`. */
  readonly id: string;
  /** Works on host arrays of any dtype, stride and size. */
  readonly reference: Body<Attributes, Result>;
  /** The same through other operations, for devices that have those. */
  readonly compose?: Body<Attributes, Result>;
  /** Dtype and shape of the result, needed where the reference body must run behind a device. */
  readonly infer?: Body<Attributes, Inferred>;
}

/** A faster body for one operation on one device. */
export interface Kernel {
  readonly operation: string;
  /** `host`, or a device's id. */
  readonly device: string;
  /** Dtypes of the inputs: one dtype for all inputs alike, or a list in the order of the inputs. */
  readonly dtypes: readonly (DType | readonly DType[])[];
  /** Of several kernels that fit, the highest is taken; 0 by default. */
  readonly priority?: number;
  /** Whether it can do these very inputs, for example their strides. */
  accepts?(inputs: readonly NDArray[], attributes: object): boolean;
  run(inputs: readonly NDArray[], attributes: object): unknown;
}

/** Which rule does an operation, and what would do it better. */
export interface Explanation {
  readonly rule: "kernel" | "compose" | "reference";
  readonly device: string;
  /** The package whose code runs. */
  readonly package: string;
  readonly message: string;
}

/** The kernels of a runtime. */
export interface Kernels {
  resolve(
    operation: Operation<never, unknown>,
    dtypes: readonly DType[],
    device: string,
    inputs?: readonly NDArray[],
    attributes?: object,
  ): Kernel | "compose" | "reference";
  explain(operation: Operation<never, unknown>, dtypes: readonly DType[], device?: string): Explanation;
  call<Attributes extends object, Result>(
    operation: Operation<Attributes, Result>,
    inputs: readonly NDArray[],
    attributes: Attributes,
  ): Result;
}

/** What plugins may provide for arrays: `provides: {...} satisfies ArrayContributions`. */
export interface ArrayContributions {
  readonly "@core/array/kernel#1"?: readonly Kernel[];
  readonly "@core/array/device#1"?: readonly Device[];
}

/** The slot for kernels. */
export const kernelPoint: Point<Kernel, Kernels> = {
  id: "@core/array/kernel#1",
  keys: (kernel) =>
    kernel.dtypes.map((dtypes) => `${kernel.operation} ${kernel.device} ${dtypes} ${kernel.priority ?? 0}`),
  index: indexKernels,
};

/** The plugin of this package; plugins with kernels or devices need it. */
export const arrayCore: Plugin = { name: "@core/array", version: "0.1.0", defines: [kernelPoint, devicePoint] };

/**
 * Runs an operation in the runtime of its inputs: an exact kernel of the device, else composed on the device, else the reference body.
 * @throws FOREIGN_RUNTIME when the inputs belong to two runtimes, UNSUPPORTED when they are on two devices or the device cannot do it
 */
export function dispatch<Attributes extends object, Result>(
  operation: Operation<Attributes, Result>,
  inputs: readonly NDArray[],
  attributes: Attributes,
): Result {
  const runtime = commonRuntime(inputs);
  return runtime === undefined
    ? operation.reference(inputs, attributes)
    : runtime.get(kernelPoint).call(operation, inputs, attributes);
}

/** The one runtime of some arrays; undefined when all are bare. */
export function commonRuntime(inputs: readonly (NDArray | undefined)[]): Runtime | undefined {
  let runtime: Runtime | undefined;
  for (const input of inputs) {
    const own = input?.runtime;
    if (own === undefined || own === runtime) continue;
    if (runtime !== undefined)
      throw coreError(
        "FOREIGN_RUNTIME",
        "the arrays belong to two runtimes: bring one over with withRuntime(runtime, array).",
      );
    runtime = own;
  }
  return runtime;
}

/** The same elements in another runtime (undefined: the bare one). */
export function withRuntime<A extends NDArray>(runtime: Runtime | undefined, a: A): A {
  if (a.runtime === runtime) return a;
  const Constructor = a.constructor as new (...args: unknown[]) => A;
  return new Constructor(a.storage, a.dtype, a.shape, a.strides, a.offset, runtime);
}

/** Which rule does an operation in a runtime. */
export function explain(
  runtime: Runtime,
  operation: Operation<never, unknown>,
  dtypes: readonly DType[],
  device = "host",
): Explanation {
  return runtime.get(kernelPoint).explain(operation, dtypes, device);
}

/** Which kernel, if any, does an operation in a runtime. */
export function resolve(
  runtime: Runtime,
  operation: Operation<never, unknown>,
  dtypes: readonly DType[],
  device = "host",
): Kernel | "compose" | "reference" {
  return runtime.get(kernelPoint).resolve(operation, dtypes, device);
}

function fits(kernel: Kernel, dtypes: readonly DType[]): boolean {
  return kernel.dtypes.some((wanted) =>
    typeof wanted === "string"
      ? dtypes.every((dtype) => dtype === wanted)
      : wanted.length === dtypes.length && wanted.every((dtype, i) => dtype === dtypes[i]),
  );
}

function indexKernels(all: readonly Kernel[], runtime: Runtime): Kernels {
  const lists = new Map<string, Kernel[]>();
  for (const kernel of [...all].sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0))) {
    const key = `${kernel.operation} ${kernel.device}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [kernel]);
    else list.push(kernel);
  }
  const accelerated = new Set(all.map((kernel) => kernel.device));

  const resolve: Kernels["resolve"] = (operation, dtypes, device, inputs, attributes) => {
    for (const kernel of lists.get(`${operation.id} ${device}`) ?? []) {
      if (fits(kernel, dtypes) && (inputs === undefined || kernel.accepts?.(inputs, attributes ?? {}) !== false))
        return kernel;
    }
    return device !== "host" && operation.compose !== undefined ? "compose" : "reference";
  };

  const explain: Kernels["explain"] = (operation, dtypes, device = "host") => {
    const found = resolve(operation, dtypes, device);
    const call = `${operation.id}(${dtypes.join(", ")})`;
    if (typeof found === "object") {
      const owner = runtime.owner(found)?.name ?? "a kernel";
      return { rule: "kernel", device, package: owner, message: `${call} on ${device} runs the kernel of ${owner}.` };
    }
    const own = operation.id.slice(0, operation.id.lastIndexOf("/"));
    if (found === "compose")
      return {
        rule: "compose",
        device,
        package: own,
        message: `${call} on ${device} is composed of other operations there.`,
      };
    const candidate = runtime.hint(`kernel:${operation.id}`);
    const better = candidate === undefined ? "" : ` Faster with ${candidate}: pnpm add ${candidate}.`;
    const where = device === "host" ? "" : `, after a copy to the host and with a copy back`;
    return {
      rule: "reference",
      device,
      package: own,
      message: `${call} on ${device} runs the reference body${where}.${better}`,
    };
  };

  const tell = (operation: Operation<never, unknown>, dtypes: readonly DType[], device: string): void =>
    runtime.report({
      code: device === "host" ? "REFERENCE_BODY" : "HOST_FALLBACK",
      message: explain(operation, dtypes, device).message,
    });

  const call: Kernels["call"] = (operation, inputs, attributes) => {
    const device = commonDevice(inputs);
    const name = device?.id ?? "host";
    if (device === undefined && !accelerated.has("host"))
      return bound(operation.reference(inputs, attributes), runtime);
    const dtypes = inputs.map((input) => input.dtype);
    const found = resolve(operation as Operation<never, unknown>, dtypes, name, inputs, attributes);
    if (typeof found === "object")
      return bound(found.run(inputs, attributes), runtime) as ReturnType<typeof operation.reference>;
    if (found === "compose" && operation.compose !== undefined) return operation.compose(inputs, attributes);
    tell(operation as Operation<never, unknown>, dtypes, name);
    if (device === undefined) return bound(operation.reference(inputs, attributes), runtime);
    return fallBack(device, operation, inputs, attributes, runtime);
  };

  return { resolve, explain, call };
}

function commonDevice(inputs: readonly NDArray[]): Device | undefined {
  let device: Device | undefined;
  for (const input of inputs) {
    const own = input.device;
    if (own === undefined || own === device) continue;
    if (device !== undefined)
      throw coreError(
        "UNSUPPORTED",
        `the arrays are on two devices, ${device.id} and ${own.id}: bring one over with await toHost() and to("${device.id}").`,
      );
    device = own;
  }
  return device;
}

/** Kernels and reference bodies may make bare arrays; what leaves the runtime belongs to it. */
function bound<Result>(result: Result, runtime: Runtime): Result {
  if (Array.isArray(result)) return result.map((one) => bound(one, runtime)) as Result;
  return (result as NDArray | undefined)?.brand === "@core/array/NDArray#1"
    ? (withRuntime(runtime, result as NDArray) as Result)
    : result;
}
