/**
 * What each owner's tasks of the last 30 days may cost, or have cost, and which of them have not ended. An entry counts
 * with the task's own budget until the task has ended, then with what it spent; also after the task was deleted.
 */
import type { Task } from "../../models/task.ts";
import { USAGE_MS } from "../allowance.ts";
import type { Allowance, Refused } from "../types.ts";
import type { RedisConnection } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { listOf, type Reply, script, textOf } from "./script.ts";

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
 * stays open; one that cost nothing needs no entry. Its first write is allowed when memory is full.
 */
const SETTLE = script(`
local status = redis.call('HGET', KEYS[2], 'status')
if status and not ended(status) then return 'open' end
local created, claim = string.match(redis.call('HGET', KEYS[1], ARGV[1]) or '', '^(%d+) (%d+)')
if not created then return 'ok' end
local amount = ARGV[2] == '' and claim or ARGV[2]
redis.call('HDEL', KEYS[1], ARGV[1])
if tonumber(amount) > 0 then redis.call('HSET', KEYS[1], ARGV[1], created .. ' ' .. amount .. ' 0') end
return 'ok'
`);

export function createOwnerUsage({ run }: RedisConnection, keys: Keys): OwnerUsage {
  return {
    async settle({ id, owner }, ended) {
      const amount = ended ? micro(ended.cost.spentUsd + ended.cost.reservedUsd) : "";
      await run(SETTLE, [keys.usage(owner), keys.task(id).row], [id, amount]);
    },
  };
}

/** What the scripts have of an allowance: tasks and budget, each empty for no limit. */
export function toLimits(allowance: Allowance | null): [string, string] {
  const { openTasks, budgetUsd } = allowance ?? { openTasks: null, budgetUsd: null };
  return [openTasks === null ? "" : String(openTasks), budgetUsd === null ? "" : micro(budgetUsd)];
}

/** What `refusal` told. */
export function toRefusal(reply: Reply): Refused {
  const [, reason, leftMicro] = listOf(reply).map(textOf);
  return reason === "budget"
    ? { kind: "refused", reason, leftUsd: Number(leftMicro) / 1e6 }
    : { kind: "refused", reason: "open_tasks" };
}

/** More than a script can count is as much as it can. */
export function micro(usd: number): string {
  return String(Math.min(Math.round(usd * 1e6), Number.MAX_SAFE_INTEGER));
}
