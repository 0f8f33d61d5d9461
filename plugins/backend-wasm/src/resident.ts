import { bytesOf, type DType, makeData, type Storage, type TypedArray } from "@core/array";
import { coreError } from "@core/array/runtime";
import type { Engine } from "./contract.js";

type Constructor = new (buffer: ArrayBufferLike, at: number, length: number) => TypedArray;

// A safety net, never the mechanism: engines do not see that this memory runs short.
const forgotten = /* @__PURE__ */ new FinalizationRegistry<() => void>((free) => free());

/** Elements that a program holds keep their storage; parts of them that it made with `subarray` do not. */
const storages = /* @__PURE__ */ new WeakMap<TypedArray, Storage>();

/** Closures made beside a storage would hold it, and the registry them: it would never be forgotten. */
const freeing = (engine: Engine, pointer: number) => () => engine.free(pointer);

/** A storage of so many elements in WebAssembly memory, with whatever was there; undefined beyond the engine's limit. */
export function residentStorage(engine: Engine, dtype: DType, size: number): Storage | undefined {
  const width = bytesOf(dtype);
  const pointer = engine.allocate(Math.max(1, size * width));
  if (pointer === undefined) return undefined;
  const sample = makeData(dtype, 1);
  const View = sample.constructor as unknown as Constructor;
  const length = size * sample.length;
  let view: TypedArray | undefined;
  let freed = false;
  const free = freeing(engine, pointer);
  const dispose = () => {
    if (freed) return;
    freed = true;
    view = undefined;
    forgotten.unregister(storage);
    free();
  };
  const storage: Storage = {
    owner: "backend-wasm",
    pointer,
    get data() {
      if (freed) throw coreError("UNSUPPORTED", "the array was disposed of, its elements are gone.");
      if (view === undefined || view.buffer !== engine.memory.buffer) {
        view = new View(engine.memory.buffer, pointer, length);
        storages.set(view, storage);
      }
      return view;
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
  forgotten.register(storage, free, storage);
  engine.watcher?.(storage);
  return storage;
}
