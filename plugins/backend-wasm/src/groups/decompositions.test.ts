import { testTable } from "../testing.js";
import { table } from "./testing-decompositions.js";

await testTable(table);
