import { once, setMaxListeners } from "node:events";
import type { Character } from "../models/character.ts";

/**
 * Characters on their way from the step that draws them to the scenes that wait for them: both run side by side.
 * A handover belongs to one revision of one task's plan.
 */
export interface Handovers {
  give(name: HandoverName, character: Character): void;
  /** Those that were given so far. */
  given(name: HandoverName): Character[];
  /** No more characters come: whoever still waits gets those that are there. */
  end(name: HandoverName): void;
  /** The characters with these ids, as soon as all are drawn; those that will not be are left out. */
  take(name: HandoverName, ids: readonly string[], signal: AbortSignal): Promise<Character[]>;
  forget(taskId: string): void;
}

export interface HandoverName {
  taskId: string;
  revision: number;
}

interface Handover {
  characters: Map<string, Character>;
  ended: boolean;
  news: EventTarget;
}

function createHandover(): Handover {
  const news = new EventTarget();
  // All of a film's scenes may wait for it: their number is no leak to be warned of.
  setMaxListeners(0, news);
  return { characters: new Map(), ended: false, news };
}

export function createHandovers(): Handovers {
  const tasks = new Map<string, Map<number, Handover>>();
  const of = ({ taskId, revision }: HandoverName): Handover => {
    const revisions = tasks.get(taskId) ?? new Map<number, Handover>();
    tasks.set(taskId, revisions);
    const handover = revisions.get(revision) ?? createHandover();
    revisions.set(revision, handover);
    return handover;
  };
  const tell = ({ news }: Handover) => news.dispatchEvent(new Event("news"));
  return {
    give(name, character) {
      const handover = of(name);
      handover.characters.set(character.id, character);
      tell(handover);
    },
    given: (name) => [...of(name).characters.values()],
    end(name) {
      const handover = of(name);
      handover.ended = true;
      tell(handover);
    },
    async take(name, ids, signal) {
      const handover = of(name);
      while (!handover.ended && !ids.every((id) => handover.characters.has(id))) {
        await once(handover.news, "news", { signal });
      }
      return ids.flatMap((id) => handover.characters.get(id) ?? []);
    },
    forget: (taskId) => void tasks.delete(taskId),
  };
}
