import { library } from "../../tools/build/tsup.js";
import { wholes } from "./tsup.config.js";

export default { ...library({ entries: wholes, declarations: false }), splitting: false, clean: false };
