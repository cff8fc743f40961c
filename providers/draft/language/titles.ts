import type { Member } from "./members.ts";
import type { Place } from "./places.ts";

interface Titled {
  beat: { title?: string };
  subjects: readonly string[];
  members: readonly Member[];
  place: Place;
}

/** A short title for each scene, no two alike: what is seen there that was not the title before. */
export function titleScenes(scenes: readonly Titled[]): string[] {
  const used = new Set<string>();
  return scenes.map((scene, index) => {
    const lead = scene.members[0];
    const wishes = [
      scene.beat.title,
      ...(index === 0 ? [the(scene.place.phrase)] : []),
      ...scene.subjects.map(the),
      the(scene.place.phrase),
      lead ? (lead.being.name ?? the(lead.kind)) : undefined,
    ];
    const title =
      wishes.find((wish) => wish && !used.has(wish)) ?? numbered(the(scene.subjects[0] ?? scene.place.phrase), used);
    used.add(title);
    return title;
  });
}

/** The film's title. */
export function titleFilm(cast: readonly Member[], things: readonly string[], place: Place | null): string {
  const [lead, second] = cast;
  const name = lead ? (lead.being.name ?? the(lead.kind)) : null;
  const other = things[0] ? the(things[0]) : second ? (second.being.name ?? the(second.kind)) : null;
  if (name && other) return `${name} and ${other.replace(/^The /, "the ")}`.slice(0, 100);
  if (name && place) return `${name} in ${the(place.phrase).replace(/^The /, "the ")}`.slice(0, 100);
  return (name ?? other ?? (place ? the(place.phrase) : "A Little Film")).slice(0, 100);
}

function the(phrase: string): string {
  const words = phrase.slice(0, 70).split(" ");
  const capitals = words.map((word) =>
    /^(of|the|a|an|and|in|on|at|to|by|for|with)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
  return /^\p{Lu}/u.test(phrase) ? capitals.join(" ") : `The ${capitals.join(" ")}`;
}

function numbered(title: string, used: ReadonlySet<string>): string {
  for (let count = 2; ; count++) if (!used.has(`${title}, ${count}`)) return `${title}, ${count}`;
}
