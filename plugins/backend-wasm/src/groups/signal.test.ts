import { testTable } from "../testing.js";
import { table } from "./testing-signal.js";

await testTable(table);
