import { createRuntime, type Plugin, toNested } from "@core/array";
import { asClass, inav, rebuild, type SignalLike, type SignalParts, type SignalType, signalCore } from "@core/signal";
import { type Case, check, checkCoded } from "./case.js";

/** What every signal type promises: it is chosen by type, alias and class, is kept by operations, and shares memory. */
export function signalTypeCases(type: SignalType, sample: () => SignalParts, plugin: Plugin): readonly Case[] {
  const make = (id: string, run: Case["run"]): Case => ({ id: `signal type/${type.name}/${id}`, run });
  const inRuntime = (): SignalLike => {
    const runtime = createRuntime({ plugins: [signalCore, plugin] });
    const parts = sample();
    const { data } = parts;
    const Constructor = data.constructor as new (...args: unknown[]) => typeof data;
    return type.create({
      ...parts,
      data: new Constructor(data.storage, data.dtype, data.shape, data.strides, data.offset, runtime),
      type: type.type,
    });
  };
  // Bundlers rename classes; the row keeps its name.
  const nameOf = (signal: SignalLike): string =>
    (signal as { readonly signalType?: SignalType }).signalType?.name ?? signal.constructor.name;
  return [
    make("is created with its type, on the same memory", () => {
      const signal = inRuntime();
      check(signal.type === type.type, `type "${signal.type}", expected "${type.type}".`);
      check(nameOf(signal) === type.name, `class ${nameOf(signal)}, expected ${type.name}.`);
      check(signal.axes.length === signal.data.shape.length, "there is not one axis for each axis of the array.");
      for (const [i, axis] of signal.axes.entries())
        check(
          axis.size === signal.data.shape[i],
          `axis ${i} has size ${axis.size}, the array ${signal.data.shape[i]}.`,
        );
    }),
    make("is found by its name and aliases", () => {
      for (const name of [type.type, ...(type.aliases ?? [])]) {
        const there = asClass(asClass(inRuntime(), ""), name);
        check(nameOf(there) === type.name, `asClass("${name}") gives ${nameOf(there)}.`);
        check(there.type === type.type, `asClass("${name}") leaves the type "${there.type}".`);
      }
    }),
    make("asClass() there and back shares the memory", () => {
      const signal = inRuntime();
      const back = asClass(asClass(signal, ""), type.type);
      check(back.data.storage === signal.data.storage, "the data were copied.");
      check(back !== signal && signal.type === type.type, "asClass() changed the signal itself.");
    }),
    make("an unknown type is MISSING", () =>
      checkCoded(() => asClass(inRuntime(), "no such signal type"), ["MISSING"], "unknown type"),
    ),
    make("rebuilding keeps the class", () => {
      const signal = inRuntime();
      const again = rebuild(signal, { data: signal.data.copy() });
      check(nameOf(again) === type.name, `rebuild gives ${nameOf(again)}.`);
      check(JSON.stringify(toNested(again.data)) === JSON.stringify(toNested(signal.data)), "the data differ.");
    }),
    make("slicing the navigation space keeps the class and shares the memory", () => {
      const signal = inRuntime();
      if (!signal.axes.some((axis) => axis.navigate)) return;
      const first = inav(signal, 0);
      check(nameOf(first) === type.name, `inav(0) gives ${nameOf(first)}.`);
      check(first.data.storage === signal.data.storage, "inav(0) copied.");
    }),
  ];
}
