import { astype, contiguous, coreError, elementsOf, isComplexDType, type NDArray, sizeOf } from "@core/array";
import {
  type Axis,
  aligned,
  dimensionsText,
  placesOf,
  refuseColours,
  refuseRagged,
  type SignalLike,
} from "@core/signal";

/** The images of a signal, one for each position. */
export interface Images {
  /** The data with the navigation axes first. */
  readonly data: NDArray;
  /** The axes of `data`. */
  readonly axes: readonly Axis[];
  /** The sizes of the navigation axes in array order. */
  readonly navigation: readonly number[];
  /** The number of positions. */
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * The images of a signal.
 * @throws BAD_SHAPE for anything but two signal axes, BAD_DTYPE for complex data, UNSUPPORTED for ragged signals and colours
 */
export function imagesOf(name: string, signal: SignalLike): Images {
  refuseRagged(name, signal);
  refuseColours(name, signal);
  if (placesOf(signal.axes, false).length !== 2)
    throw coreError(
      "BAD_SHAPE",
      `${name}: the signal has dimensions ${dimensionsText(signal.axes)}, expected two signal axes.`,
    );
  if (isComplexDType(signal.data.dtype))
    throw coreError(
      "BAD_DTYPE",
      `${name}: the data are ${signal.data.dtype}: take the amplitude or another real part.`,
    );
  const { data, axes } = aligned(signal);
  const navigation = data.shape.slice(0, -2);
  const [rows, columns] = data.shape.slice(-2) as [number, number];
  return { data, axes, navigation, count: sizeOf(navigation), rows, columns };
}

/** The image at a position, counted in array order, as a view. */
export function imageAt({ data, navigation, rows, columns }: Images, position: number): NDArray {
  let offset = data.offset;
  let rest = position;
  for (let axis = navigation.length - 1; axis >= 0; axis--) {
    const size = navigation[axis] as number;
    offset += (rest % size) * (data.strides[axis] as number);
    rest = Math.floor(rest / size);
  }
  return data.view([rows, columns], data.strides.slice(-2), offset);
}

/** The numbers of the image at a position, row by row; perhaps shared with the signal. */
export function numbersAt(images: Images, position: number): Float64Array {
  return elementsOf(contiguous(astype(imageAt(images, position), "float64"))) as Float64Array;
}
