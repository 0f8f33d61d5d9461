import { checkKind, coreError, describeValue } from "@core/array/runtime";

/** What is called when something happens. */
export type Listener<T> = (value: T) => void;

/** One kind of event, for those who listen. */
export interface Event<T> {
  /**
   * Calls a function whenever the event happens, until the function that is returned is called.
   * @throws BAD_ARGUMENT for what is no function
   */
  connect(listener: Listener<T>): () => void;
}

/** One kind of event, for those who make it happen. */
export interface Emitter<T> extends Event<T> {
  /** Calls all listeners, in the order in which they were connected. What they throw goes through after the last one was called. */
  emit(value: T): void;
  /** Runs a function during which the event calls nobody, or where listeners are given calls all but these. */
  suppress<R>(during: () => R, ...listeners: readonly Listener<T>[]): R;
  /** The number of listeners. */
  readonly size: number;
}

/**
 * An event: `const moved = createEvents<Point>(); const stop = moved.connect(draw); moved.emit(point); stop();`. A listener that is
 * connected twice is called twice. Those that connect or disconnect while an event is being told are heeded from the next one on.
 */
export function createEvents<T = void>(): Emitter<T> {
  let listeners: readonly { readonly call: Listener<T> }[] = [];
  let silent = 0;
  let muted: readonly Listener<T>[] = [];
  return {
    connect(listener) {
      if (typeof listener !== "function")
        throw coreError("BAD_ARGUMENT", `connect: got ${describeValue(listener)}, expected a function.`);
      const entry = { call: listener };
      listeners = [...listeners, entry];
      return () => {
        listeners = listeners.filter((other) => other !== entry);
      };
    },
    emit(value) {
      if (silent > 0) return;
      const errors: unknown[] = [];
      for (const { call } of listeners)
        try {
          if (muted.includes(call)) continue;
          call(value);
        } catch (error) {
          errors.push(error);
        }
      if (errors.length > 0) throw errors[0];
    },
    suppress(during, ...only) {
      const before = muted;
      if (only.length > 0) muted = [...muted, ...only];
      else silent++;
      try {
        return during();
      } finally {
        if (only.length > 0) muted = before;
        else silent--;
      }
    },
    get size() {
      return listeners.length;
    },
  };
}

function isEmitter(value: unknown): boolean {
  return typeof (value as Partial<Emitter<unknown>> | null | undefined)?.suppress === "function";
}

/** Runs a function during which none of some events calls anybody: `suppressEvents(s.events, () => s.add(1, { inplace: true }))`. */
export function suppressEvents<R>(events: object, during: () => R): R {
  checkKind("suppressEvents", "during", during, "function");
  if (typeof events !== "object" || events === null || !Object.values(events).every(isEmitter))
    throw coreError("BAD_ARGUMENT", `events: got ${describeValue(events)}, expected events such as signal.events.`);
  return Object.values(events).reduce<() => R>((inner, one: Emitter<unknown>) => () => one.suppress(inner), during)();
}

/** A value that may be replaced by another one, which is told: what views of an axis, a region or a signal listen to. */
export interface Live<T> {
  readonly value: T;
  /** Puts another value in its place and tells it; the same value again is not told. */
  set(value: T): void;
  readonly changed: Event<T>;
}

/**
 * A place for values that never change themselves, such as axes, regions and signals:
 * `const roi = createLive(spanROI(1, 2)); roi.changed.connect(redraw); roi.set(spanROI(1, 3));`.
 */
export function createLive<T>(value: T): Live<T> {
  let current = value;
  const changed = createEvents<T>();
  return {
    get value() {
      return current;
    },
    set(next) {
      if (Object.is(next, current)) return;
      current = next;
      changed.emit(next);
    },
    changed,
  };
}
