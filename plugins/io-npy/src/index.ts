export { type DecodeNpyOptions, decodeNpy } from "./decode.js";
export { type EncodeNpyOptions, encodeNpy } from "./encode.js";
export { type DecodeNpzOptions, decodeNpz, type EncodeNpzOptions, encodeNpz } from "./npz.js";
export { npy } from "./plugin.js";
