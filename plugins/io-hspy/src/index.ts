export { hspy } from "./plugin.js";
