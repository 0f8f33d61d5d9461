import { parseTar } from "nanotar";
import { testOracle } from "../golden/oracle.js";

testOracle(["io.tar."], {
  "io.tar.stream": async ({ tar_gzip_base64 }) => {
    const archive = Uint8Array.from(atob(tar_gzip_base64), (character) => character.charCodeAt(0));
    const unpacked = new Blob([archive]).stream().pipeThrough(new DecompressionStream("gzip"));
    const members = parseTar(new Uint8Array(await new Response(unpacked).arrayBuffer()));
    return Object.fromEntries(
      members
        .filter(({ type }) => type === "file")
        .map(({ name, data, text }) => [name, name.endsWith(".txt") ? text : [...(data ?? [])]]),
    );
  },
});
