import type { Mood } from "../../../models/vocabulary.ts";
import type { Place } from "./places.ts";

/** What happens in one scene, before it is pictured. */
export interface Beat {
  /** What the narrator says. */
  text: string;
  /** The part of the text that is pictured, where that is not all of it. */
  core?: string;
  /** What is seen, where that is not what is said. */
  sight?: string;
  place?: Place;
  subjects?: readonly string[];
  mood?: Mood;
  title?: string;
  /** Where the line stands among those of its phase. */
  order?: number;
  /** True for lines about the place alone: nobody is in the picture. */
  empty?: boolean;
}
