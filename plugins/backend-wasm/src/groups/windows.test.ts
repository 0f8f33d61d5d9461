import { testTable } from "../testing.js";
import { table } from "./testing-windows.js";

await testTable(table);
