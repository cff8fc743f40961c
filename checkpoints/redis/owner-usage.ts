/**
 * What each owner's tasks of the last 30 days may cost, or have cost, and which of them have not ended. An entry counts
 * with the task's own budget until the task has ended, then with what it spent; also after the task was deleted.
 */
import { hasEnded, type Task } from "../../models/task.ts";
import { overBudget, USAGE_MS } from "../allowance.ts";
import type { Allowance } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { listOf, script, textOf } from "./script.ts";

/** A task that counts, by its owner. */
export interface UsingTask {
  id: string;
  owner: string | null;
}

export interface OwnerUsage {
  /** It has ended: from now on it counts with what it cost. No error where it does not count. */
  settle(task: UsingTask, ended: Task): Promise<void>;
  /** It is gone on with, and counts with a budget again. Rejects with `over_budget` when the owner's does not cover that. */
  reopen(task: UsingTask & { createdAt: string }, budgetUsd: number | null, allowance: Allowance | null): Promise<void>;
}

/**
 * Lua: `refusal(usage, id, tasks, budget, claim)` tells why one more task may not be, or nothing; amounts are millionths
 * of a dollar, and `tasks` and `budget` are empty for no limit. `use(usage, id, created, claim)` enters it.
 * An entry is `<created> <amount> <1 while it is open>`.
 */
export const USAGE_WORDS = `
local function refusal(usage, id, tasks, budget, claim)
  local open, sum = 0, 0
  local oldest = now() - ${USAGE_MS}
  local entries = redis.call('HGETALL', usage)
  for place = 1, #entries, 2 do
    local created, amount, isOpen = string.match(entries[place + 1], '^(%d+) (%d+) (%d)$')
    if entries[place] ~= id and (isOpen == '1' or tonumber(created) > oldest) then
      sum = sum + amount
      open = open + isOpen
    end
  end
  if tasks ~= '' and open >= tonumber(tasks) then return {'refused', 'open_tasks'} end
  if budget ~= '' and tonumber(claim) > 0 and sum + claim > tonumber(budget) then
    return {'refused', 'budget', whole(math.max(0, budget - sum))}
  end
end

local function use(usage, id, created, claim)
  local oldest = now() - ${USAGE_MS}
  local entries = redis.call('HGETALL', usage)
  for place = 1, #entries, 2 do
    local entered, _, isOpen = string.match(entries[place + 1], '^(%d+) (%d+) (%d)$')
    if isOpen == '0' and tonumber(entered) <= oldest then redis.call('HDEL', usage, entries[place]) end
  end
  redis.call('HSET', usage, id, created .. ' ' .. claim .. ' 1')
end
`;

/** KEYS: usage. ARGV: id, millionths of a dollar. */
const SETTLE = script(`
local created = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+) ')
if created then redis.call('HSET', KEYS[1], ARGV[1], created .. ' ' .. ARGV[2] .. ' 0') end
return 'ok'
`);

/** KEYS: usage. ARGV: id, created, claim; and the limits, when there are any. One that was never counted is not now, without. */
const REOPEN = script(`${USAGE_WORDS}
local created = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+) ')
local refused = ARGV[4] and refusal(KEYS[1], ARGV[1], ARGV[4], ARGV[5], ARGV[3])
if refused then return refused end
if created or ARGV[4] then use(KEYS[1], ARGV[1], created or ARGV[2], ARGV[3]) end
return {'ok'}
`);

export function createOwnerUsage({ run }: RedisConnection, keys: Keys): OwnerUsage {
  return {
    async settle({ id, owner }, { status, cost }) {
      if (!hasEnded(status)) return;
      await run(SETTLE, [keys.usage(owner)], [id, micro(cost.spentUsd + cost.reservedUsd)]);
    },
    async reopen({ id, owner, createdAt }, budgetUsd, allowance) {
      const values = [id, String(Date.parse(createdAt)), micro(budgetUsd ?? 0)];
      // To go on with a task makes it no further one.
      const limits = allowance ? toLimits({ ...allowance, openTasks: null }) : [];
      const [outcome, , left] = listOf(await run(REOPEN, [keys.usage(owner)], [...values, ...limits]));
      if (textOf(outcome) === "refused") throw overBudget(Number(textOf(left)) / 1e6);
    },
  };
}

/** What the scripts have of an allowance: tasks and budget, each empty for no limit. */
export function toLimits(allowance: Allowance | null): [string, string] {
  const { openTasks, budgetUsd } = allowance ?? { openTasks: null, budgetUsd: null };
  return [openTasks === null ? "" : String(openTasks), budgetUsd === null ? "" : micro(budgetUsd)];
}

export function micro(usd: number): string {
  return String(Math.round(usd * 1e6));
}
