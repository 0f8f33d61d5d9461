import { library } from "../../tools/build/tsup.js";

/** The files of all groups, which share nothing with the rest: one is loaded sooner than many. */
export const wholes = ["all-groups", "binaries/all-base", "binaries/all-relaxed"];

export default library({ entries: ["index", "serve-kernels"], external: wholes.map((name) => `./${name}.js`) });
