/** The command line was used wrongly. The message is one sentence that says what is allowed; the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
