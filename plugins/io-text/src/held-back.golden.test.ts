import { testHeldBack } from "../../../tools/golden/held-back.js";
import { genfromtxt, loadtxt, recfromcsv, type TextTable } from "./index.js";

testHeldBack(["io.loadtxt", "io.genfromtxt", "io.recfromcsv"], {
  "io.loadtxt": ({ text }) => loadtxt(text),
  "io.loadtxt.*": ({ text, options }) => loadtxt(text, options),
  "io.genfromtxt": ({ text }) => (genfromtxt(text, { delimiter: ",", names: true, dtype: null }) as TextTable).columns,
  "io.genfromtxt.floats": ({ text }) => (genfromtxt(text, { names: true }) as TextTable).columns,
  "io.recfromcsv": ({ text }) => recfromcsv(text).columns,
});
