/** What both kinds of stores know of allowances. */

/** For so long a task counts after its creation: milliseconds. */
export const USAGE_MS = 30 * 24 * 60 * 60 * 1000;
