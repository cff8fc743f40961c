/** One figure of what Redis tells of itself. */
export function figureOf(info: string, name: string): number {
  const found = new RegExp(`^${name}:(\\d+)\\r?$`, "m").exec(info)?.[1];
  if (found === undefined) throw new Error(`Redis tells no ${name}.`);
  return Number(found);
}

/** How many scripts were sent: the saver sends nothing else, and what scripts call is no round trip. */
export function scriptCalls(commandStats: string): number {
  const found = commandStats.matchAll(/^cmdstat_eval(?:sha)?:calls=(\d+)/gm);
  return [...found].reduce((sum, [, calls]) => sum + Number(calls), 0);
}
