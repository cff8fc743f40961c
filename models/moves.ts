import type { Scene } from "./scene.ts";
import type { CameraMove, Shot } from "./vocabulary.ts";

/** Every move goes ahead or back. Where these take turns, no scene moves as its neighbour does. */
type Turn = "ahead" | "back";

const TURNS: Record<CameraMove, Turn> = { zoom_in: "ahead", pan_right: "ahead", zoom_out: "back", pan_left: "back" };
const ZOOMS: Record<Turn, CameraMove> = { ahead: "zoom_in", back: "zoom_out" };
const PANS: Record<Turn, CameraMove> = { ahead: "pan_right", back: "pan_left" };

/** A wide shot is there to look around in, and nobody who came close walks off again. */
const UNSUITED: Partial<Record<Shot, CameraMove>> = { wide: "zoom_in", close: "zoom_out" };

/** The zoom that goes the way of a move: ahead or back. */
export function zoomFor(move: CameraMove): CameraMove {
  return ZOOMS[TURNS[move]];
}

/** The pan that goes the way of a move. */
export function panFor(move: CameraMove): CameraMove {
  return PANS[TURNS[move]];
}

/**
 * Moves that suit their shots and go ahead and back by turns, as near to the proposed ones as that allows: a zoom
 * stays a zoom, and the film begins with the turn that changes fewer of them.
 */
export function settleMoves<Moved extends Pick<Scene, "move" | "picture">>(scenes: readonly Moved[]): Moved[] {
  const own = scenes[0] ? TURNS[scenes[0].move] : "ahead";
  const [first, second] = [inTurns(scenes, own), inTurns(scenes, other(own))];
  return kept(scenes, second) > kept(scenes, first) ? second : first;
}

function inTurns<Moved extends Pick<Scene, "move" | "picture">>(scenes: readonly Moved[], start: Turn): Moved[] {
  return scenes.map((scene, index) => {
    const turn = index % 2 === 0 ? start : other(start);
    const isZoom = scene.move === zoomFor(scene.move) && UNSUITED[scene.picture.shot] !== ZOOMS[turn];
    return { ...scene, move: (isZoom ? ZOOMS : PANS)[turn] };
  });
}

function kept(before: readonly Pick<Scene, "move">[], after: readonly Pick<Scene, "move">[]): number {
  return after.filter(({ move }, index) => move === before[index]?.move).length;
}

function other(turn: Turn): Turn {
  return turn === "ahead" ? "back" : "ahead";
}
