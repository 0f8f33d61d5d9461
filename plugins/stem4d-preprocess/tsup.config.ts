import { library } from "../../tools/build/tsup.js";

export default library({ entries: ["index"] });
