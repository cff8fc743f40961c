/**
 * What each owner's tasks of the last 30 days may cost, or have cost, and which of them have not ended. An entry counts
 * with the task's own budget until the task has ended, then with what it spent; also after the task was deleted.
 */
import type { Task } from "../../models/task.ts";
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
  /**
   * It has ended, or is deleted: from now on it counts with what it cost; with all that it claimed where nobody knows.
   * No error where it does not count.
   */
  settle(task: UsingTask, ended: Task | null): Promise<void>;
  /** It is gone on with, and counts with a budget again. Rejects with `over_budget` when the owner's does not cover that. */
  reopen(task: UsingTask & { createdAt: string }, budgetUsd: number | null, allowance: Allowance | null): Promise<void>;
}

/**
 * Lua: `counted(usage, id)` walks an owner's entries but this one: how many are open, what all add up to, and which count no
 * more. `refusal(found, tasks, budget, claim)` tells why one more task may not be, or nothing; `tasks` and `budget` are empty
 * for no limit. `use(usage, found, id, created, claim)` enters it. Amounts are millionths of a dollar.
 * An entry is `<created> <amount> <1 while it is open>`.
 */
export const USAGE_WORDS = `
local function counted(usage, id)
  local found = {open = 0, sum = 0, stale = {}}
  local oldest = now() - ${USAGE_MS}
  local entries = redis.call('HGETALL', usage)
  for place = 1, #entries, 2 do
    local created, amount, isOpen = string.match(entries[place + 1], '^(%d+) (%d+) (%d)$')
    if isOpen == '0' and tonumber(created) <= oldest then
      table.insert(found.stale, entries[place])
    elseif entries[place] ~= id then
      found.sum = found.sum + amount
      found.open = found.open + isOpen
    end
  end
  return found
end

local function refusal(found, tasks, budget, claim)
  if tasks ~= '' and found.open >= tonumber(tasks) then return {'refused', 'open_tasks'} end
  if budget ~= '' and tonumber(claim) > 0 and found.sum + claim > tonumber(budget) then
    return {'refused', 'budget', whole(math.max(0, budget - found.sum))}
  end
end

local function use(usage, found, id, created, claim)
  for _, name in ipairs(found.stale) do redis.call('HDEL', usage, name) end
  redis.call('HSET', usage, id, created .. ' ' .. claim .. ' 1')
end
`;

/**
 * KEYS: usage, row. ARGV: id, millionths of a dollar; empty for as much as it claimed. One that is gone on with by now
 * stays open; one that cost nothing needs no entry.
 */
const SETTLE = script(`
local status = redis.call('HGET', KEYS[2], 'status')
if status and not ended(status) then return 'open' end
local created, claim = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+) (%d+)')
if not created then return 'ok' end
local amount = ARGV[2] == '' and claim or ARGV[2]
if tonumber(amount) == 0 then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], created .. ' ' .. amount .. ' 0')
end
return 'ok'
`);

/** KEYS: usage. ARGV: id, created, claim; and the limits, when there are any. One that was never counted is not now, without. */
const REOPEN = script(`${USAGE_WORDS}
local created = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+) ')
local found = counted(KEYS[1], ARGV[1])
local refused = ARGV[4] and refusal(found, ARGV[4], ARGV[5], ARGV[3])
if refused then return refused end
if created or ARGV[4] then use(KEYS[1], found, ARGV[1], created or ARGV[2], ARGV[3]) end
return {'ok'}
`);

export function createOwnerUsage({ run }: RedisConnection, keys: Keys): OwnerUsage {
  return {
    async settle({ id, owner }, ended) {
      const amount = ended ? micro(ended.cost.spentUsd + ended.cost.reservedUsd) : "";
      await run(SETTLE, [keys.usage(owner), keys.task(id).row], [id, amount]);
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

/** More than a script can count is as much as it can. */
export function micro(usd: number): string {
  return String(Math.min(Math.round(usd * 1e6), Number.MAX_SAFE_INTEGER));
}
