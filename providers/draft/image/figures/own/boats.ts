/** What floats. */
import { circle, group, path, rectangle, stroke } from "../../drawing/svg.ts";
import type { Art } from "../relight.ts";
import { cut, type Drawing, inked, rounded, type Sketch, shaded, tones } from "./canvas.ts";

const CREAM = "#f6ecd6";

const GLASS = "#a9d3e6";

function hull(d: string, wood: string, { defs }: Sketch): string {
  return (
    path(d, shaded(defs, wood), inked(wood, 3)) +
    cut(
      defs,
      d,
      stroke("M-200 6Q0 26 200 6M-200 20Q0 40 200 20M-200 34Q0 54 200 34", tones(wood).ink, 1.8, { opacity: 0.4 }),
    )
  );
}

function rowboat(sketch: Sketch): Art {
  const wood = sketch.color ?? "#a5693a";
  return {
    body: group([
      path("M-92 -12Q0 6 96 -14L80 -2Q0 14 -78 0Z", tones(wood).ink),
      rectangle(-40, -6, 14, 22, shaded(sketch.defs, tones(wood).dark)),
      rectangle(24, -6, 14, 22, shaded(sketch.defs, tones(wood).dark)),
      stroke("M10 -18L-46 46", "#8a5f3a", 5),
      hull("M-100 -14Q-84 44 -54 46H60Q92 40 104 -16Q0 14 -100 -14Z", wood, sketch),
      path("M-100 -14Q0 14 104 -16L104 -8Q0 24 -98 -4Z", shaded(sketch.defs, tones(wood).light), inked(wood, 2)),
    ]),
    shine: "",
  };
}

function sailboat(sketch: Sketch): Art {
  const { defs } = sketch;
  const sail = sketch.color ?? CREAM;
  return {
    body: group([
      path("M-4 -150H4L5 10H-5Z", shaded(defs, "#8a5f3a"), inked("#8a5f3a", 2)),
      path("M8 -142Q70 -70 84 -10H8Z", shaded(defs, sail), inked(sail)),
      path("M-8 -124Q-52 -60 -64 -10H-8Z", shaded(defs, tones(sail).dark), inked(sail)),
      stroke("M10 -100Q40 -94 50 -88M10 -60Q50 -52 70 -48", tones(sail).ink, 1.6, { opacity: 0.3 }),
      path("M4 -150L34 -142L4 -134Z", "#d8503f", inked("#d8503f", 1.6)),
      hull("M-84 4H98Q86 48 56 50H-50Q-76 46 -84 4Z", "#a5593a", sketch),
      path("M-88 0H102L98 12H-84Z", shaded(defs, CREAM), inked("#c9a97a", 2)),
    ]),
    shine: "",
  };
}

function sailingShip(sketch: Sketch): Art {
  const { defs } = sketch;
  const wood = sketch.color ?? "#8a5636";
  const mast = (x: number, top: number): string =>
    path(`M${x - 3.5} ${top}H${x + 3.5}L${x + 4.5} 0H${x - 4.5}Z`, rounded(defs, "#6f4a30"), inked("#6f4a30", 1.8));
  const sail = (x: number, y: number, w: number, h: number): string =>
    path(
      `M${x - w} ${y}H${x + w}Q${x + w * 1.24} ${y + h * 0.5} ${x + w * 1.02} ${y + h}Q${x} ${y + h * 0.82} ${x - w * 1.02} ${y + h}Q${x - w * 0.78} ${y + h * 0.5} ${x - w} ${y}Z`,
      shaded(defs, CREAM),
      inked("#c9a97a", 2.2),
    ) +
    stroke(`M${x - w - 5} ${y}H${x + w + 5}`, "#6f4a30", 4.5) +
    stroke(
      `M${x - w * 0.3} ${y + 2}Q${x - w * 0.1} ${y + h * 0.5} ${x - w * 0.3} ${y + h * 0.84}M${x + w * 0.4} ${y + 2}Q${x + w * 0.6} ${y + h * 0.5} ${x + w * 0.4} ${y + h * 0.86}`,
      "#b59a6a",
      1.4,
      { opacity: 0.45 },
    );
  return {
    body: group([
      stroke("M120 -20L176 -52", "#6f4a30", 6),
      stroke("M40 -190L172 -50M40 -190L-60 -160M-60 -160L-112 -30", "#5a4434", 1.4, { opacity: 0.7 }),
      path("M60 -134L160 -46L64 -38Z", shaded(defs, CREAM), inked("#c9a97a", 2)),
      mast(-62, -168),
      mast(40, -198),
      sail(-62, -150, 34, 46),
      sail(-62, -98, 44, 58),
      sail(40, -176, 36, 48),
      sail(40, -122, 48, 66),
      path(
        "M40 -198Q58 -208 74 -196Q60 -190 40 -184ZM-62 -168Q-46 -178 -32 -166Q-46 -160 -62 -156Z",
        "#d8403a",
        inked("#d8403a", 1.6),
      ),
      hull("M-128 -44H-84L-80 -18H92L130 -24Q122 50 84 56H-76Q-118 48 -128 -44Z", wood, sketch),
      path(
        "M-132 -50H-80V-38H-128ZM-82 -22H96L132 -30L130 -18L92 -10H-80Z",
        shaded(defs, "#d9a84a"),
        inked("#d9a84a", 2),
      ),
      ...[-54, -18, 18, 54].map((x) => rectangle(x - 8, 4, 16, 14, "#3a2620", inked("#d9a84a", 2))),
      rectangle(-118, -30, 14, 16, "#ffdf8a", inked(wood, 2)),
      rectangle(-98, -30, 14, 16, "#ffdf8a", inked(wood, 2)),
    ]),
    shine: "",
  };
}

function submarine({ defs, color }: Sketch): Art {
  const metal = color ?? "#e8b23a";
  const line = inked(metal, 3);
  const port = (x: number): string =>
    circle(x, 4, 17, shaded(defs, "#b5793a"), inked("#b5793a", 2)) +
    circle(x, 4, 11, GLASS, inked("#5f8aa5", 1.6)) +
    path(`M${x - 6} 0q4 -6 10 -5`, "none", { stroke: "#ffffff", "stroke-width": 2.4, "stroke-linecap": "round" });
  return {
    body: group([
      path("M-118 -24L-142 -40V46L-118 26Z", shaded(defs, "#c9503f"), inked("#c9503f")),
      stroke("M12 -60V-96H34", "#8a6a3a", 7),
      path("M-22 -44L-16 -76H34L42 -44Z", shaded(defs, metal), line),
      path("M-122 2Q-110 -48 -30 -50H50Q112 -46 118 2Q112 48 50 52H-30Q-110 50 -122 2Z", shaded(defs, metal), line),
      stroke("M-60 -46V48M64 -46V48", tones(metal).ink, 2, { opacity: 0.3 }),
      port(-32),
      port(12),
      port(84),
    ]),
    shine: "",
  };
}

export const BOATS: Readonly<Record<string, Drawing>> = {
  rowboat,
  sailboat,
  "sailing-ship": sailingShip,
  submarine,
};
