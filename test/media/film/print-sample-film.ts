/** Makes the sample film in a process of its own, scene after scene from the last to the first, and prints its hash. */
import { hashSampleFilm } from "./sample-film.ts";

process.stdout.write(await hashSampleFilm([2, 1, 0]));
