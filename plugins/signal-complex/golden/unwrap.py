"""Writes unwrap.json: by how many turns scikit-image raises each pixel of phases, without noise and with much of it.

Run with a Python that has scikit-image 0.19.3: python3 unwrap.py. Without a seed (which 0.19.3 takes for one) borders start from srand(0).
"""
import json
import os
import warnings

import numpy as np
import skimage
from skimage.restoration import unwrap_phase

warnings.simplefilter("ignore")
RANDOM = np.random.RandomState(5)
CASES = []


def wrapped(phase):
    return np.angle(np.exp(1j * phase))


def case(kind, phase, around=False, mask=None):
    phase = phase.round(3)
    given = phase if mask is None else np.ma.array(phase, mask=mask)
    raised = np.ma.getdata(unwrap_phase(given, wrap_around=around)) - phase
    turns = np.rint(raised / (2 * np.pi)).astype(int)
    if mask is None:
        assert np.allclose(raised, 2 * np.pi * turns)
    else:
        turns[mask] = 0
    CASES.append({
        "id": f"{kind} {'x'.join(map(str, phase.shape))} {json.dumps(around)}{' mask' if mask is not None else ''}",
        "shape": phase.shape, "phase": phase.ravel().tolist(), "around": around, "turns": turns.ravel().tolist(),
        "mask": None if mask is None else np.flatnonzero(mask).tolist(),
    })


for shape in [(9,), (40,), (5, 6), (1, 7), (7, 1), (2, 2), (13, 20), (3, 4, 5), (8, 9, 10), (1, 5, 4)]:
    slopes = np.array([0.3, 0.6, 0.9])[:len(shape)]
    plane = sum(s * g for s, g in zip(slopes, np.meshgrid(*[np.arange(n) for n in shape], indexing="ij")))
    fields = {
        "random": RANDOM.uniform(-3.14, 3.14, size=shape), "plane": wrapped(plane),
        "noisy": wrapped(plane + 0.8 * RANDOM.normal(size=shape)), "coarse": np.round(wrapped(plane + RANDOM.normal(size=shape)) * 2) / 2,
        "flat": np.zeros(shape),
    }
    for kind, phase in fields.items():
        case(kind, phase)
        if len(shape) == 1:
            continue
        case(kind, phase, mask=RANDOM.uniform(size=shape) < 0.2)
        # Axes of one point, and the last axis of images, read beside the array in scikit-image when they are connected.
        if len(shape) == 2 and shape[0] > 1:
            case(kind, phase, [True, False])
        if len(shape) == 3 and shape[0] > 1:
            for around in ([True, True, True], [True, False, False], [False, True, False], [False, False, True]):
                case(kind, phase, around)
            case(kind, phase, [True, True, False], RANDOM.uniform(size=shape) < 0.2)
case("large", wrapped(np.add.outer(0.3 * np.arange(50), 0.9 * np.arange(45)) + RANDOM.normal(size=(50, 45))))
case("large coarse", np.round(wrapped(np.add.outer(0.3 * np.arange(50), 0.9 * np.arange(45)) + RANDOM.normal(size=(50, 45))) * 2) / 2)
case("large", wrapped(RANDOM.normal(size=(12, 13, 14))))

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "unwrap.json")
with open(path, "w", encoding="utf-8") as file:
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in CASES)
    file.write(f'{{"skimage":"{skimage.__version__}","cases":[\n{lines}\n]}}\n')
print(path, len(CASES), os.path.getsize(path))
