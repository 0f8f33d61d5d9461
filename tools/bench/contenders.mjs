/**
 * A way to run the workloads: `open` gives the packages for one workload, on arrays of its own, and `close` gives them back.
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => Promise<Opened>} open
 *
 * @typedef {object} Opened
 * @property {object} core                        the packages; `core.place(array)` is the array where the contender keeps its inputs
 * @property {(() => boolean)} [ran]              whether a kernel ran since it was last asked; absent where there are none
 * @property {<R>(work: () => R) => R} scope      gives back what `work` leaves in WebAssembly memory
 * @property {() => void} [close]
 */

/** Plain bodies; kernels on plain arrays; kernels on arrays that live in WebAssembly memory. On one thread and on two. */
export const columns = ["plain", "wasm, 1 thread", "wasm, 2 threads", "resident, 1 thread", "resident, 2 threads"];

/** The memory that the kernels of one workload may take. */
const limit = 3.75 * 2 ** 30;

/** @returns {readonly Contender[]} */
export function contendersOf(core, { plain = false } = {}) {
  const list = [
    { name: columns[0], open: async () => ({ core: { ...core, place: (a) => a }, scope: (work) => work() }) },
  ];
  if (plain) return list;
  for (const resident of [false, true])
    for (const threads of [1, 2])
      list.push({ name: columns[list.length], open: () => withKernels(core, threads, resident) });
  return list;
}

/** The same packages on arrays of another runtime; undefined where the machine has no WebAssembly or not so many threads. */
async function withKernels(core, threads, resident) {
  const { createRuntime, kernelPoint, withRuntime } = core.array;
  const { wasmBackend } = await import("backend-wasm");
  const backend = await wasmBackend({ threads, ...(resident ? { limit } : {}) });
  if (backend.variant === "none" || backend.threads !== threads) return undefined;
  let count = 0;
  const kernels = backend.plugin.provides[kernelPoint.id].map((kernel) => ({
    ...kernel,
    run(...given) {
      count++;
      return kernel.run(...given);
    },
  }));
  const runtime = createRuntime({ plugins: [{ ...backend.plugin, provides: { [kernelPoint.id]: kernels } }] });
  const place = (array) => (resident ? backend.resident(withRuntime(runtime, array)) : withRuntime(runtime, array));
  const array = { ...core.array };
  for (const name of ["arange", "array", "eye", "fromData", "full", "linspace", "ones", "zeros"])
    array[name] = (...given) => place(core.array[name](...given));
  return {
    core: { ...core, array, place },
    ran: () => {
      const some = count > 0;
      count = 0;
      return some;
    },
    scope: (work) => backend.scope(work),
    close: () => backend.dispose(),
  };
}
