export { type DecodeHspyOptions, decodeHspy, type EncodeHspyOptions, encodeHspy } from "./codec.js";
export { hspy } from "./plugin.js";
