import { supervise } from "./supervise.js";

process.exitCode = await supervise(process.argv.slice(2));
