import { describe, expect, it } from "vitest";
import {
  type ArrayContributions,
  add,
  addOperation,
  array,
  arrayCore,
  createRuntime,
  type Device,
  type Diagnostic,
  deviceStorage,
  dispatch,
  explain,
  fromData,
  isCoreError,
  isDeviceStorage,
  type Kernel,
  multiply,
  NDArray,
  type Operation,
  type Plugin,
  type Runtime,
  resolve,
  sum,
  withRuntime,
} from "./index.js";

/** A device whose memory is a map of byte arrays and whose work is done later, in the order in which it was asked for. */
function fakeDevice(id: string): Device & { readonly slots: Map<number, Uint8Array>; readonly log: string[] } {
  const slots = new Map<number, Uint8Array>();
  const log: string[] = [];
  let next = 1;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    id,
    dtypes: ["float32", "uint8"],
    slots,
    log,
    allocate(bytes) {
      log.push(`allocate ${bytes}`);
      slots.set(next, new Uint8Array(bytes));
      return next++;
    },
    free(slot) {
      log.push("free");
      slots.delete(slot);
    },
    write(slot, bytes) {
      const kept = bytes.slice();
      queue = queue.then(() => slots.get(slot)?.set(kept));
    },
    read(slot, bytes) {
      const result = queue.then(() => (slots.get(slot) as Uint8Array).slice(0, bytes));
      queue = result;
      return result;
    },
  };
}

/** A kernel of a device that adds float32 arrays in the device's own memory. */
function addOnDevice(device: ReturnType<typeof fakeDevice>): Kernel {
  return {
    operation: "@core/array/add",
    device: device.id,
    dtypes: ["float32"],
    accepts: (inputs) => inputs.every((input) => input.isContiguous && input.device !== undefined),
    run(inputs) {
      const [a, b] = inputs as [NDArray, NDArray];
      const slots = [a, b].map((one) => (isDeviceStorage(one.storage) ? one.storage.slot : 0));
      const slot = device.allocate(4 * a.size);
      const ready = Promise.all(slots.map((from) => device.read(from, 4 * a.size))).then(([x, y]) => {
        const [p, q] = [new Float32Array((x as Uint8Array).buffer), new Float32Array((y as Uint8Array).buffer)];
        device.write(slot, new Uint8Array(p.map((value, i) => value + (q[i] as number)).buffer));
      });
      return a.make("float32", a.shape, deviceStorage(device, slot, ready));
    },
  };
}

function plugin(name: string, provides: ArrayContributions): Plugin {
  return { name, version: "1.0.0", needs: [arrayCore], provides: provides as Record<string, readonly unknown[]> };
}

function failure(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (isCoreError(error)) return error.code;
    throw error;
  }
  throw new Error("expected an error");
}

function setUp(kernels: (device: ReturnType<typeof fakeDevice>) => readonly Kernel[] = () => []): {
  device: ReturnType<typeof fakeDevice>;
  runtime: Runtime;
  told: Diagnostic[];
  on: (values: readonly number[]) => NDArray<"float32">;
} {
  const device = fakeDevice("fake");
  const told: Diagnostic[] = [];
  const runtime = createRuntime({
    plugins: [plugin("backend-fake", { "@core/array/device#1": [device], "@core/array/kernel#1": kernels(device) })],
    hints: { "kernel:@core/array/multiply": "backend-better" },
    onDiagnostic: (diagnostic) => told.push(diagnostic),
  });
  const on = (values: readonly number[]): NDArray<"float32"> =>
    array([...values], { dtype: "float32", runtime }).to("fake");
  return { device, runtime, told, on };
}

describe("arrays on a device", () => {
  it("go there and come back", async () => {
    const { runtime, on } = setUp();
    const a = on([1, 2, 3]);
    expect(a.device?.id).toBe("fake");
    expect(a.runtime).toBe(runtime);
    expect((await a.toHost()).toNested()).toEqual([1, 2, 3]);
    const host = array([1, 2]);
    expect(await host.toHost()).toBe(host);
    expect(a.to("fake")).toBe(a);
  });

  it("are seen through views", async () => {
    const { runtime } = setUp();
    const a = array(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { dtype: "float32", runtime },
    ).to("fake");
    expect((await a.T.toHost()).toNested()).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ]);
    expect((await a.slice(1, "::2").toHost()).toNested()).toEqual([4, 6]);
    expect((await a.slice("...", "::-1").toHost()).toNested()).toEqual([
      [3, 2, 1],
      [6, 5, 4],
    ]);
  });

  it("cannot be read in place, and say how", () => {
    const { on } = setUp();
    expect(() => on([1]).data).toThrow(/await array\.toHost\(\)/);
    expect(failure(() => on([1]).get(0))).toBe("UNSUPPORTED");
  });

  it("refuse unknown devices, dtypes and the bare runtime", () => {
    const { runtime } = setUp();
    expect(failure(() => array([1], { dtype: "float32", runtime }).to("gpu"))).toBe("MISSING");
    expect(failure(() => array([1], { runtime }).to("fake"))).toBe("BAD_DTYPE");
    expect(failure(() => array([1], { dtype: "float32" }).to(fakeDevice("fake")))).toBe("UNSUPPORTED");
  });

  it("give their memory back once", () => {
    const { device, on } = setUp();
    const a = on([1, 2]);
    a.storage.dispose?.();
    a.storage.dispose?.();
    expect(device.log.filter((entry) => entry === "free")).toHaveLength(1);
    expect(device.slots.size).toBe(0);
  });
});

describe("operations on a device", () => {
  it("run the kernel of the device, without diagnostics", async () => {
    const { told, on, runtime } = setUp((device) => [addOnDevice(device)]);
    const result = add(on([1, 2]), on([10, 20]));
    expect(result.device?.id).toBe("fake");
    expect(result.runtime).toBe(runtime);
    expect((await result.toHost()).toNested()).toEqual([11, 22]);
    expect((await add(result, result).toHost()).toNested()).toEqual([22, 44]);
    expect(told).toEqual([]);
  });

  it("fall back to the reference body behind a handle, with one diagnostic", async () => {
    const { told, on } = setUp();
    const [a, b] = [on([1, 2]), on([3, 5])];
    const first = multiply(a, b);
    expect(first.device?.id).toBe("fake");
    expect([first.dtype, ...first.shape]).toEqual(["float32", 2]);
    const second = multiply(first, b);
    expect((await second.toHost()).toNested()).toEqual([9, 50]);
    expect(told).toHaveLength(1);
    expect(told[0]?.code).toBe("HOST_FALLBACK");
    expect(told[0]?.message).toContain("pnpm add backend-better");
  });

  it("copy arrays there, views too", async () => {
    const { on } = setUp();
    const a = on([1, 2, 3]);
    const copied = a.slice("::-1").copy();
    expect(copied.device?.id).toBe("fake");
    expect((await copied.toHost()).toNested()).toEqual([3, 2, 1]);
  });

  it("fall back for inputs that the kernel does not accept", async () => {
    const { told, on } = setUp((device) => [addOnDevice(device)]);
    const result = add(on([1, 2, 3]).slice("::-1"), 1);
    expect((await result.toHost()).toNested()).toEqual([4, 3, 2]);
    expect(told.map((diagnostic) => diagnostic.code)).toEqual(["HOST_FALLBACK"]);
  });

  it("tell of a failure when the result is asked for", async () => {
    const { runtime } = setUp();
    const broken: Operation<object> = {
      id: "test/broken",
      infer: () => ({ dtype: "float32", shape: [1] }),
      reference: () => {
        throw new Error("broken body");
      },
    };
    const a = array([1], { dtype: "float32", runtime }).to("fake");
    await expect(dispatch(broken, [a], {}).toHost()).rejects.toThrow("broken body");
  });

  it("are an error where nothing is known of the result", () => {
    const { on } = setUp();
    const unknown: Operation<object, number> = { id: "test/unknown", reference: () => 1 };
    expect(failure(() => dispatch(unknown, [on([1])], {}))).toBe("UNSUPPORTED");
  });

  it("are composed of other operations where the device has those", async () => {
    const { told, on, runtime } = setUp((device) => [addOnDevice(device)]);
    const double: Operation<object> = {
      id: "test/double",
      reference: ([a]) => multiply(a as NDArray, 2),
      compose: ([a]) => add(a as NDArray, a as NDArray),
    };
    expect(resolve(runtime, double, ["float32"], "fake")).toBe("compose");
    expect(resolve(runtime, double, ["float32"])).toBe("reference");
    expect((await dispatch(double, [on([4])], {}).toHost()).toNested()).toEqual([8]);
    expect(told).toEqual([]);
  });

  it("refuse arrays of two devices and of two runtimes", () => {
    const devices = [fakeDevice("one"), fakeDevice("two")] as const;
    const runtime = createRuntime({ plugins: [plugin("both", { "@core/array/device#1": devices })] });
    const a = array([1], { dtype: "float32", runtime });
    expect(failure(() => add(a.to("one"), a.to("two")))).toBe("UNSUPPORTED");
    const other = createRuntime({ plugins: [arrayCore] });
    expect(failure(() => add(a, array([1], { runtime: other })))).toBe("FOREIGN_RUNTIME");
    expect(add(a, withRuntime(runtime, array([1], { runtime: other }))).runtime).toBe(runtime);
    expect(withRuntime(undefined, a).runtime).toBeUndefined();
  });
});

describe("kernels on the host", () => {
  const kernel = (more: Partial<Kernel>): Kernel => ({
    operation: "@core/array/add",
    device: "host",
    dtypes: ["float64"],
    run: ([a]) => (a as NDArray).make("float64", (a as NDArray).shape),
    ...more,
  });
  const runtimeOf = (...kernels: Kernel[]): Runtime =>
    createRuntime({ plugins: [plugin("backend-fast", { "@core/array/kernel#1": kernels })] });

  it("take the place of the reference body, for their dtypes alone", () => {
    const runtime = runtimeOf(kernel({ run: ([a]) => array([42], { runtime: (a as NDArray).runtime as Runtime }) }));
    const a = array([1], { runtime });
    expect(add(a, a).toNested()).toEqual([42]);
    expect(add(array([1]), a).toNested()).toEqual([42]);
    expect(add(array([1]), array([1])).toNested()).toEqual([2]);
    expect(add(array([1], { dtype: "float32", runtime }), 1).toNested()).toEqual([2]);
  });

  it("give results in the runtime, also when they make bare arrays", () => {
    const runtime = runtimeOf(kernel({ run: () => array([7]) }));
    expect(add(array([1], { runtime }), 1).runtime).toBe(runtime);
  });

  it("stand by priority, then by what they accept", () => {
    const low = kernel({ run: () => array([1]) });
    const high = kernel({ priority: 2, accepts: (inputs) => (inputs[0] as NDArray).size > 1, run: () => array([2]) });
    const runtime = runtimeOf(low, high);
    expect(resolve(runtime, addOperation, ["float64", "float64"])).toBe(high);
    expect(add(array([1, 1], { runtime }), 1).toNested()).toEqual([2]);
    expect(add(array([1], { runtime }), 1).toNested()).toEqual([1]);
  });

  it("name their dtypes in the order of the inputs", () => {
    const mixed = kernel({ dtypes: [["float64", "int32"]] });
    const runtime = runtimeOf(mixed);
    expect(resolve(runtime, addOperation, ["float64", "int32"])).toBe(mixed);
    expect(resolve(runtime, addOperation, ["int32", "float64"])).toBe("reference");
    expect(resolve(runtime, addOperation, ["float64", "float64"])).toBe("reference");
  });

  it("clash when two claim the same", () => {
    expect(failure(() => runtimeOf(kernel({}), kernel({ run: () => array([1]) })))).toBe("CLASH");
  });

  it("may write into out, and need not", () => {
    const runtime = runtimeOf(kernel({ run: () => fromData(Float64Array.of(5, 6), [2]) }));
    const out = array([0, 0], { runtime });
    expect(add(array([1, 2], { runtime }), 1, { out })).toBe(out);
    expect(out.toNested()).toEqual([5, 6]);
  });

  it("are explained", () => {
    const runtime = runtimeOf(kernel({}));
    expect(explain(runtime, addOperation, ["float64", "float64"])).toMatchObject({
      rule: "kernel",
      package: "backend-fast",
    });
    expect(explain(runtime, addOperation, ["int8", "int8"])).toMatchObject({
      rule: "reference",
      package: "@core/array",
    });
    expect(explain(runtime, addOperation, ["int8", "int8"], "gpu").message).toContain("copy to the host");
  });

  it("leave operations without kernels to the reference bodies", () => {
    const runtime = runtimeOf(kernel({}));
    expect(sum(array([1, 2], { runtime }))).toBe(3);
  });
});

describe("memory that moves", () => {
  it("is found again by every view", () => {
    let memory = Float64Array.from({ length: 12 }, (_, i) => i);
    const owner = {
      owner: "wasm",
      pointer: 16,
      get data(): Float64Array {
        return memory;
      },
    };
    const a = new NDArray(owner, "float64", [3, 4]);
    const [row, column, turned] = [a.slice(1), a.slice("...", 2), a.T];
    const grow = (): void => {
      const old = memory;
      memory = new Float64Array(64);
      memory.set(old);
      old.fill(-1);
    };
    grow();
    expect(row.toNested()).toEqual([4, 5, 6, 7]);
    expect(column.toNested()).toEqual([2, 6, 10]);
    row.assign(0);
    grow();
    expect(add(column, 0).toNested()).toEqual([2, 0, 10]);
    expect(turned.get(1, 2)).toBe(9);
    add(a, 1, { out: a });
    grow();
    expect(a.toNested()).toEqual([
      [1, 2, 3, 4],
      [1, 1, 1, 1],
      [9, 10, 11, 12],
    ]);
  });

  it("may be shared and may start anywhere in its buffer", () => {
    const buffers = [new ArrayBuffer(64)];
    if (typeof SharedArrayBuffer !== "undefined") buffers.push(new SharedArrayBuffer(64) as unknown as ArrayBuffer);
    for (const buffer of buffers) {
      const a = fromData(new Float32Array(buffer, 8, 6), [2, 3]);
      a.assign(
        array([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      );
      expect(new Float32Array(buffer)[2]).toBe(1);
      expect(add(a.T, a.T).toNested()).toEqual([
        [2, 8],
        [4, 10],
        [6, 12],
      ]);
      const halves = fromData(new Float32Array(buffer, 8, 3), [3]);
      add(halves, fromData(new Float32Array(buffer, 12, 3), [3]), { out: halves });
      expect(halves.toNested()).toEqual([3, 5, 7]);
    }
  });
});
