/**
 * What the stage and the two drawing rooms (people, figures) say to each other.
 * Not here: where a figure stands and how large it is; that is the composition's choice.
 */
import type { TimeOfDay } from "../../../models/vocabulary.ts";

/** The light of one frame. Colours are `#rrggbb`. */
export interface Light {
  timeOfDay: TimeOfDay;
  /** The colour that the air lays over everything: blend a little of it into a figure's own colours. */
  tint: string;
  /** How much of the tint a figure takes: 0 none, 1 all. By day about 0.05, at night about 0.35. */
  tintStrength: number;
  /** The colour of the edge that the sun, the moon or a lamp lights. */
  rim: string;
  /** The side the light comes from, as seen in the frame before any mirroring. */
  side: "left" | "right";
  /** The colour of shaded parts and contact shadows. */
  shadow: string;
  /** The colour of what shines by itself: lamps, windows, magic. */
  glow: string;
}

/** How a figure should look. The same look gives the same markup. */
export interface FigureLook {
  /** Unique in the frame; prefix for every id inside the figure's markup. */
  id: string;
  seed: number;
  /** Words about colours, clothes, hair. Never copied into the markup. */
  appearance: string;
  /** The film's style. Never copied into the markup. */
  style: string;
  light: Light;
  pose?: "standing" | "walking" | "running" | "sitting";
  /** Drawn facing right when false, left when true, where the figure has a side. */
  mirrored: boolean;
}

/** Where a figure belongs in a place. */
export type Habitat = "ground" | "air" | "water" | "sky" | "object" | "landmark";

/** A drawn figure in its own box. */
export interface Figure {
  /** One `<g>` with its own `<defs>`, in a box of `width` × `height` units; feet on y = `height`. */
  markup: string;
  width: number;
  height: number;
  /** Natural height in metres, for the sizes of figures beside each other. */
  metres: number;
  habitat: Habitat;
  /** Whether the lower half may be outside the frame in a close shot; where it is not told, the shape tells. */
  upright?: boolean;
  /** Whether it is an animal of the land or the air, whose size beside others everybody knows. */
  beast?: boolean;
  /** Whether it runs on rails. */
  rails?: boolean;
  /** Whether it shines by itself, so that it lights what is round it. */
  glows: boolean;
  /** The credit that the drawing's licence asks for. */
  credit: string | null;
}
