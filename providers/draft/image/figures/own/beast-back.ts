/** What grows on an animal's back: manes of horses, wings and spikes of dragons. */
import { group, type Point, path } from "../../drawing/svg.ts";
import type { Beast, Coat } from "./beast.ts";
import type { Skeleton } from "./beast-pose.ts";
import { bodyFill, type Joint, limb, type Sketch, tones } from "./canvas.ts";

export function horseMane(beast: Beast, bones: Skeleton, coat: Coat, sketch: Sketch): string {
  if (!beast.mane || beast.tail.kind !== "horse") return "";
  const [base, bend] = bones.neck;
  const [x, y] = bones.head;
  const r = beast.head.radius;
  if (!base || !bend) return "";
  const crest = limb([
    [x + r * 0.1, y - r * 0.95, r * 0.2],
    [x - r * 0.75, y - r * 0.55, r * 0.42],
    [bend[0] - bend[2] * 0.72, bend[1] - bend[2] * 0.2, r * 0.55],
    [base[0] - base[2] * 0.82, base[1] - base[2] * 0.1, r * 0.5],
    [base[0] - base[2] * 0.9, base[1] + base[2] * 0.75, r * 0.1],
  ]);
  const forelock = limb([
    [x - r * 0.1, y - r * 1.1, r * 0.14],
    [x + r * 0.4, y - r * 0.8, r * 0.22],
    [x + r * 0.72, y - r * 0.3, r * 0.05],
  ]);
  const fill = bodyFill(sketch.defs, beast.mane, y - r, base[1]);
  const line = { stroke: coat.ink, "stroke-width": 1.6 };
  return path(crest, fill, line) + path(forelock, fill, line);
}

export function dragonWing(bones: Skeleton, beast: Beast, coat: Coat, sketch: Sketch, near: boolean): string {
  const [x, y] = bones.neck[0] ?? [0, 0];
  const scale = near ? 1.35 : 1.2;
  const color = beast.mane ?? beast.coat;
  const skin = bodyFill(sketch.defs, near ? color : tones(color).dark, y - 140, y + 20);
  const p = (dx: number, dy: number): string => {
    const lean = near ? 0 : 22;
    return `${(x - 18 + lean + dx * scale + (near ? 0 : -dy * 0.25)).toFixed(1)} ${(y + dy * scale).toFixed(1)}`;
  };
  const membrane = `M${p(0, 4)}Q${p(-6, -60)} ${p(-34, -104)}Q${p(-84, -104)} ${p(-134, -58)}Q${p(-100, -62)} ${p(-96, -30)}Q${p(-70, -44)} ${p(-62, -10)}Q${p(-38, -24)} ${p(-24, 10)}Z`;
  const fingers = `M${p(0, 2)}Q${p(-10, -60)} ${p(-34, -104)}Q${p(-84, -104)} ${p(-134, -58)}M${p(-34, -104)}Q${p(-60, -70)} ${p(-96, -30)}M${p(-34, -104)}Q${p(-46, -60)} ${p(-62, -10)}`;
  const bone = near ? beast.coat : tones(beast.coat).dark;
  return group([
    path(membrane, skin, { stroke: coat.ink, "stroke-width": 2.4, "stroke-linejoin": "round" }),
    path(fingers, "none", { stroke: coat.ink, "stroke-width": 6.4, "stroke-linecap": "round" }),
    path(fingers, "none", { stroke: bone, "stroke-width": 4, "stroke-linecap": "round" }),
  ]);
}

/** A row of plates along the spine and up the neck. */
export function spikes(bones: Skeleton, coat: Coat): string {
  const line: Joint[] = [...bones.body, ...bones.neck.slice(1)];
  return line
    .flatMap((from, index) => {
      const to = line[index + 1];
      return to ? [0, 0.33, 0.66].map((share) => spike(from, to, share, coat)) : [];
    })
    .join("");
}

function spike(from: Joint, to: Joint, share: number, coat: Coat): string {
  const at = (index: 0 | 1 | 2): number => from[index] + (to[index] - from[index]) * share;
  const up = Math.atan2(to[1] - from[1], to[0] - from[0]) - Math.PI / 2;
  const out = (angle: number, reach: number): Point => [
    at(0) + Math.cos(angle) * reach,
    at(1) + Math.sin(angle) * reach,
  ];
  const root = out(up, at(2) * 0.85);
  const tip = out(up - 0.25, at(2) + 12);
  const side: Point = [Math.cos(up + Math.PI / 2) * 7, Math.sin(up + Math.PI / 2) * 7];
  const d = `M${root[0] - side[0]} ${root[1] - side[1]}L${tip[0]} ${tip[1]}L${root[0] + side[0]} ${root[1] + side[1]}Z`;
  return path(d, coat.pale, { stroke: coat.ink, "stroke-width": 1.4, "stroke-linejoin": "round" });
}
