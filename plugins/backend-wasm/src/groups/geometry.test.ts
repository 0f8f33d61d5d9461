import { testTable } from "../testing.js";
import { table } from "./testing-geometry.js";

await testTable(table);
