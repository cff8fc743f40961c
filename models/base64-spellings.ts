/**
 * How base64 shows a text within something longer, such as `user:password`: it depends on the place within three bytes.
 * The letters at both ends, which are its neighbours' as well, are left out. Also as it stands in URLs.
 */
export function base64Spellings(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((place) => {
    const base64 = Buffer.concat([Buffer.alloc(place), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const isWhole = (place + bytes.length) % 3 === 0;
    const own = base64.slice(place === 0 ? 0 : place + 1, isWhole ? undefined : -1);
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
