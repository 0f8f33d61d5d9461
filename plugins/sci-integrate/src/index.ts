export { odeint, type OdeintFunction, type OdeintInfo, type OdeintOptions } from "./odeint.js";
