import { testHeldBack } from "../../../tools/golden/held-back.js";
import { fromBase64 } from "../golden/support.js";
import { columnValues, findHdu, imageData, openFits } from "./index.js";

testHeldBack(["fits."], {
  "fits.read": ({ fits }) => {
    const hdus = openFits(fromBase64(fits));
    const [primary] = hdus;
    const data = (name: string) => imageData(findHdu(hdus, name));
    const column = (name: string) => columnValues(findHdu(hdus, "TAB"), name);
    return {
      names: hdus.map(({ name }) => name),
      primary: primary?.kind === "image" ? primary.data : undefined,
      object: primary?.header.get("OBJECT"),
      longtext: primary?.header.get("LONGTEXT"),
      sci: data("SCI"),
      dq: data("DQ"),
      counts: data("COUNTS"),
      wave: column("wave"),
      n: column("n"),
    };
  },
});
