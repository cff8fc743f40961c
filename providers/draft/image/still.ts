/** One scene as one SVG: sky, place, figures, weather, style. */
import type { PicturePlace } from "../../../models/asset.ts";
import type { CharacterProfile } from "../../../models/character.ts";
import type { ImageRequest, StillSubject } from "../../types.ts";
import { createRandom, hash } from "../random.ts";
import { createAtmosphere } from "./atmosphere.ts";
import { clamp, type Placed, placeCast, type Seat, seatCast } from "./composition.ts";
import { mix } from "./drawing/color.ts";
import { createDefs, element, ellipse, group, rectangle, round } from "./drawing/svg.ts";
import type { Figure, FigureLook } from "./figure.ts";
import { drawFigure, figureQuality } from "./figures/index.ts";
import { drawPerson } from "./people/index.ts";
import { normalise, PLACES } from "./places/index.ts";
import type { Place } from "./places/types.ts";
import { lightOf, placeOf } from "./setting.ts";
import { showFigure } from "./showing.ts";
import { drawSky } from "./sky.ts";
import { createStage, type Stage } from "./stage.ts";
import { findStyle } from "./style-names.ts";
import { type Treatment, treat, wholeFrame } from "./styles.ts";
import { isTold, poseOf, visibleSubjects } from "./subjects.ts";
import { placeSubjects } from "./supporting.ts";
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
  const { picture } = subject;
  const name = placeOf(picture, subject.cast);
  const place = PLACES[name];
  const stage = stageFor(request, subject, place);
  const style = findStyle(request.style);
  const treatment = treat(stage, style);
  const light = lightOf(stage, place);
  const subjects = visibleSubjects(picture, subject.cast, name);
  const seats = seatCast(stage, place, subject.cast.length, subjects.length > 0);
  const cast = subject.cast.map(({ character }, index) => {
    const others = subject.cast.filter((_, other) => other !== index).map((other) => other.character.name);
    const pose = poseOf(picture.description, [character.name, character.kind], others);
    return drawCharacter(character, {
      id: `c${index}`,
      style: request.style,
      light,
      pose,
      mirrored: seats[index]?.mirrored ?? false,
    });
  });
  const shown = subjects.map((phrase, index) => {
    const look: FigureLook = {
      id: `s${index}`,
      seed: hash(`${request.seed}/${phrase}`) >>> 0,
      appearance: phrase,
      style: request.style,
      light,
      mirrored: (index + (stage.sun.x < stage.width / 2 ? 1 : 0)) % 2 === 0,
    };
    return { figure: drawPerson(phrase, look) ?? drawFigure(phrase, look), told: isTold(phrase, picture.description) };
  });
  const things = shown.filter(({ figure, told }) => told || fitsBeside(figure, cast));
  const placedCast = placeCast(
    stage,
    place,
    picture.shot,
    cast,
    seats,
    things.flatMap(({ figure, told }) => (told ? figure : [])),
  );
  const placed = [...placeSubjects(stage, place, picture.shot, things, placedCast), ...placedCast];
  return {
    svg: assemble(stage, place, { placed, treatment, close: picture.shot === "close" }),
    credits: [...new Set(placed.flatMap(({ figure }) => figure.credit ?? []))],
    cell: treatment.cell,
    width: stage.width,
    subjectPlace: heroPlace(stage, placed, placedCast.length > 0 ? (seats[0] ?? null) : null),
  };
}

/** Where heads are: parts of a figure's height, and of the length of an animal from its middle. */
const HEAD = { upright: 0.8, low: 0.68, ahead: 0.33 };

/** The head of the first of the cast, whose seat it is, or of what stands in its place; null in a landscape. */
function heroPlace(stage: Stage, placed: readonly Placed[], seat: Seat | null): PicturePlace | null {
  const hero = placed.find(({ lead }) => lead);
  if (!hero) return null;
  const { figure, x, y, height } = hero;
  const isUpright = figure.height > figure.width;
  const ahead = seat && figure.beast && !isUpright ? (HEAD.ahead * height * figure.width) / figure.height : 0;
  const high = (isUpright ? HEAD.upright : HEAD.low) * height;
  return {
    x: clamp((x + (seat?.mirrored ? -ahead : ahead)) / stage.width, 0, 1),
    y: clamp((y - high) / stage.height, 0, 1),
  };
}

/** A being that only fills the picture would be drawn smaller than the lead: it is left out where nature says otherwise. */
function fitsBeside(figure: Figure, cast: readonly Figure[]): boolean {
  const [lead] = cast;
  return !lead || figure.beast !== true || figure.metres < lead.metres * 1.5;
}

/** A character's figure hangs on the profile alone, so that it is the same in every scene. */
export function drawCharacter(character: CharacterProfile, manner: Manner): Figure {
  const look = characterLook(character, manner);
  const named = drawPerson(character.kind, look);
  if (named) return named;
  // Somebody in a story whom no word list knows is more likely a person than a thing.
  const unknown = figureQuality(character.kind) === "fallback";
  return (unknown ? drawPerson("person", look) : null) ?? drawFigure(character.kind, look);
}

/** All of a look that the character does not decide. */
export type Manner = Omit<FigureLook, "seed" | "appearance">;

export function characterLook(character: CharacterProfile, manner: Manner): FigureLook {
  const seed = hash(`${character.id}/${character.kind}/${character.appearance}`) >>> 0;
  return { ...manner, seed, appearance: character.appearance };
}

function stageFor(request: ImageRequest, subject: StillSubject, place: Place): Stage {
  const { picture, mood } = subject;
  const short = Math.min(request.width, request.height);
  const width = Math.round((request.width / short) * 720);
  const height = Math.round((request.height / short) * 720);
  const random = createRandom(`${request.seed}/${picture.place}/${picture.description}`);
  // A boat that only fills the picture makes no deck to stand on.
  const told = picture.subjects.filter(
    (one) => place.name !== "sea" || !/\b(?:boat|ship|raft)s?$/i.test(one) || isTold(one, picture.description),
  );
  const words = normalise(`${picture.place} ${picture.description} ${told.join(" ")}`);
  const mentions = (...wanted: string[]): boolean =>
    wanted.some((word) => words.includes(` ${word} `) || words.includes(` ${word}s `));
  const horizon = place.horizon * height;
  const low = picture.timeOfDay === "dawn" || picture.timeOfDay === "dusk";
  const left = random.fork("sun").chance(0.5);
  const snowy =
    picture.weather === "snow" ||
    mentions("snow", "snowy", "winter", "frozen", "icy", "frosty", "christmas", "snowfall", "blizzard");
  return createStage({
    width,
    height,
    horizon,
    sun: {
      x: width * (left ? random.fork("sun-x").between(0.18, 0.28) : random.fork("sun-x").between(0.72, 0.82)),
      y: low ? horizon - height * 0.055 : horizon * random.fork("sun-y").between(0.24, 0.34),
    },
    atmosphere: createAtmosphere(picture.timeOfDay, picture.weather, mood, snowy),
    random,
    defs: createDefs("d"),
    traits: {
      snowy,
      autumn: mentions("autumn", "fall", "autumnal", "october", "harvest", "halloween", "thanksgiving"),
      dead:
        mentions(
          "haunted",
          "dead",
          "dark",
          "cursed",
          "spooky",
          "creepy",
          "gloomy",
          "barren",
          "witch",
          "ghost",
          "abandoned",
          "eerie",
        ) && !place.indoors,
      blossom: mentions("blossom", "cherry", "sakura", "spring", "springtime"),
      festive: mentions("festival", "party", "celebration", "wedding", "birthday"),
    },
    mentions,
  });
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
    .sort((a, b) => a.y - b.y)
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
