import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { captionTop } from "../../../../media/captions/caption-place.ts";
import { viewAt } from "../../../../media/stills/camera.ts";
import type { FrameSize } from "../../../../media/stills/piece-plan.ts";
import { CameraMove, type Shot } from "../../../../models/vocabulary.ts";
import type { Placed } from "../../../../providers/draft/image/composition.ts";
import { PLACE_PHRASES } from "../../../../providers/draft/image/places/lexicon.ts";
import { type StagedScene, stageScene } from "../../../../providers/draft/image/staging.ts";
import { isTold } from "../../../../providers/draft/image/subjects.ts";
import type { StillSubject } from "../../../../providers/types.ts";
import { stillRequest } from "../../../contract/image-provider.ts";

const UPRIGHT = { width: 720, height: 1280 };
const SQUARE = { width: 720, height: 720 };
const WIDE = { width: 1280, height: 720 };
const SHOTS: readonly Shot[] = ["wide", "medium", "close"];

interface Story {
  kinds: readonly string[];
  subjects: readonly string[];
  description: string;
}

/** Each tells of all of its subjects. */
const STORIES: readonly Story[] = [
  { kinds: ["red fox"], subjects: ["lantern"], description: "The fox finds a lantern." },
  { kinds: ["brown bear", "young girl"], subjects: ["honey jar"], description: "They share a honey jar." },
  { kinds: ["cat"], subjects: ["ball"], description: "The cat looks at a ball." },
  { kinds: [], subjects: ["sailing ship"], description: "A sailing ship in a storm." },
  { kinds: ["robot"], subjects: ["taxi"], description: "The robot waits for a taxi." },
  { kinds: ["boy", "girl"], subjects: ["cake"], description: "Two children bake a cake." },
  { kinds: ["young girl"], subjects: ["horse", "apple"], description: "She gives the horse an apple." },
];

interface Seen extends StagedScene {
  told: string;
  size: FrameSize;
  shot: Shot;
}

function seen(size: FrameSize, place: string, story: Story, shot: Shot, seed: number): Seen {
  const cast = story.kinds.map((kind, index) => ({
    character: { id: `c${index}`, name: `Name${index}`, kind, appearance: "" },
    path: null,
  }));
  const { subjects, description } = story;
  const picture: StillSubject["picture"] = {
    description,
    place,
    subjects: [...subjects],
    timeOfDay: "day",
    weather: "clear",
    shot,
  };
  const subject: StillSubject = { kind: "still", mood: "calm", cast, picture };
  const told = `${description} ${shot}, ${place}, seed ${seed}, ${size.width} x ${size.height}`;
  return { ...stageScene(stillRequest({ ...size, subject, seed }), subject), told, size, shot };
}

/** Every place, plain and in snow, with two stories each. */
function scenesIn(size: FrameSize): Seen[] {
  return Object.values(PLACE_PHRASES).flatMap(([phrase = ""], index) =>
    SHOTS.flatMap((shot) =>
      [0, 3].map((step) => {
        const story = STORIES[(index + step) % STORIES.length];
        if (!story) throw new Error("no story");
        return seen(size, step > 0 ? `snowy ${phrase}` : phrase, story, shot, index);
      }),
    ),
  );
}

/** In parts of the frame or the picture. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function boxOf({ figure, x, y, height }: Placed, { width, height: high }: FrameSize): Box {
  const half = (height * figure.width) / figure.height / 2;
  return { left: (x - half) / width, right: (x + half) / width, top: (y - height) / high, bottom: y / high };
}

/** The boxes that a box of the picture has in the frame at both ends of every move of a scene of eight seconds. */
function inFrame({ hero, size }: Seen, box: Box): Box[] {
  return CameraMove.options.flatMap((move) =>
    [0, 239].map((frame) => {
      const ride = { move, seen: { first: 0, last: 239 }, size, fit: "cover" as const, subject: hero };
      const { zoom, x, y } = viewAt(ride, frame, size);
      const [left, right] = [box.left, box.right].map((edge) => edge * zoom - x * (zoom - 1));
      const [top, bottom] = [box.top, box.bottom].map((edge) => edge * zoom - y * (zoom - 1));
      return { left: left ?? 0, right: right ?? 0, top: top ?? 0, bottom: bottom ?? 0 };
    }),
  );
}

/** How much of a box is under what the place draws over everybody: a share of its area. */
function coveredShare({ stage, place, placed, size, shot }: Seen): (box: Box) => number {
  const { front } = place.draw(stage);
  const onLand = placed.some(({ grounded, layer }) => grounded && layer === "near");
  if (shot === "close" || (onLand && place.footing)) return () => 0;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}"><defs>${stage.defs.markup()}</defs>${front}</svg>`;
  const { pixels, width, height } = new Resvg(svg, { fitTo: { mode: "width", value: 90 } }).render();
  return (box) => {
    let [inside, covered] = [0, 0];
    for (let y = Math.max(0, Math.floor(box.top * height)); y < Math.min(height, box.bottom * height); y++)
      for (let x = Math.max(0, Math.floor(box.left * width)); x < Math.min(width, box.right * width); x++) {
        inside += 1;
        if ((pixels[(y * width + x) * 4 + 3] ?? 0) > 150) covered += 1;
      }
    return covered / Math.max(1, inside);
  };
}

function shared(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, wide) * Math.max(0, high);
}

const area = ({ left, right, top, bottom }: Box): number => (right - left) * (bottom - top);

/** Whether the one is drawn after the other. */
function before(one: Placed, other: Placed): boolean {
  return one.layer === "near" && (other.layer === "far" || one.y + one.table > other.y + other.table);
}

describe.each([
  ["9:16", UPRIGHT],
  ["1:1", SQUARE],
])("a scene in %s", (_, size) => {
  const scenes = scenesIn(size);
  const each = (check: (scene: Seen, placed: Placed, box: Box) => void): void => {
    for (const scene of scenes) for (const placed of scene.placed) check(scene, placed, boxOf(placed, size));
  };

  it("is told of with all of its subjects", () => {
    for (const { subjects, description } of STORIES)
      for (const subject of subjects) expect(isTold(subject, description), subject).toBe(true);
    expect(scenes.length).toBeGreaterThan(300);
    for (const { placed, told } of scenes) expect(placed.length, told).toBeGreaterThan(0);
  });

  it("stands above captions of two lines however the camera moves; of whose legs leave the frame, the head does", () => {
    const captions = captionTop(size) / size.height;
    each((scene, _placed, box) => {
      const head = { ...box, bottom: box.top + (box.bottom - box.top) * 0.4 };
      for (const { bottom } of inFrame(scene, box.bottom > 1 ? head : box))
        expect(bottom, scene.told).toBeLessThanOrEqual(captions);
    });
  });

  it("is whole in the frame however the camera moves", () => {
    each((scene, _placed, box) => {
      for (const { left, right, top } of inFrame(scene, box)) {
        expect(Math.min(left, top), scene.told).toBeGreaterThan(0);
        expect(right, scene.told).toBeLessThan(1);
      }
    });
  });

  it("is not hidden by what the place has in front", () => {
    for (const scene of scenes) {
      const covered = coveredShare(scene);
      for (const placed of scene.placed)
        expect(covered(boxOf(placed, size)), scene.told).toBeLessThan(placed.lead ? 0.1 : 0.15);
    }
  });

  it("has no head behind what stands nearer, and at least three quarters of everything in sight", () => {
    each((scene, placed, box) => {
      const head = { ...box, bottom: box.top + (box.bottom - box.top) * 0.4 };
      for (const other of scene.placed.filter((one) => before(one, placed))) {
        expect(shared(boxOf(other, size), box) / area(box), scene.told).toBeLessThanOrEqual(0.25);
        if (placed.lead && !other.lead)
          expect(shared(boxOf(other, size), head) / area(head), scene.told).toBeLessThan(0.1);
      }
    });
  });
});

describe("a scene in 16:9", () => {
  it("keeps what it tells of in the frame while the camera pans", () => {
    for (const place of ["snowy forest", "meadow", "kitchen", "beach"]) {
      for (const story of STORIES.filter(({ kinds, subjects }) => kinds.length === 1 && subjects.length === 1)) {
        for (let seed = 1; seed <= 8; seed++) {
          const scene = seen(WIDE, place, story, "medium", seed);
          for (const placed of scene.placed) {
            for (const { left, right } of inFrame(scene, boxOf(placed, WIDE))) {
              expect(left, scene.told).toBeGreaterThan(0);
              expect(right, scene.told).toBeLessThan(1);
            }
          }
        }
      }
    }
  });
});
