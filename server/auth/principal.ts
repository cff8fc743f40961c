/** Who asks. Not here: how that is found out (authenticate.ts). */

/** What a key may do: look, or also order, cancel and delete. */
export type Scope = "read" | "write";

export interface Principal {
  /** `key:<name>` or `user:<id>`; null for whoever sits at this machine, where nobody has to say who they are. */
  owner: string | null;
  scopes: readonly Scope[];
}
