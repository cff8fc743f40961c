/** Moments in a vendor's day at which a test may step in: to end a process, to look, to hold its answer back. */
export type Moment =
  /** A paid POST has arrived, and nothing is done about it. */
  | "order"
  /** It was taken, and billed where it is no job; its answer is not sent. */
  | "taken"
  | "status"
  | "result"
  | "list"
  | "cancel"
  /** A file is asked for. */
  | "file"
  /** Half of it has been sent. */
  | "half";

export interface Visit {
  vendor: "openai" | "fal" | "replicate";
  moment: Moment;
  /** The vendor's id of the job; null where there is none. */
  requestId: string | null;
  /** Of the job, or the name of what a language model is asked; empty where nobody tells. */
  model: string;
}

/** `ignore` cuts the connection with nothing done or sent; `half` sends half a file, and no more. */
export type Verdict = "go" | "ignore" | "half";

/** Is told before the server does anything about it, which it does when this resolves. */
export type Watch = (visit: Visit) => Promise<Verdict>;

export const goOn: Watch = async () => "go";
