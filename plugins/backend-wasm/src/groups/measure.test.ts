import { testTable } from "../testing.js";
import { table } from "./testing-measure.js";

await testTable(table);
