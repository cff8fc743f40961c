/** One scene as one SVG: sky, place, figures, weather, style. */
import type { PicturePlace } from "../../../models/asset.ts";
import type { ImageRequest, StillSubject } from "../../types.ts";
import type { Placed } from "./composition.ts";
import { mix } from "./drawing/color.ts";
import { element, ellipse, group, rectangle, round } from "./drawing/svg.ts";
import type { Place } from "./places/types.ts";
import { showFigure } from "./showing.ts";
import { drawSky } from "./sky.ts";
import type { Stage } from "./stage.ts";
import { stageScene } from "./staging.ts";
import { findStyle } from "./style-names.ts";
import { type Treatment, treat, wholeFrame } from "./styles.ts";
import { drawFog, drawWeather } from "./weather.ts";

export interface Drawing {
  svg: string;
  credits: string[];
  /** Small picture cells in units of the frame, for styles that want them; null for a smooth picture. */
  cell: number | null;
  /** Width in units of the frame. */
  width: number;
  /** Where the hero is; null in a landscape without one. */
  subjectPlace: PicturePlace | null;
}

/** Draws a scene. The same request gives the same drawing. */
export function drawStill(request: ImageRequest, subject: StillSubject): Drawing {
  const { stage, place, placed, hero } = stageScene(request, subject);
  const treatment = treat(stage, findStyle(request.style));
  return {
    svg: assemble(stage, place, { placed, treatment, close: subject.picture.shot === "close" }),
    credits: [...new Set(placed.flatMap(({ figure }) => figure.credit ?? []))],
    cell: treatment.cell,
    width: stage.width,
    subjectPlace: hero,
  };
}

interface Parts {
  placed: readonly Placed[];
  treatment: Treatment;
  close: boolean;
}

function assemble(stage: Stage, place: Place, { placed, treatment, close }: Parts): string {
  const layers = place.draw(stage);
  const onLand = placed.some(({ grounded, layer }) => grounded && layer === "near");
  const footing = onLand && place.footing ? place.footing(stage) : "";
  const shown = (wanted: (item: Placed) => boolean): string[] =>
    placed.filter(wanted).map((item) => showFigure(stage, item, treatment.figure));
  const floats = (item: Placed): boolean => item.layer === "far" && !item.grounded && item.figure.habitat === "water";
  const far = shown(({ layer, grounded }) => layer === "far" && grounded);
  const aloft = shown((item) => item.layer === "far" && !item.grounded && !floats(item));
  const near = [...placed]
    .filter(({ layer }) => layer === "near")
    .sort((a, b) => nearness(stage, a) - nearness(stage, b))
    .map((item) => showFigure(stage, item, treatment.figure));
  // Fog lies behind whoever matters: a veil over them would leave nothing to look at.
  const fog = place.indoors ? "" : drawFog(stage);
  const backdrop = group([drawSky(stage), layers.back, ...aloft, layers.middle, ...far, fog]);
  const afloat = shown(floats);
  // With nobody near there is nothing that the distance could be out of focus for.
  const blur = close && near.length + afloat.length > 0 ? 4.5 : treatment.blur;
  const distance = blur > 0 ? softened(stage, backdrop, blur) : backdrop;
  const scene = group([
    distance,
    pool(stage, placed),
    ...afloat,
    footing,
    ...near,
    close || footing !== "" ? "" : layers.front,
    place.indoors ? "" : drawWeather(stage),
  ]);
  const whole = group(
    treatment.wobbles ? larger(stage, scene) : scene,
    treatment.scene ? { filter: treatment.scene } : {},
  );
  const inside = [rectangle(0, 0, stage.width, stage.height, stage.atmosphere.sky[3]), whole, treatment.overlay].join(
    "",
  );
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${stage.width} ${stage.height}` },
    element("defs", {}, stage.defs.markup()) + inside,
  );
}

/** A wide frame has room for a table behind the cast; in a narrow one it would be hidden, and stands before them. */
function nearness({ isWide }: Stage, { y, table }: Placed): number {
  return isWide ? y : y + table;
}

/** Out of focus. Drawn a little larger than the frame, so that no transparent rim is blurred in. */
function softened(stage: Stage, backdrop: string, blur: number): string {
  const filter = stage.defs.add(
    (id) => `<filter id="${id}" ${wholeFrame(stage)}><feGaussianBlur stdDeviation="${blur}"/></filter>`,
  );
  return group(larger(stage, backdrop), { filter });
}

/** What filters take from beyond the frame is transparent: a little more than the frame hides it. */
function larger({ width, height }: Stage, content: string): string {
  const transform = `translate(${round(-width * 0.02)} ${round(-height * 0.02)}) scale(1.04)`;
  return group(content, { transform });
}

/** A little more light round the leads, so that the eye finds them first. */
function pool(stage: Stage, placed: readonly Placed[]): string {
  const { atmosphere, defs } = stage;
  const color = mix(atmosphere.key, "#ffffff", 0.2);
  const fill = defs.radial([
    [0, color, 0.26 + atmosphere.darkness * 0.1],
    [0.5, color, 0.12],
    [1, color, 0],
  ]);
  return group(
    placed
      .filter(({ lead, layer }) => lead && layer === "near")
      .map(({ figure, x, y, height }) =>
        ellipse(
          x,
          y - height * 0.52,
          Math.max((height * figure.width) / figure.height, height * 0.5) * 0.95,
          height * 0.78,
          fill,
        ),
      ),
  );
}
