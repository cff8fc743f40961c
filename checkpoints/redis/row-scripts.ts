/**
 * The saver's scripts. KEYS: the thread's checkpoint index, checkpoints, values, write index, writes; the task's row.
 * A checkpoint's place is its namespace, a zero byte, its id; in the hash `r` and the place is its row, `v` and the
 * place names its values. A write's place goes on with a zero byte, its task, a zero byte, its index.
 * Where a script writes, ARGV[1] is the holder's epoch, empty for no fence.
 */
import { script } from "./script.ts";

const REFUSE_FENCED = "if ARGV[1] ~= '' and not holds(KEYS[6], ARGV[1]) then return 'fenced' end";

const LOADED = `
local function unpacked(packed)
  local parts, at = {}, 1
  while at <= #packed do
    local length = struct.unpack('>I4', packed, at)
    parts[#parts + 1] = string.sub(packed, at + 4, at + 3 + length)
    at = at + 4 + length
  end
  return parts
end

local function fieldsOf(key, fields)
  local found = {}
  for _, field in ipairs(fields) do
    local value = redis.call('HGET', key, field)
    if value then found[#found + 1] = value end
  end
  return found
end

local function loaded(place)
  local row = redis.call('HGET', KEYS[2], 'r' .. place)
  if not row then return false end
  local names = unpacked(redis.call('HGET', KEYS[2], 'v' .. place))
  local writes = redis.call('ZRANGEBYLEX', KEYS[4], '[' .. place .. '\\0', '(' .. place .. '\\0\\255')
  return {row, fieldsOf(KEYS[3], names), fieldsOf(KEYS[5], writes)}
end
`;

/** ARGV: namespace with its zero byte, id or empty for the newest. */
export const LOAD = script(`${LOADED}
local place = ARGV[1] .. ARGV[2]
if ARGV[2] == '' then
  place = redis.call('ZREVRANGEBYLEX', KEYS[1], '(' .. ARGV[1] .. '\\255', '[' .. ARGV[1], 'LIMIT', 0, 1)[1]
end
return place and loaded(place)
`);

/** ARGV: bounds of the index, count. Each checkpoint comes with its place. */
export const PAGE = script(`${LOADED}
local page = {}
for _, place in ipairs(redis.call('ZREVRANGEBYLEX', KEYS[1], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])) do
  page[#page + 1] = {place, loaded(place)}
end
return page
`);

/** ARGV: epoch, place, row, names of its values, then new values, each as its name and itself. */
export const PUT = script(`${REFUSE_FENCED}
redis.call('HSET', KEYS[2], 'r' .. ARGV[2], ARGV[3], 'v' .. ARGV[2], ARGV[4])
for at = 5, #ARGV, 2 do redis.call('HSET', KEYS[3], ARGV[at], ARGV[at + 1]) end
redis.call('ZADD', KEYS[1], 0, ARGV[2])
return 'ok'
`);

/** ARGV: epoch, then writes, each as its place, whether it is replaced, and itself. */
export const PUT_WRITES = script(`${REFUSE_FENCED}
for at = 2, #ARGV, 3 do
  redis.call(ARGV[at + 1] == '1' and 'HSET' or 'HSETNX', KEYS[5], ARGV[at], ARGV[at + 2])
  redis.call('ZADD', KEYS[4], 0, ARGV[at])
end
return 'ok'
`);

export const DELETE_THREAD = script(`${REFUSE_FENCED}
redis.call('UNLINK', unpack(KEYS, 1, 5))
return 'ok'
`);
