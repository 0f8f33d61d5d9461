import { testTable } from "../testing.js";
import { table } from "./testing-columns.js";

await testTable(table);
