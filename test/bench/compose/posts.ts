/** What our starts of ffmpeg are for, told by their words: those of media/, as they are now. */

/** First that fits. */
const POSTS: readonly [string, RegExp][] = [
  ["encode pieces", / -c:v libx264 /],
  ["join", / -f concat /],
  ["sound", / -vn |\[sound\]/],
  ["measure clips", / -f mov .* -f null /],
  ["decode clips", / -f mov /],
  ["size of pictures", / -f png_pipe .* -f null /],
  ["poster", / mjpeg |format=gray/],
  ["prepare pictures", / -f png_pipe /],
];

/** `other` for what is none of them. */
export function postOf(words: string): string {
  const [what] = POSTS.find(([, pattern]) => pattern.test(words)) ?? ["other"];
  return what;
}
