import type { TypedArray } from "./dtype.js";
import { coreError } from "./errors.js";

/**
 * What owns the elements of one or more arrays. Views share one storage object, so an owner whose buffer moves
 * (WebAssembly memory that grew) hands out a fresh typed array to all of them through `data`.
 * Any backing is allowed: ArrayBuffer, SharedArrayBuffer, WebAssembly memory, and any byte offset.
 */
export interface Storage {
  /** The elements. Never keep it across a call that may allocate in the owner's memory. */
  readonly data: TypedArray;
  /** `js` for memory that the garbage collector frees; otherwise the backend's name. */
  readonly owner: string;
  /** Where the elements start in the owner's memory, in bytes; absent for `js`. */
  readonly pointer?: number;
  /** The device that holds the elements, absent on the host. */
  readonly device?: Device;
  /** Gives the memory back; using the arrays afterwards is an error. Absent for `js`. */
  dispose?(): void;
  /** The same, for `using`. */
  [Symbol.dispose]?(): void;
}

/** Memory of another processor. Slots are the device's own handles. */
export interface Device {
  readonly id: string;
  readonly dtypes: readonly string[];
  allocate(bytes: number): number;
  free(slot: number): void;
  /** Queued behind what was asked before. */
  write(slot: number, bytes: Uint8Array): void;
  read(slot: number, bytes: number): Promise<Uint8Array>;
}

/** Elements on a device. Reading them on the host is an error that says how. */
export interface DeviceStorage extends Storage {
  readonly device: Device;
  readonly slot: number;
  /** Settles when the elements are there; operations wait for it. */
  readonly ready: Promise<void>;
}

/** Plain memory of the host. */
export function hostStorage(data: TypedArray): Storage {
  return { data, owner: "js" };
}

/** Memory of a device: `ready` settles when its elements have been written. */
export function deviceStorage(device: Device, slot: number, ready: Promise<void> = Promise.resolve()): DeviceStorage {
  let freed = false;
  const dispose = (): void => {
    if (freed) return;
    freed = true;
    device.free(slot);
  };
  return {
    device,
    slot,
    ready,
    owner: device.id,
    get data(): never {
      throw coreError("UNSUPPORTED", `the elements are on the device ${device.id}: await array.toHost() first.`);
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
}

/** Whether elements are on a device. */
export function isDeviceStorage(storage: Storage): storage is DeviceStorage {
  return storage.device !== undefined;
}
