import { testTable } from "../testing.js";
import { table } from "./testing-filters.js";

await testTable(table);
