import { oracleNormal, oracleUniform, testOracle } from "./oracle.js";

testOracle(["gen."], {
  "gen.uniform": ({ seed, n }) => oracleUniform(seed, n),
  "gen.normal": ({ seed, n }) => oracleNormal(seed, n),
});
