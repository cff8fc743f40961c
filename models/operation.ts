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
