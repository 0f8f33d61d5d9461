/** A binary heap of keys 0, 1, … by their values, which may change; the least value is on top. */
export class Heap {
  private readonly values: Float64Array;
  private readonly keys: Int32Array;
  private readonly places: Int32Array;
  private size: number;

  constructor(values: Float64Array) {
    this.size = values.length;
    this.values = values.slice();
    this.keys = Int32Array.from({ length: this.size }, (_, i) => i);
    this.places = this.keys.slice();
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.siftDown(i);
  }

  /** The key of the least value. */
  get top(): number {
    return this.keys[0]!;
  }

  /** The least value. */
  get least(): number {
    return this.values[0]!;
  }

  removeTop(): void {
    this.swap(0, this.size - 1);
    this.size--;
    this.siftDown(0);
  }

  change(key: number, value: number): void {
    const place = this.places[key]!;
    const before = this.values[place]!;
    this.values[place] = value;
    if (value < before) this.siftUp(place);
    else this.siftDown(place);
  }

  private siftUp(from: number): void {
    let place = from;
    let parent = (place - 1) >> 1;
    while (place > 0 && this.values[parent]! > this.values[place]!) {
      this.swap(place, parent);
      place = parent;
      parent = (place - 1) >> 1;
    }
  }

  private siftDown(from: number): void {
    let place = from;
    let child = 2 * place + 1;
    while (child < this.size) {
      if (child + 1 < this.size && this.values[child + 1]! < this.values[child]!) child++;
      if (!(this.values[place]! > this.values[child]!)) return;
      this.swap(place, child);
      place = child;
      child = 2 * place + 1;
    }
  }

  private swap(i: number, j: number): void {
    const { values, keys, places } = this;
    [values[i], values[j]] = [values[j]!, values[i]!];
    [keys[i], keys[j]] = [keys[j]!, keys[i]!];
    places[keys[i]!] = i;
    places[keys[j]!] = j;
  }
}
