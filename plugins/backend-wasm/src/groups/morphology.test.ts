import { testTable } from "../testing.js";
import { table } from "./testing-morphology.js";

await testTable(table);
