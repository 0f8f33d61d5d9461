import { testOracle } from "../../../tools/golden/oracle.js";
import { genfromtxt, savetxt } from "./index.js";

testOracle(["io.savetxt", "io.genfromtxt", "io.loadtxt"], {
  "io.savetxt": ({ a }) => savetxt(a),
  "io.genfromtxt.missing": ({ text }) => genfromtxt(text, { delimiter: "," }),
});
