import { bytesOf, type DType, makeData } from "./dtype.js";
import { coreError, describeValue } from "./errors.js";
import type { Inferred } from "./kernel.js";
import type { NDArray } from "./ndarray.js";
import { missingError, type Point, type Runtime } from "./plugin.js";
import { sizeOf } from "./shape.js";
import { type Device, deviceStorage, hostStorage, isDeviceStorage } from "./storage.js";
import { copy } from "./transfer.js";

/**
 * A copy of an array on a device. Returns at once; the copy is queued.
 * @param device the device, or the id of one in the array's runtime
 * @throws MISSING for an id that the runtime does not have, BAD_DTYPE for a dtype that the device cannot hold
 */
export function toDevice<D extends DType>(a: NDArray<D>, device: string | Device): NDArray<D> {
  const target = typeof device === "string" ? deviceNamed(a.runtime, device) : device;
  if (a.device === target) return a;
  if (a.device !== undefined)
    throw coreError("UNSUPPORTED", `to: the array is on the device ${a.device.id}: await array.toHost() first.`);
  if (a.runtime === undefined)
    throw coreError(
      "UNSUPPORTED",
      `to: the array is in the bare runtime: bring it over with withRuntime(runtime, array) first.`,
    );
  if (!target.dtypes.includes(a.dtype))
    throw coreError(
      "BAD_DTYPE",
      `to: the device ${target.id} holds ${target.dtypes.join(", ")}, the array is ${a.dtype}.`,
    );
  const data = copy(a).data;
  const slot = target.allocate(data.byteLength);
  target.write(slot, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return a.make(a.dtype, a.shape, deviceStorage(target, slot));
}

/** A copy of an array on the host; an array that is there already is returned as it is. */
export async function toHost<D extends DType>(a: NDArray<D>): Promise<NDArray<D>> {
  const storage = a.storage;
  if (!isDeviceStorage(storage)) return a;
  await storage.ready;
  const last = a.shape.reduce((sum, size, i) => sum + Math.max(0, (a.strides[i] as number) * (size - 1)), a.offset);
  const bytes = await storage.device.read(storage.slot, (last + 1) * bytesOf(a.dtype));
  const data = makeData(a.dtype, last + 1);
  new Uint8Array(data.buffer).set(bytes.subarray(0, data.byteLength));
  return copy(a.make(a.dtype, a.shape, hostStorage(data)).view(a.shape, a.strides, a.offset));
}

/** The reference body behind a device: a handle is returned at once, its elements come when the inputs have been read. */
export function fallBack<Attributes extends object, Result>(
  device: Device,
  operation: {
    readonly id: string;
    reference(inputs: readonly NDArray[], attributes: Attributes): Result;
    infer?(inputs: readonly NDArray[], attributes: Attributes): Inferred;
  },
  inputs: readonly NDArray[],
  attributes: Attributes,
  runtime: Runtime,
): Result {
  if (operation.infer === undefined) {
    throw coreError(
      "UNSUPPORTED",
      `${operation.id} does not run on the device ${device.id}: await array.toHost() first.`,
    );
  }
  const { dtype, shape } = operation.infer(inputs, attributes);
  const slot = device.allocate(sizeOf(shape) * bytesOf(dtype));
  const ready = Promise.all(inputs.map((input) => toHost(input))).then((arrays) => {
    const data = copy(operation.reference(arrays, attributes) as unknown as NDArray).data;
    device.write(slot, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  });
  ready.catch(() => undefined);
  const template = inputs.find((input) => input.runtime === runtime) as NDArray;
  return template.make(dtype, shape, deviceStorage(device, slot, ready)) as unknown as Result;
}

/** The slot for devices. */
export const devicePoint: Point<Device, ReadonlyMap<string, Device>> = {
  id: "@core/array/device#1",
  keys: (device) => [device.id],
  index: (devices) => new Map(devices.map((device) => [device.id, device])),
};

function deviceNamed(runtime: Runtime | undefined, id: string): Device {
  if (typeof id !== "string")
    throw coreError("BAD_ARGUMENT", `to: got ${describeValue(id)}, expected a device or its id.`);
  const device = runtime?.get(devicePoint).get(id);
  if (device === undefined) throw missingError(runtime, `device "${id}"`, `device:${id}`);
  return device;
}
