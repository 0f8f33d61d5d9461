import { hasSignature } from "io-hdf5/signature";

/** How sure the first bytes are those of a HyperSpy file: every HDF5 file might be one, which only opening it tells. */
export function sniffHspy(head: Uint8Array): number {
  return hasSignature(head) ? 0.6 : 0;
}
