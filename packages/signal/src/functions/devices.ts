import { toDevice as arrayToDevice, toHost as arrayToHost, coreError, type Device, describeValue } from "@core/array";
import type { SignalLike } from "../contract.js";
import { checkSignal, rebuild } from "./rebuild.js";

/**
 * The signal with a copy of its data on a device. Returns at once; operations on it queue there.
 * @param device the device, or the id of one in the runtime of the signal
 * @throws MISSING for an id that the runtime does not have, BAD_DTYPE for a dtype that the device cannot hold
 */
export function toDevice<S extends SignalLike>(signal: S, device: string | Device): S {
  checkSignal("toDevice", signal);
  if (typeof device !== "string" && typeof device?.id !== "string")
    throw coreError("BAD_ARGUMENT", `toDevice: got ${describeValue(device)}, expected a device or the id of one.`);
  return rebuild(signal, { data: arrayToDevice(signal.data, device) }) as S;
}

/** The signal with its data on the host; the signal itself where they are there already. */
export async function toHost<S extends SignalLike>(signal: S): Promise<S> {
  checkSignal("toHost", signal);
  const data = await arrayToHost(signal.data);
  return data === signal.data ? signal : (rebuild(signal, { data }) as S);
}
