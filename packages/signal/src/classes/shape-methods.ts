import type { NDArray } from "@core/array";
import type { SignalEvents, SignalLike } from "../contract.js";
import { createEvents } from "../events.js";
import type { MapFunction } from "../functions/map.js";
import { type MapAsyncOptions, type ModuleFunction, mapAsync } from "../functions/map-async.js";
import { type RebinOptions, rebin } from "../functions/rebin.js";
import { type SplitOptions, split } from "../functions/split.js";
import { toSignal1D, toSignal2D } from "../functions/to-signal.js";
import type { LayoutOptions } from "../functions/transpose.js";
import {
  fold,
  type UnfoldOptions,
  unfold,
  unfolded,
  unfoldNavigationSpace,
  unfoldSignalSpace,
} from "../functions/unfold.js";
import { type ApplyROIOptions, applyROI, meanROI, roiMask, type SumROIOptions, sumROI } from "../roi/apply.js";
import type { ROIOptions } from "../roi/places.js";
import type { ROI } from "../roi/regions.js";
import { ElementwiseMethods } from "./elementwise-methods.js";
import type { BaseSignal } from "./signals.js";

/** Methods that change the shape of a signal, and regions of interest: each calls the function of the same name. */
export abstract class ShapeMethods extends ElementwiseMethods {
  #events: SignalEvents | undefined;

  /** What happens to this signal, for linked views: `s.events.dataChanged.connect(draw)`. */
  get events(): SignalEvents {
    this.#events ??= { dataChanged: createEvents(), indicesChanged: createEvents() };
    return this.#events;
  }

  /** See the function `mapAsync`. */
  mapAsync(
    apply: MapFunction<unknown, never> | ModuleFunction | string,
    options?: MapAsyncOptions,
  ): Promise<BaseSignal> {
    return mapAsync(this, apply, options) as Promise<BaseSignal>;
  }

  /** See the function `rebin`. */
  rebin(options: RebinOptions): this {
    return rebin(this, options);
  }

  /** See the function `unfold`. */
  unfold(options?: UnfoldOptions): BaseSignal {
    return unfold(this, options) as BaseSignal;
  }

  /** See the function `unfoldNavigationSpace`. */
  unfoldNavigationSpace(): BaseSignal {
    return unfoldNavigationSpace(this) as BaseSignal;
  }

  /** See the function `unfoldSignalSpace`. */
  unfoldSignalSpace(): BaseSignal {
    return unfoldSignalSpace(this) as BaseSignal;
  }

  /** See the function `fold`. */
  fold(): BaseSignal {
    return fold(this) as BaseSignal;
  }

  /** See the function `unfolded`. */
  unfolded(apply: (signal: BaseSignal) => SignalLike, options?: UnfoldOptions): BaseSignal {
    return unfolded(this, apply as (signal: SignalLike) => SignalLike, options) as BaseSignal;
  }

  /** See the function `split`. */
  split(options?: SplitOptions): BaseSignal[] {
    return split(this, options) as BaseSignal[];
  }

  /** See the function `toSignal1D`. */
  toSignal1D(options?: LayoutOptions): BaseSignal {
    return toSignal1D(this, options) as BaseSignal;
  }

  /** See the function `toSignal2D`. */
  toSignal2D(options?: LayoutOptions): BaseSignal {
    return toSignal2D(this, options) as BaseSignal;
  }

  /** See the function `applyROI`. */
  applyROI(roi: ROI, options?: ApplyROIOptions): BaseSignal {
    return applyROI(this, roi, options) as BaseSignal;
  }

  /** See the function `roiMask`. */
  roiMask(roi: ROI, options?: ROIOptions): NDArray {
    return roiMask(this, roi, options);
  }

  /** See the function `sumROI`. */
  sumROI(roi: ROI, options?: SumROIOptions): BaseSignal {
    return sumROI(this, roi, options) as BaseSignal;
  }

  /** See the function `meanROI`. */
  meanROI(roi: ROI, options?: SumROIOptions): BaseSignal {
    return meanROI(this, roi, options) as BaseSignal;
  }
}
