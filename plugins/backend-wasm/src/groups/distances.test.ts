import { testTable } from "../testing.js";
import { table } from "./testing-distances.js";

await testTable(table);
