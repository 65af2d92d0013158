-- Applies commits one after the other; each is all or nothing, and all of them reach the append-only file as one transaction.
-- KEYS: position, lane, copying, restoring. ARGV: key prefix, number of this batch in its lane, '1' when it was sent before, then the commits:
--   now, count of checks, the checks, count of writes, the writes
--   check: 's' stream version | 'd' collection id version
--   write: 'a' stream count event... | 'p' collection id record expiry-in-seconds-or-'' | 'x' collection id | 'r' stream version json | 'e' seconds (sweeps what expired before)
-- Answer: per commit, parted by commas: the position of its last event, 0 without events, -n when its n-th check failed.
-- Times are 8 bytes, big-endian, compared by halves: as one Lua number they would lose their last digits.
local CHUNK, PER_CALL, REMEMBERED_MS = 1024, 500, 24 * 60 * 60 * 1000
local prefix, number, again = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1'
local call, unpack_time, pack, floor = redis.call, struct.unpack, struct.pack, math.floor

local state = call('MGET', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
if state[4] then
  return redis.error_reply('RESTORING a backup is being restored into this desk')
end
if state[2] then
  local last, answer = string.match(state[2], '^(%d+):(.*)$')
  if tonumber(last) == number then return answer end
  if tonumber(last) > number then return redis.error_reply('STALE this batch was answered long ago') end
end

local before = tonumber(state[1] or '0')
local position, copying, wrote = before, state[3], false
local feed, answers, at = {}, {}, 4

local function next_argument()
  at = at + 1
  return ARGV[at - 1]
end

local function alive(record, high, low)
  local record_high, record_low = unpack_time('>I4I4', record, 9)
  return record_high > high or (record_high == high and record_low > low)
end

local function version_of(collection, id, high, low)
  local record = call('HGET', prefix .. 'documents:' .. collection, id)
  if not record then return 0, nil end
  if not alive(record, high, low) then return 0, record end
  return (struct.unpack('>I8', record)), record
end

-- While a backup reads, it must find what was there when it began.
local function keep_for_copy(collection, id, record)
  if copying then call('HSETNX', prefix .. 'undo', collection .. '\0' .. id, record or '') end
end

local function remove(collection, id)
  if copying then keep_for_copy(collection, id, call('HGET', prefix .. 'documents:' .. collection, id)) end
  if call('HDEL', prefix .. 'documents:' .. collection, id) == 1 then
    call('ZREM', prefix .. 'ids:' .. collection, id)
    call('ZREM', prefix .. 'expiry', collection .. '\0' .. id)
  end
  wrote = true
end

local function append()
  local stream, count = next_argument(), tonumber(next_argument())
  for first = 1, count, PER_CALL do
    local size = math.min(PER_CALL, count - first + 1)
    local positions = {}
    for i = 1, size do positions[i] = position + i end
    local version = call('RPUSH', prefix .. 'stream:' .. stream, unpack(positions)) - size
    for i = 1, size do feed[#feed + 1] = pack('>I6', version + i) .. ARGV[at + i - 1] end
    at, position, wrote = at + size, position + size, true
  end
end

local function put(high, low)
  local collection, id, record, expiry = next_argument(), next_argument(), next_argument(), next_argument()
  local version, old = version_of(collection, id, high, low)
  keep_for_copy(collection, id, old)
  call('HSET', prefix .. 'documents:' .. collection, id, pack('>I8', version + 1) .. record)
  if not old then
    call('ZADD', prefix .. 'ids:' .. collection, 0, id)
    call('SADD', prefix .. 'collections', collection)
  end
  if expiry ~= '' then
    call('ZADD', prefix .. 'expiry', expiry, collection .. '\0' .. id)
  elseif old and string.byte(old, 9) ~= 255 then
    call('ZREM', prefix .. 'expiry', collection .. '\0' .. id)
  end
  wrote = true
end

-- An event: version 6, time 8, schema 4, lengths of type and stream 2 each, type, stream, JSON.
local function with_json(record, json)
  local type_length, stream_length = unpack_time('>I2I2', record, 19)
  return string.sub(record, 1, 22 + type_length + stream_length) .. json
end

local function redact()
  local stream, version, json = next_argument(), tonumber(next_argument()), next_argument()
  local found = tonumber(call('LINDEX', prefix .. 'stream:' .. stream, version - 1) or '0')
  if found == 0 then return end
  if found > before then
    feed[found - before] = with_json(feed[found - before], json)
  else
    local chunk, index = prefix .. 'events:' .. floor((found - 1) / CHUNK), (found - 1) % CHUNK
    call('LSET', chunk, index, with_json(call('LINDEX', chunk, index), json))
  end
  wrote = true
end

local function sweep()
  for _, member in ipairs(call('ZRANGEBYSCORE', prefix .. 'expiry', '-inf', next_argument(), 'LIMIT', 0, 128)) do
    remove(string.match(member, '^(%Z+)%z(.*)$'))
  end
end

local function first_failed(high, low)
  local failed = 0
  for i = 1, tonumber(next_argument()) do
    local found
    if next_argument() == 's' then
      found = call('LLEN', prefix .. 'stream:' .. next_argument())
    else
      found = version_of(next_argument(), next_argument(), high, low)
    end
    if found ~= tonumber(next_argument()) and failed == 0 then failed = i end
  end
  return failed
end

local SKIPPED = { p = 4, x = 2, r = 3, e = 1 }
local function skip_writes()
  for _ = 1, tonumber(next_argument()) do
    local kind = next_argument()
    if kind == 'a' then
      local count = tonumber(ARGV[at + 1])
      at = at + 2 + count
    else
      at = at + SKIPPED[kind]
    end
  end
end

local function write_all(high, low)
  for _ = 1, tonumber(next_argument()) do
    local kind = next_argument()
    if kind == 'a' then append()
    elseif kind == 'p' then put(high, low)
    elseif kind == 'x' then remove(next_argument(), next_argument())
    elseif kind == 'r' then redact()
    else sweep() end
  end
end

while at <= #ARGV do
  local high, low = unpack_time('>I4I4', next_argument())
  local start, failed = position, first_failed(high, low)
  if failed > 0 then
    skip_writes()
    answers[#answers + 1] = -failed
  else
    write_all(high, low)
    answers[#answers + 1] = position > start and position or 0
  end
end

local first = 1
while first <= #feed do
  local done = before + first - 1
  local size = math.min(PER_CALL, #feed - first + 1, CHUNK - done % CHUNK)
  call('RPUSH', prefix .. 'events:' .. floor(done / CHUNK), unpack(feed, first, first + size - 1))
  first = first + size
end

local answer = table.concat(answers, ',')
-- Remembered, so that the same batch sent again gets the same answer; without writes only where a first copy may still be on its way.
if wrote or again then call('SET', KEYS[2], number .. ':' .. answer, 'PX', REMEMBERED_MS) end
if position > before then
  call('SET', KEYS[1], position)
  call('PUBLISH', prefix .. 'feed', position)
end
return answer
