/** Who and what is in a scene, and where: all that is decided before the first line of a picture is drawn. */
import type { PicturePlace } from "../../../models/asset.ts";
import type { Shot } from "../../../models/vocabulary.ts";
import type { ImageRequest, StillSubject } from "../../types.ts";
import { createRandom, hash } from "../random.ts";
import { createAtmosphere } from "./atmosphere.ts";
import { drawCharacter } from "./characters.ts";
import { clamp, type Placed, placeCast, type Seat, seatCast } from "./composition.ts";
import { createDefs } from "./drawing/svg.ts";
import type { Figure, FigureLook } from "./figure.ts";
import { drawFigure } from "./figures/index.ts";
import { frameOf } from "./frame.ts";
import { drawPerson } from "./people/index.ts";
import { normalise, PLACES } from "./places/index.ts";
import type { Place } from "./places/types.ts";
import { lightOf, placeOf } from "./setting.ts";
import { createStage, type Stage } from "./stage.ts";
import { isTold, poseOf, visibleSubjects } from "./subjects.ts";
import { placeSubjects, type Supporting, standsNear } from "./supporting.ts";

export interface StagedScene {
  stage: Stage;
  place: Place;
  /** Things and beings beside the cast first, then the cast. */
  placed: Placed[];
  /** Where the hero is, in parts of the picture; null in a landscape without one. */
  hero: PicturePlace | null;
}

/** The same request stages the same scene. */
export function stageScene(request: ImageRequest, subject: StillSubject): StagedScene {
  const { picture } = subject;
  const name = placeOf(picture, subject.cast);
  const place = PLACES[name];
  const stage = stageFor(request, subject, place);
  const subjects = visibleSubjects(picture, subject.cast, name);
  const seats = seatCast(stage, place, subject.cast.length, subjects.length > 0);
  const cast = drawCast(request, subject, { stage, place, seats });
  const things = drawThings(request, subject, { stage, place, subjects }).filter(
    ({ figure, told }) => told || fitsBeside(figure, cast),
  );
  const told = things.flatMap((thing) => (thing.told ? thing.figure : []));
  const shot = framedAs(picture.shot, stage, place, told);
  const placedCast = placeCast(stage, place, shot, cast, seats, told);
  const placed = [...placeSubjects(stage, place, shot, things, placedCast), ...placedCast];
  return { stage, place, placed, hero: heroPlace(stage, placed, placedCast.length > 0 ? (seats[0] ?? null) : null) };
}

function drawCast(
  request: ImageRequest,
  { picture, cast }: StillSubject,
  { stage, place, seats }: { stage: Stage; place: Place; seats: readonly Seat[] },
): Figure[] {
  const light = lightOf(stage, place);
  return cast.map(({ character }, index) => {
    const others = cast.filter((_, other) => other !== index).map((other) => other.character.name);
    const pose = poseOf(picture.description, [character.name, character.kind], others);
    const mirrored = seats[index]?.mirrored ?? false;
    return drawCharacter(character, { id: `c${index}`, style: request.style, light, pose, mirrored });
  });
}

function drawThings(
  request: ImageRequest,
  { picture }: StillSubject,
  { stage, place, subjects }: { stage: Stage; place: Place; subjects: readonly string[] },
): Supporting[] {
  const light = lightOf(stage, place);
  return subjects.map((phrase, index) => {
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
}

/** A narrow frame has no room beside somebody close: what the scene tells of would be hidden, so both are farther away. */
function framedAs(shot: Shot, stage: Stage, place: Place, told: readonly Figure[]): Shot {
  return shot === "close" && !stage.isWide && told.some((figure) => standsNear(figure, place)) ? "medium" : shot;
}

/** A being that only fills the picture would be drawn smaller than the lead: it is left out where nature says otherwise. */
function fitsBeside(figure: Figure, cast: readonly Figure[]): boolean {
  const [lead] = cast;
  return !lead || figure.beast !== true || figure.metres < lead.metres * 1.5;
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

function stageFor(request: ImageRequest, subject: StillSubject, place: Place): Stage {
  const { picture, mood } = subject;
  const short = Math.min(request.width, request.height);
  const frame = frameOf(Math.round((request.width / short) * 720), Math.round((request.height / short) * 720));
  const { width, height } = frame;
  const random = createRandom(`${request.seed}/${picture.place}/${picture.description}`);
  // A boat that only fills the picture makes no deck to stand on.
  const told = picture.subjects.filter(
    (one) => place.name !== "sea" || !/\b(?:boat|ship|raft)s?$/i.test(one) || isTold(one, picture.description),
  );
  const words = normalise(`${picture.place} ${picture.description} ${told.join(" ")}`);
  const mentions = (...wanted: string[]): boolean =>
    wanted.some((word) => words.includes(` ${word} `) || words.includes(` ${word}s `));
  const horizon = frame.down(place.horizon);
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
