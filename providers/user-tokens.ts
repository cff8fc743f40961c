/** The users of an app whose accounts a vendor keeps. Not here: how that vendor signs their tokens. */
export interface UserTokens {
  /**
   * The user that a token is of; null for one that is forged, over, not begun, or of something else than a user.
   * Rejects with `unreachable`, retryable, while the keys that it would be checked with cannot be read.
   */
  verify(token: string): Promise<{ userId: string } | null>;
}
