/**
 * What is done to one task in one step. Each can be sent twice: the second time finds what the first left.
 * KEYS[1] is always the task's row.
 */

import { USAGE_WORDS } from "./owner-usage.ts";
import { script } from "./script.ts";
import { READ_ROW } from "./stored-row.ts";

/** ARGV: fields and values. Leaves a row that is there as it is. */
export const CREATE = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], unpack(ARGV)) end
return ${READ_ROW}
`);

/** ARGV: a token of this claim, milliseconds. A claim that is sent again is known by its token. */
export const CLAIM = script(`
local found = redis.call('HMGET', KEYS[1], 'status', 'epoch', 'holder', 'until', 'crashes')
local status, epoch, holder, crashes = found[1], found[2], found[3], found[5]
if not status then return {'missing'} end
if ended(status) then return {'over', ${READ_ROW}} end
if holder ~= ARGV[1] then
  local left = tonumber(found[4]) - now()
  if holder ~= '' and left > 0 then return {'held', left} end
  if holder ~= '' then crashes = whole(crashes + 1) end
  redis.call('HSET', KEYS[1], 'status', 'running', 'epoch', whole(epoch + 1), 'holder', ARGV[1],
    'until', whole(now() + ARGV[2]), 'crashes', crashes, 'updated', whole(now()))
end
return {'claimed', ${READ_ROW}}
`);

/** ARGV: epoch, milliseconds. */
export const RENEW = script(`
if not holds(KEYS[1], ARGV[1]) then return 'lost' end
redis.call('HSET', KEYS[1], 'until', whole(now() + ARGV[2]))
return 'held'
`);

/** ARGV: epoch, fields and values. */
export const AMEND = script(`
if not holds(KEYS[1], ARGV[1]) then return {'fenced'} end
redis.call('HSET', KEYS[1], 'updated', whole(now()), unpack(ARGV, 2))
return {'ok', ${READ_ROW}}
`);

/** ARGV: epoch. */
export const RELEASE = script(`
if redis.call('HGET', KEYS[1], 'released') == ARGV[1] then return 'ok' end
if not holds(KEYS[1], ARGV[1]) then return 'fenced' end
redis.call('HSET', KEYS[1], 'status', 'queued', 'holder', '', 'until', '0', 'crashes', '0',
  'released', ARGV[1], 'updated', whole(now()))
return 'ok'
`);

/**
 * KEYS: row, outbox, delivery, events, what else passes. ARGV: epoch, status, task, id of the last event, the event,
 * milliseconds until what passes is gone, channel, id of the delivery.
 */
export const FINISH = script(`
if redis.call('HGET', KEYS[1], 'finished') == ARGV[1] then return 'ok' end
if not holds(KEYS[1], ARGV[1]) then return 'fenced' end
local time = whole(now())
local last, id = tonumber(redis.call('HGET', KEYS[1], 'last')), tonumber(ARGV[4])
if id > last + 1 then return 'gap' end
redis.call('HSET', KEYS[1], 'status', ARGV[2], 'ended', ARGV[3], 'holder', '', 'until', '0',
  'last', whole(math.max(last, id)), 'finished', ARGV[1], 'updated', time)
if id > last then redis.call('XADD', KEYS[4], ARGV[4] .. '-0', 'event', ARGV[5]) end
local url = cjson.decode(redis.call('HGET', KEYS[1], 'request')).webhookUrl
if type(url) == 'string' then
  local task = redis.call('HGET', KEYS[1], 'id')
  redis.call('HSET', KEYS[3], 'task', task, 'url', url, 'document', ARGV[3], 'tries', '0', 'at', time)
  redis.call('ZADD', KEYS[2], time, ARGV[8])
end
for place = 4, #KEYS do redis.call('PEXPIRE', KEYS[place], ARGV[6]) end
redis.call('PUBLISH', ARGV[7], 'events')
return 'ok'
`);

/** ARGV: channel. */
export const REQUEST_CANCEL = script(`
local status = redis.call('HGET', KEYS[1], 'status')
if status and not ended(status) then
  redis.call('HSET', KEYS[1], 'cancel', '1', 'updated', whole(now()))
  redis.call('PUBLISH', ARGV[1], 'cancel')
end
return ${READ_ROW}
`);

/**
 * KEYS: row, usage, events, what else would pass. ARGV: a token of this call, the round that the changes are made to, what
 * the task claims; whether its owner has limits, and these; fields and values.
 * A task that has ended has events: without them, its progress is kept no more. One that was never counted is not now,
 * without limits.
 */
export const REOPEN = script(`${USAGE_WORDS}
local found = redis.call('HMGET', KEYS[1], 'status', 'round', 'reopened', 'id', 'created')
local status, id = found[1], found[4]
if not status then return {'missing'} end
if found[3] == ARGV[1] then return {'ok', ${READ_ROW}} end
if status == 'completed' then return {'completed'} end
if not ended(status) then return {'busy'} end
if found[2] ~= ARGV[2] then return {'changed'} end
if redis.call('EXISTS', KEYS[3]) == 0 then return {'passed'} end
local isLimited = ARGV[4] == '1'
local others = counted(KEYS[2], id)
local refused = isLimited and refusal(others, ARGV[5], ARGV[6], ARGV[3])
if refused then return refused end
redis.call('HSET', KEYS[1], 'status', 'queued', 'round', whole(found[2] + 1), 'crashes', '0', 'cancel', '0',
  'reopened', ARGV[1], 'updated', whole(now()), unpack(ARGV, 7))
if isLimited or redis.call('HEXISTS', KEYS[2], id) == 1 then use(KEYS[2], others, id, found[5], ARGV[3]) end
for place = 3, #KEYS do redis.call('PERSIST', KEYS[place]) end
return {'ok', ${READ_ROW}}
`);

/**
 * KEYS: row, condemned. ARGV: id. Takes the status away: from then on nobody finds the task. Its first write is allowed
 * when memory is full.
 */
export const CONDEMN = script(`
local status = redis.call('HGET', KEYS[1], 'status')
if status and not ended(status) then return {'busy'} end
if redis.call('EXISTS', KEYS[1]) == 0 then return {'missing'} end
redis.call('HDEL', KEYS[1], 'status')
redis.call('SADD', KEYS[2], ARGV[1])
return {'ok', ${READ_ROW}, redis.call('HGET', KEYS[1], 'key')}
`);

/** KEYS: condemned, keys of the task. ARGV: id, channel. Who follows its events is told that nothing will come. */
export const REMOVE = script(`
redis.call('UNLINK', unpack(KEYS, 2))
redis.call('SREM', KEYS[1], ARGV[1])
redis.call('PUBLISH', ARGV[2], 'events')
return 'ok'
`);
