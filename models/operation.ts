import { z } from "zod";

/** A job at a vendor, as data: with it any process can ask for its status and result, or cancel it. */
export const Operation = z.object({
  vendor: z.string(),
  /** The vendor's name of the model or endpoint the job was sent to. */
  model: z.string(),
  /** The vendor's own id of the job. */
  requestId: z.string().min(1),
  submittedAt: z.iso.datetime(),
});
export type Operation = z.infer<typeof Operation>;

/** An operation of which nobody knows whether it was bought: its task's owner decides. */
export const OperationInDoubt = z.object({
  /** Its name in a resume's `settle`. */
  id: z.string(),
  /** What was ordered: `<step>:<scene or empty>:<item>`. */
  key: z.string(),
  vendor: z.string(),
  model: z.string(),
  /** The most it may cost in US dollars. */
  maxUsd: z.number().min(0),
  sentAt: z.iso.datetime().nullable(),
});
export type OperationInDoubt = z.infer<typeof OperationInDoubt>;
