/** Tells ends until it is killed: `<url of Redis> <prefix> <allowed host> <secret>`. What it has is its for 2 s. */
import { createRedisStores } from "../../../checkpoints/redis/index.ts";
import { createPostOutside } from "../../../providers/post-outside.ts";
import { startOutbox } from "../../../server/webhooks/outbox.ts";
import { createWebhookSender } from "../../../server/webhooks/sender.ts";

const [url = "", prefix = "", host = "", secret = ""] = process.argv.slice(2);
const post = createPostOutside({ allowedHosts: [host] });
const send = createWebhookSender({ post, secret, publicTask: ({ id }) => ({ id }) });
startOutbox({ outbox: createRedisStores({ url, prefix }).outbox, send, leaseMs: 2000 });
