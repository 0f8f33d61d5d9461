import { coreError } from "@core/array/runtime";

/** Which binaries an engine can run and whether threads can share memory. */
export interface Features {
  /** Whether the 128-bit instructions are there, which all binaries need. */
  readonly simd: boolean;
  /** Whether the relaxed 128-bit instructions are there: faster products, whose last bits depend on the processor. */
  readonly relaxed: boolean;
  /** Whether memory can be shared with workers. On a page that takes the headers COOP and COEP. */
  readonly shared: boolean;
}

// (module (func (result v128) i32.const 0 i8x16.splat))
const simdProbe = "AGFzbQEAAAABBQFgAAF7AwIBAAoIAQYAQQD9Dws=";
// (module (func (param v128) (result v128) local.get 0 local.get 0 local.get 0 f32x4.relaxed_madd))
const relaxedProbe = "AGFzbQEAAAABBgFgAXsBewMCAQAKDQELACAAIAAgAP2FAgs=";

/**
 * What the engine that runs this can do; nothing of WebAssembly where it is blocked or absent.
 */
export function detectFeatures(): Features {
  const found = globalThis.WebAssembly as typeof WebAssembly | undefined;
  if (found === undefined) return { simd: false, relaxed: false, shared: false };
  // Where a content security policy blocks WebAssembly, binaries are valid and cannot be compiled.
  const valid = (probe: string) => {
    try {
      return new found.Module(bytesOfText(probe)) instanceof found.Module;
    } catch {
      return false;
    }
  };
  return { simd: valid(simdProbe), relaxed: valid(relaxedProbe), shared: canShare() };
}

function canShare(): boolean {
  if (typeof SharedArrayBuffer === "undefined") return false;
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer;
  } catch {
    return false;
  }
}

/** The bytes that a base64 text stands for. */
export function bytesOfText(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/**
 * The same binary with its memory shared: the limits of the imported memory get one more bit. The binaries have no data and no
 * atomics, which is checked when they are made.
 */
export function sharedBinary(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  // "env", "memory", kind 2 (memory), limits 1 (with a maximum)
  const mark = [3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, 1];
  for (let at = 8; at + mark.length <= copy.length; at++) {
    if (mark.every((byte, i) => copy[at + i] === byte)) {
      copy[at + mark.length - 1] = 3;
      return copy;
    }
  }
  throw coreError("BAD_PLUGIN", "backend-wasm: a binary does not import a memory with a maximum.");
}
