import { testTable } from "../testing.js";
import { table } from "./testing-interpolation.js";

await testTable(table);
