/** Rooms that people live, learn, work and eat in: one shell, one window, furniture by kind. */
import { group, rectangle } from "../drawing/svg.ts";
import * as equipment from "../scenery/equipment.ts";
import * as piece from "../scenery/furniture.ts";
import * as hearth from "../scenery/hearth.ts";
import { backWall, lampLit, type Shell, shell } from "../scenery/room.ts";
import { skyWindow, windowLight } from "../scenery/window.ts";
import type { Stage } from "../stage.ts";
import type { Place } from "./types.ts";

/** A piece and where it stands: share of the frame's width, size factor, metres above the wall's foot. */
type Standing = readonly [piece: piece.Piece, x: number, size?: number, up?: number];

interface RoomPlan {
  name: string;
  shell: Shell;
  curtain?: string;
  /** Share of the width where the window's middle is; null for no window. */
  window: number | null;
  wide?: boolean;
  wall: readonly Standing[];
  /** Pieces nearer than the wall. */
  floor?: readonly Standing[];
  rug?: boolean;
  lamps?: number;
}

function room(plan: RoomPlan): Place {
  return {
    name: plan.name,
    indoors: true,
    furnished: true,
    horizon: 0.66,
    draw: (outside) => {
      const stage = lampLit(outside);
      const wall = backWall(stage);
      const metre = Math.min(136 * stage.scale, stage.width * 0.19);
      const far = wall.foot + 14;
      const stand = ([draw, x, size = 1, up = 0]: Standing, y: number) =>
        draw(stage, stage.width * x, y - up * metre, metre * size);
      const opening = windowOf(stage, plan, metre);
      const mats = plan.rug === true ? piece.rug(stage, stage.width / 2, stage.down(0.8232), metre * 1.05) : "";
      return {
        back: group([
          shell(stage, plan.shell),
          opening ? skyWindow({ ...outside, shade: stage.shade }, opening) : "",
          ...plan.wall.map((standing) => stand(standing, far)),
          ...Array.from({ length: plan.lamps ?? 0 }, (_, index) =>
            piece.pendant(stage, stage.width * ((index + 1) / ((plan.lamps ?? 0) + 1)), stage.height * 0.2, metre),
          ),
        ]),
        middle: group([
          mats,
          ...(plan.floor ?? []).map((standing) => stand(standing, stage.down(0.7756))),
          opening ? windowLight(outside, opening) : "",
        ]),
        front: rectangle(
          0,
          0,
          stage.width,
          stage.height,
          stage.defs.radial([
            [0, "#000000", 0],
            [0.78, "#000000", 0],
            [1, "#0a0510", 0.26],
          ]),
        ),
      };
    },
  };
}

function windowOf(
  stage: Stage,
  plan: RoomPlan,
  metre: number,
): { x: number; y: number; width: number; height: number; curtain?: string } | null {
  if (plan.window === null) return null;
  const wall = backWall(stage);
  const width = metre * (plan.wide === true ? 3.2 : 1.7);
  const height = Math.min(metre * 1.9, (wall.foot - wall.top) * 0.56);
  const at = { x: stage.width * plan.window - width / 2, y: wall.top + (wall.foot - wall.top) * 0.13, width, height };
  return plan.curtain ? { ...at, curtain: plan.curtain } : at;
}

const WARM: Shell = { wall: "#e6cfa8", floor: "#a8744a", kind: "boards", panel: "#b98a62" };

export const livingRoom = room({
  name: "living room",
  shell: WARM,
  window: 0.5,
  curtain: "#b5524a",
  rug: true,
  wall: [
    [piece.sofa, 0.24],
    [piece.bookshelf, 0.8],
    [piece.pictures, 0.25, 1, 1.5],
    [piece.floorLamp, 0.65],
    [piece.plant, 0.93, 1.1],
  ],
});
export const cabin = room({
  name: "cabin",
  shell: { wall: "#a5734a", floor: "#7d5233", kind: "boards", panel: "#8a5c3a" },
  window: 0.32,
  curtain: "#c4564a",
  rug: true,
  wall: [
    [hearth.fireplace, 0.74, 1.05],
    [piece.bookshelf, 0.14, 0.85],
    [piece.chair, 0.52],
    [piece.pictures, 0.52, 0.7, 1.7],
  ],
});
export const bedroom = room({
  name: "bedroom",
  shell: { wall: "#c9bfe0", floor: "#b5855c", kind: "boards" },
  window: 0.62,
  curtain: "#6f7fc4",
  rug: true,
  wall: [
    [piece.bed, 0.28],
    [piece.pictures, 0.27, 0.8, 1.45],
    [piece.bookshelf, 0.87, 0.8],
    [piece.floorLamp, 0.47, 0.9],
  ],
});
export const kitchen = room({
  name: "kitchen",
  shell: { wall: "#f1e2bd", floor: "#c9a98a", kind: "tiles" },
  window: 0.5,
  wall: [
    [hearth.kitchenLine, 0.5, 1],
    [piece.plant, 0.9],
  ],
  floor: [
    [piece.table, 0.83, 1.1],
    [piece.chair, 0.96, 0.95],
  ],
  lamps: 1,
});
export const classroom = room({
  name: "classroom",
  shell: { wall: "#e9e0c4", floor: "#b98d5f", kind: "boards", panel: "#8fb09a" },
  window: 0.87,
  wall: [
    [equipment.blackboard, 0.45, 1, 0.5],
    [piece.bookshelf, 0.9, 0.5],
    [piece.plant, 0.13],
  ],
  floor: [
    [piece.table, 0.2, 0.8],
    [piece.table, 0.82, 0.8],
    [piece.chair, 0.92, 0.85],
  ],
});
export const study = room({
  name: "study",
  shell: { wall: "#8a6a58", floor: "#6b4630", kind: "boards", panel: "#6b4a36" },
  window: 0.5,
  curtain: "#5a7a5f",
  rug: true,
  wall: [
    [piece.bookshelf, 0.16, 1.1],
    [piece.bookshelf, 0.31, 1.1],
    [piece.desk, 0.68, 1.05],
    [piece.bookshelf, 0.87, 1.1],
  ],
});
export const office = room({
  name: "office",
  shell: { wall: "#dfe5ea", floor: "#8f99a5", kind: "carpet" },
  window: 0.5,
  wide: true,
  wall: [
    [piece.desk, 0.2],
    [piece.desk, 0.8],
    [piece.plant, 0.93, 1.2],
    [piece.plant, 0.06, 1.2],
  ],
  lamps: 2,
});
export const studio = room({
  name: "studio",
  shell: { wall: "#d9d0c0", floor: "#a07a55", kind: "boards" },
  window: 0.5,
  wide: true,
  wall: [
    [equipment.piano, 0.2],
    [piece.pictures, 0.82, 1.1, 1.3],
    [equipment.shelves, 0.88, 0.6],
    [piece.plant, 0.72],
  ],
  rug: true,
});
export const hospital = room({
  name: "hospital",
  shell: { wall: "#dcebe8", floor: "#b9cccb", kind: "tiles", panel: "#a9d0cb" },
  window: 0.56,
  curtain: "#bfe0e6",
  wall: [
    [equipment.hospitalBed, 0.25],
    [equipment.hospitalBed, 0.82, 0.95],
    [piece.plant, 0.95],
  ],
});
export const shop = room({
  name: "shop",
  shell: { wall: "#d9b98a", floor: "#9a6f48", kind: "boards" },
  window: null,
  wall: [
    [equipment.shelves, 0.22, 1.1],
    [equipment.shelves, 0.5, 1.1],
    [equipment.shelves, 0.78, 1.1],
  ],
  floor: [[equipment.counter, 0.86, 0.8]],
  lamps: 3,
});
export const restaurant = room({
  name: "restaurant",
  shell: { wall: "#a8564a", floor: "#7a5038", kind: "boards", panel: "#6b3f33" },
  window: 0.5,
  wide: true,
  curtain: "#e0b46a",
  wall: [
    [piece.pictures, 0.17, 1, 1.4],
    [piece.pictures, 0.85, 1, 1.4],
  ],
  floor: [
    [equipment.cafeTable, 0.16, 1.1],
    [piece.chair, 0.06, 1],
    [equipment.cafeTable, 0.84, 1.1],
    [piece.chair, 0.94, 1],
  ],
  lamps: 3,
});
export const laboratory = room({
  name: "laboratory",
  shell: { wall: "#bccbd6", floor: "#8fa0ad", kind: "tiles", panel: "#93a9b8" },
  window: 0.2,
  wall: [
    [equipment.labBench, 0.5, 1.05],
    [equipment.shelves, 0.86, 0.8],
    [piece.desk, 0.12, 0.8],
  ],
  lamps: 2,
});
export const workshop = room({
  name: "workshop",
  shell: { wall: "#a88a68", floor: "#7a6048", kind: "boards" },
  window: 0.42,
  wall: [
    [equipment.shelves, 0.18],
    [piece.table, 0.66, 1.2],
    [equipment.shelves, 0.88, 0.95],
    [piece.pictures, 0.64, 0.7, 1.6],
  ],
  lamps: 2,
});
