import { coreError, describeValue } from "@core/array";
import { createLive, type Live } from "../events.js";

/** An event of any kind. */
export interface AnyEvent {
  connect(listener: () => void): () => void;
}

/** What makes a value out of date. */
export interface InteractiveOptions {
  /** The events upon which the function is called again. */
  readonly event?: AnyEvent | readonly AnyEvent[] | undefined;
}

/** A value that is made anew upon events. */
export interface Interactive<T> extends Omit<Live<T>, "set"> {
  /** Makes the value anew now. */
  update(): T;
  /** Listens to the events no longer. */
  disconnect(): void;
}

/**
 * The result of a function, made anew whenever something happens that it depends on:
 * `const mean = interactive(() => s.inav(...slicesOf(roi.value)).mean(), { event: [roi.changed, s.events.dataChanged] })`, then
 * `mean.value`, and `mean.changed.connect(draw)`.
 * @param compute gets the last result, into which it may write: `(last) => sum(part(), { out: last })`
 * @throws BAD_ARGUMENT for what is no function or no event; what the function throws goes through to who emits
 */
export function interactive<T>(compute: (last: T | undefined) => T, options: InteractiveOptions = {}): Interactive<T> {
  if (typeof compute !== "function")
    throw coreError("BAD_ARGUMENT", `interactive: got ${describeValue(compute)}, expected a function.`);
  const { event = [] } = options;
  const events = Array.isArray(event) ? (event as readonly AnyEvent[]) : [event as AnyEvent];
  for (const one of events)
    if (typeof one?.connect !== "function")
      throw coreError(
        "BAD_ARGUMENT",
        `event: got ${describeValue(one)}, expected an event such as signal.events.dataChanged.`,
      );
  // A result that was written into in place is the same object, and yet news.
  const live = createLive({ result: compute(undefined) });
  const update = (): T => {
    live.set({ result: compute(live.value.result) });
    return live.value.result;
  };
  const ends = events.map((one) => one.connect(update));
  return {
    get value() {
      return live.value.result;
    },
    changed: { connect: (listener) => live.changed.connect(({ result }) => listener(result)) },
    update,
    disconnect: () => {
      for (const end of ends) end();
    },
  };
}
