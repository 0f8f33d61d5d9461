import { array, createRuntime, type Diagnostic, isCoreError, type Runtime } from "@core/array";
import { describe, expect, test } from "vitest";
import {
  asClass,
  BaseSignal,
  createSignal,
  makeSignal,
  Signal1D,
  Signal2D,
  type SignalType,
  signalCore,
  signalTypePoint,
} from "../index.js";

class Spectrum extends Signal1D {
  static override readonly signalType: SignalType<Spectrum> = {
    name: "Spectrum",
    type: "SPEC",
    aliases: ["old spec"],
    dimension: 1,
    kind: "real",
    binned: true,
    create: (parts) => new Spectrum(parts.data, parts),
  };

  height(): number {
    return Number(this.max({ axis: 0 }).data.get(0));
  }
}

const spectra = { name: "signal-spec", version: "1.0.0", provides: { "@core/signal/type#1": [Spectrum] } };

function runtimeWith(...plugins: (typeof spectra)[]): { runtime: Runtime; told: Diagnostic[] } {
  const told: Diagnostic[] = [];
  const runtime = createRuntime({ plugins: [signalCore, ...plugins], onDiagnostic: (one) => told.push(one) });
  return { runtime, told };
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCoreError(error) ? error.code : `uncoded ${String(error)}`;
  }
  return "no error";
}

describe("making signals", () => {
  test("takes the last axes as signal axes", () => {
    expect(String(new BaseSignal(array([[1, 2, 3]])))).toBe("<BaseSignal, title: , dimensions: (|3, 1)>");
    expect(String(new Signal1D([[1, 2, 3]], { title: "A" }))).toBe("<Signal1D, title: A, dimensions: (1|3)>");
    expect(String(new Signal2D([[[1, 2, 3]]]))).toBe("<Signal2D, title: , dimensions: (1|3, 1)>");
    expect(String(new BaseSignal(5))).toBe("<BaseSignal, title: , dimensions: (|1)>");
  });

  test("shares arrays and typed arrays", () => {
    const data = Float32Array.of(1, 2, 3);
    const signal = new Signal1D(data);
    data[0] = 7;
    expect([signal.data.dtype, signal.data.get(0)]).toEqual(["float32", 7]);
    const a = array([1, 2]);
    expect(new Signal1D(a).data).toBe(a);
  });

  test("checks axes against the data", () => {
    expect(codeOf(() => new Signal1D([[1, 2]], { axes: [{ size: 1 }, { size: 3 }] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => new Signal1D([1, 2], { axes: [] }))).toBe("BAD_SHAPE");
    expect(codeOf(() => new Signal2D([1, 2]))).toBe("BAD_SHAPE");
    expect(codeOf(() => new Signal1D([1, 2], { axes: [{ axis: [1, 2, 3] }] }))).toBe("BAD_SHAPE");
  });

  test("reads title and type from the metadata", () => {
    const signal = new Signal1D([1, 2], { metadata: { General: { title: "T" }, Signal: { signal_type: "EDS" } } });
    expect([signal.title, signal.type]).toEqual(["T", "EDS"]);
    signal.title = "U";
    expect(signal.metadata.get("General.title")).toBe("U");
    expect(String(new Signal1D([1]).metadata)).toContain("signal_type");
  });

  test("names its position in values, and its parts by their number", () => {
    const signal = new Signal1D(new Float64Array(24), { axes: [{ size: 24 }] });
    expect(signal.coordinates).toEqual([]);
    const map = new Signal1D(array([[[1], [2], [3]]]), {
      axes: [{ name: "y" }, { name: "x", offset: 10, scale: 0.5 }, {}],
    });
    map.coordinates = [10.6, 0];
    expect(map.indices).toEqual([1, 0]);
    expect(map.coordinates).toEqual([10.5, 0]);
    expect(codeOf(() => (map.coordinates = [20, 0]))).toBe("BAD_VALUE");
    expect(codeOf(() => (map.coordinates = [10]))).toBe("BAD_INDEX");
    expect(map.inav(0).axesManager.navigationSize).toBe(1);
    expect([...map.inav(0)].length).toBe(1);
    const manager = map.axesManager;
    expect(manager.replace(0, manager.get(0).with({ name: "first" })).get(0).name).toBe("first");
  });

  test("lists the signal types of a runtime", () => {
    const { runtime } = runtimeWith(spectra);
    const names = runtime.get(signalTypePoint).all.map(({ name }) => name);
    expect(names.sort()).toEqual(["BaseSignal", "Signal1D", "Signal2D", "Spectrum"]);
  });

  test("holds the current position", () => {
    const signal = new Signal1D([
      [[1], [2]],
      [[3], [4]],
    ]);
    signal.indices = [1, 0];
    expect(signal.getCurrentSignal().title).toBe(" (1, 0)");
    expect(codeOf(() => Object.assign(signal, { indices: [2, 0] }))).toBe("BAD_INDEX");
    expect([...signal].length).toBe(4);
    expect(signal.axesManager).toBe(signal.axesManager);
  });
});

describe("the class of a result", () => {
  const signal = new Signal1D([
    [
      [1, 2],
      [3, 4],
    ],
  ]);

  test("follows the number of signal axes", () => {
    expect(signal.isig(0).signalType.name).toBe("BaseSignal");
    expect(signal.T.signalType.name).toBe("Signal2D");
    expect(signal.inav(0, 0).signalType.name).toBe("Signal1D");
    expect(signal.sum({ axis: [0, 1, 2] }).signalType.name).toBe("BaseSignal");
    expect(
      new BaseSignal([
        [1, 2],
        [3, 4],
      ]).isig(0).signalType.name,
    ).toBe("Signal1D");
  });

  test("is the same without a runtime while it fits", () => {
    const spectrum = new Spectrum([
      [1, 2],
      [3, 4],
    ]);
    expect(spectrum.type).toBe("SPEC");
    for (const result of [spectrum.inav(0), spectrum.add(1), spectrum.sum(), spectrum.isig("0:1"), spectrum.T])
      expect(result).toBeInstanceOf(Spectrum);
    expect(spectrum.isig(0)).not.toBeInstanceOf(Signal1D);
    expect(spectrum.inav(0).height()).toBe(2);
  });

  test("comes back in a runtime that knows it", () => {
    const { runtime, told } = runtimeWith(spectra);
    const cube = new Spectrum(
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      { runtime },
    );
    const images = cube.transpose({ signalAxes: 2 });
    expect([images.signalType.name, images.type]).toEqual(["Signal2D", "SPEC"]);
    expect(images.transpose({ signalAxes: 1 })).toBeInstanceOf(Spectrum);
    expect(told).toEqual([]);
  });

  test("is generic for an unknown type, which stays, and that is told once", () => {
    const { runtime, told } = runtimeWith();
    const first = createSignal(makeSignal([1, 2], { runtime, type: "SPEC" }));
    const second = createSignal(makeSignal([1, 2], { runtime, type: "SPEC" }));
    expect([first.signalType.name, second.type, second.metadata.get("Signal.signal_type")]).toEqual([
      "Signal1D",
      "SPEC",
      "SPEC",
    ]);
    expect(told.map((one) => one.code)).toEqual(["UNKNOWN_TYPE"]);
    expect(first.setSignalType("EELS").type).toBe("EELS");
    expect(told[1]?.install).toBe("pnpm add signal-eels");
  });

  test("is a makeshift for complex data, which is told", () => {
    const { runtime, told } = runtimeWith();
    const complex = new Signal1D([1, 2], { runtime }).multiply({ re: 0, im: 1 });
    expect([complex.signalType.name, complex.data.dtype, told[0]?.code, told[0]?.install]).toEqual([
      "Signal1D",
      "complex128",
      "NO_COMPLEX_CLASS",
      "pnpm add signal-complex",
    ]);
  });

  test("answers to aliases whatever their case and takes the canonical name", () => {
    const { runtime } = runtimeWith(spectra);
    const found = new Signal1D([1, 2], { runtime }).setSignalType("Old SPEC");
    expect([found.signalType.name, found.type, found.axes[0]?.isBinned]).toEqual(["Spectrum", "SPEC", true]);
  });
});

describe("binned axes", () => {
  test("are the default of a class and stay as they are said to be", () => {
    expect(new Spectrum([[1, 2]]).axes.map((axis) => axis.isBinned)).toEqual([false, true]);
    const unbinned = new Spectrum([1, 2], { axes: [{ isBinned: false }] });
    for (const result of [unbinned, unbinned.add(1), unbinned.copy(), unbinned.deepCopy(), unbinned.isig("0:1")])
      expect(result.axes[0]?.isBinned).toBe(false);
  });
});

describe("as", () => {
  test("gives the class on the same data", () => {
    const { runtime } = runtimeWith(spectra);
    const signal = new Signal1D([1, 5, 2], { runtime, title: "A" });
    const spectrum = signal.as(Spectrum);
    expect(spectrum.height()).toBe(5);
    expect([spectrum.data.storage, spectrum.title, spectrum.type]).toEqual([signal.data.storage, "A", "SPEC"]);
    expect(signal.type).toBe("");
    expect(signal.as("spec")).toBeInstanceOf(Spectrum);
    expect(signal.as("old spec")).toBeInstanceOf(Spectrum);
    expect(spectrum.as("Signal1D").type).toBe("");
    expect(spectrum.as(Signal1D)).not.toBeInstanceOf(Spectrum);
    expect(asClass(makeSignal([1, 2]), Signal1D)).toBeInstanceOf(Signal1D);
  });

  test("says what is missing or does not fit", () => {
    const { runtime } = runtimeWith(spectra);
    const image = new Signal2D(
      [
        [1, 2],
        [3, 4],
      ],
      { runtime },
    );
    expect(codeOf(() => image.as(Spectrum))).toBe("INCOMPATIBLE");
    expect(codeOf(() => image.as("SPEC"))).toBe("INCOMPATIBLE");
    expect(codeOf(() => image.as("EELS"))).toBe("MISSING");
    expect(() => image.as("EELS")).toThrow("pnpm add signal-eels");
    expect(codeOf(() => image.as("nope"))).toBe("MISSING");
    expect(codeOf(() => new Signal1D([1, 2]).as("SPEC"))).toBe("MISSING");
    expect(codeOf(() => image.as(3 as never))).toBe("BAD_ARGUMENT");
    expect(codeOf(() => new Signal1D([{ re: 1, im: 1 }]).as(Spectrum))).toBe("INCOMPATIBLE");
  });

  test("two runtimes do not see each other's classes", () => {
    const known = new Signal1D([1, 2], { runtime: runtimeWith(spectra).runtime });
    const unknown = new Signal1D([1, 2], { runtime: runtimeWith().runtime });
    expect(known.setSignalType("SPEC").signalType.name).toBe("Spectrum");
    expect(unknown.setSignalType("SPEC").signalType.name).toBe("Signal1D");
    expect(codeOf(() => known.add(unknown))).toBe("FOREIGN_RUNTIME");
  });

  test("a second claim to a type is a clash", () => {
    const twin = { ...spectra, name: "signal-twin", provides: { "@core/signal/type#1": [{ ...Spectrum.signalType }] } };
    expect(codeOf(() => createRuntime({ plugins: [signalCore, spectra, twin] }))).toBe("CLASH");
  });
});
