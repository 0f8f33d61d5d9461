import { testTable } from "../testing.js";
import { table } from "./testing-selection.js";

await testTable(table);
