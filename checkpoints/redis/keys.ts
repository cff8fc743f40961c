/**
 * What keys are called. All of one task lie in one slot, and what belongs to all tasks in another, so that each script
 * has its keys together; but the end of a task reaches into the outbox, which makes both one step.
 * A thread of LangGraph is the task of the same id.
 */

/** The keys of one task, or thread. */
export interface TaskKeys {
  row: string;
  events: string;
  book: string;
  checkpointIndex: string;
  checkpoints: string;
  values: string;
  writeIndex: string;
  writes: string;
  /** A channel, no key. */
  news: string;
}

export interface Keys {
  /** Tasks that have not ended, each with the time of its opening: milliseconds. */
  open: string;
  /** Hidden tasks that are not deleted yet. */
  condemned: string;
  /** Accepted tasks that have no row yet, each with what the row is made of. */
  drafts: string;
  /** All tasks by their age. */
  tasks: string;
  /** All threads that a saver ever wrote, by name. */
  threads: string;
  /** Ends that are to be told, each with the time when it is due: milliseconds. */
  outbox: string;
  /** BullMQ's keys begin with it. */
  queue: string;
  /** One owner's tasks by their age. */
  owner(owner: string | null): string;
  /** What one owner's tasks of late cost. */
  usage(owner: string | null): string;
  /** The counts of owners' requests begin with it. */
  rates: string;
  /** What was made under a client's key. */
  creation(key: string): string;
  /** An end that is to be told. */
  delivery(id: string): string;
  /** Stored files that are no task's and wait for their removal. */
  unusedAssets: string;
  /** The tasks that have a stored file. */
  assetTasks(file: string): string;
  /** The stored files that a task has. */
  taskAssets(id: string): string;
  /** A channel, no key. */
  signal(channel: string): string;
  task(id: string): TaskKeys;
}

/** @param prefix what all keys begin with: several installations can share a Redis */
export function createKeys(prefix: string): Keys {
  const all = `${prefix}:{${prefix}}`;
  return {
    open: `${all}:open`,
    condemned: `${all}:condemned`,
    drafts: `${all}:drafts`,
    tasks: `${all}:tasks`,
    threads: `${all}:threads`,
    outbox: `${all}:outbox`,
    queue: `{${prefix}}`,
    owner: (owner) => (owner === null ? `${all}:nobody` : `${all}:owner:${owner}`),
    rates: `${all}:rates`,
    usage: (owner) => (owner === null ? `${all}:usage` : `${all}:usage:${owner}`),
    creation: (key) => `${all}:creation:${key}`,
    delivery: (id) => `${all}:delivery:${id}`,
    unusedAssets: `${all}:unused-assets`,
    assetTasks: (file) => `${all}:asset-tasks:${file}`,
    taskAssets: (id) => `${all}:task-assets:${id}`,
    signal: (channel) => `${all}:signal:${channel}`,
    task: (id) => taskKeys(`${prefix}:{${tagOf(id)}}`),
  };
}

/** Those that a task needs no more a while after its end. */
export function passingKeys({ events, ...keys }: TaskKeys): string[] {
  return [events, ...threadKeys(keys)];
}

/** In the order in which the saver's scripts have them. */
export function threadKeys(keys: Omit<TaskKeys, "events">): string[] {
  return [keys.checkpointIndex, keys.checkpoints, keys.values, keys.writeIndex, keys.writes];
}

function taskKeys(place: string): TaskKeys {
  return {
    row: `${place}:row`,
    events: `${place}:events`,
    book: `${place}:book`,
    checkpointIndex: `${place}:checkpoint-index`,
    checkpoints: `${place}:checkpoints`,
    values: `${place}:values`,
    writeIndex: `${place}:write-index`,
    writes: `${place}:writes`,
    news: `${place}:news`,
  };
}

/** Threads may have any name: a brace would end the hash tag, and an empty tag is none. */
function tagOf(id: string): string {
  return /^[A-Za-z0-9_-]+$/.test(id) ? id : `~${Buffer.from(id).toString("base64url")}`;
}
