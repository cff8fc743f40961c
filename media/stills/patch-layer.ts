/** Lays patches over finished frames. Each is read when it is first seen: a long piece may have hundreds. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PixoraError } from "../../models/error.ts";
import type { Kernel } from "./kernel.ts";
import { patchPlanes } from "./patch.ts";
import type { FrameSize, PiecePlan, PlacedPatch } from "./piece-plan.ts";

/** Lays what a frame shows over the frame at this address. */
export type LayPatches = (index: number, frame: number) => Promise<void>;

/** A frame's size and what is laid over it. */
type PatchedFrame = FrameSize & Pick<PiecePlan, "patches">;

interface Slot {
  address: number;
  patch: PlacedPatch | null;
}

/** How many bytes each patch in memory may take, and how many there are at once. */
export function patchSlots({ patches }: Pick<PiecePlan, "patches">): { bytes: number; count: number } {
  const together = patches.map(({ firstFrame }) => shownAt(patches, firstFrame).length);
  return { bytes: Math.max(0, ...patches.map((patch) => patchPlanes(patch).bytes)), count: Math.max(0, ...together) };
}

/** `addresses` are those of as many slots as `patchSlots` asks for; `folder` holds the patches. */
export function createPatchLayer(
  { kernel, plan, folder }: { kernel: Kernel; plan: PatchedFrame; folder: string },
  addresses: readonly number[],
): LayPatches {
  const slots = addresses.map((address): Slot => ({ address, patch: null }));
  for (const patch of plan.patches) checkPlace(patch, plan);
  return async (index, frame) => {
    const shown = shownAt(plan.patches, index);
    for (const patch of shown) {
      const slot = slots.find((one) => one.patch === patch) ?? (await fill(patch, shown));
      lay(kernel, plan, patch, { from: slot.address, frame });
    }
  };

  async function fill(patch: PlacedPatch, shown: readonly PlacedPatch[]): Promise<Slot> {
    const slot = slots.find((one) => one.patch === null || !shown.includes(one.patch));
    const planes = await readFile(join(folder, patch.name));
    if (!slot || planes.length !== patchPlanes(patch).bytes) {
      throw new PixoraError("internal", `A caption has ${planes.length} bytes, not those of its size.`);
    }
    kernel.memory.set(planes, slot.address);
    slot.patch = patch;
    return slot;
  }
}

function shownAt(patches: readonly PlacedPatch[], index: number): PlacedPatch[] {
  return patches.filter(({ firstFrame, endFrame }) => firstFrame <= index && index < endFrame);
}

/** What reached past the frame would be drawn into other memory. */
function checkPlace(patch: PlacedPatch, frame: FrameSize): void {
  const { x, y, width, height } = patch;
  const isEven = [x, y, width, height].every((length) => length % 2 === 0 && length >= 0);
  if (isEven && x + width <= frame.width && y + height <= frame.height) return;
  throw new PixoraError("internal", `A caption of ${width}x${height} at ${x},${y} is not inside the frame.`);
}

function lay(kernel: Kernel, plan: FrameSize, patch: PlacedPatch, { from, frame }: { from: number; frame: number }) {
  const { luma, colours, cover, colourCover } = patchPlanes(patch);
  const { x, y, width, height } = patch;
  const target = frame + y * plan.width + x;
  kernel.overlay({ colour: from + luma, cover: from + cover, width, height, target, stride: plan.width });
  const half = { cover: from + colourCover, width: width / 2, height: height / 2, stride: plan.width / 2 };
  colours.forEach((colour, plane) => {
    const start = frame + plan.width * plan.height + (plane * plan.width * plan.height) / 4;
    kernel.overlay({ ...half, colour: from + colour, target: start + (y / 2) * half.stride + x / 2 });
  });
}
