import type { Endpoint } from "../http/endpoint.ts";
import type { Service } from "../service.ts";
import { cancelTask, deleteTask, resumeTask } from "./decisions.ts";
import { followTask } from "./events.ts";
import { hearVendor } from "./hooks.ts";
import { operationEndpoints } from "./operation.ts";
import { estimatePrice, generateVideo } from "./order.ts";
import { resultEndpoints } from "./results.ts";
import { getTask, listTasks } from "./tasks.ts";
import { orderVariant } from "./variants.ts";

/** Everything that the service answers, in the order of its document. */
export function allEndpoints(service: Service): Endpoint[] {
  return [
    generateVideo(service),
    estimatePrice(service),
    orderVariant(service),
    listTasks(service),
    getTask(service),
    followTask(service),
    cancelTask(service),
    resumeTask(service),
    deleteTask(service),
    ...resultEndpoints(service),
    hearVendor(service),
    ...operationEndpoints(service),
  ];
}
